import { expect, test } from './fixtures';
import { expectAccessible, expectFits, hydrated, open } from './helpers';
import { signIn } from './people';

const HEADER =
  'Handle,Title,Body (HTML),Vendor,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price,Status';

/** As Shopify writes it: one product with two sizes, and a row that cannot be read. */
function file(handle: string): { name: string; mimeType: string; buffer: Buffer } {
  const rows = [
    HEADER,
    `${handle},"Felt Hat, ${handle}",<p>Warm.</p>,Hatter,"hat, felt",true,Size,S,${handle}-S,300,29.90,active`,
    `${handle},,,,,,,M,${handle}-M,500,29.90,`,
    `${handle}-odd,Odd Hat,,Hatter,,true,Title,Default Title,${handle}-O,1,dear,active`,
  ];
  return { name: `${handle}.csv`, mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) };
}

test('a file is checked, imported, sold, and edited', { tag: '@nojs' }, async ({ page, newPerson }) => {
  test.slow();
  const handle = `felt-${test.info().project.name}-${Date.now()}`;
  await signIn(page, 'merchant@souk.example');

  await open(page, '/dashboard/demo/import');
  await expectAccessible(page);
  await page.getByLabel('Product file (CSV)').setInputFiles(file(handle));
  await page.getByRole('button', { name: 'Check the file' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Check of ${handle}.csv` })).toBeVisible();
  const ready = page.getByRole('button', { name: 'Import now' });
  await expect(async () => {
    if (!(await ready.isVisible())) await page.reload();
    await expect(ready).toBeVisible({ timeout: 1_500 });
  }).toPass({ timeout: 20_000 });
  await hydrated(page);
  await expect(page.getByRole('cell', { name: 'Not an amount' })).toBeVisible();
  await expectFits(page);
  await expectAccessible(page);

  await ready.click();
  await expect(page.getByRole('heading', { level: 1, name: `Import of ${handle}.csv` })).toBeVisible();
  const done = page.getByRole('link', { name: 'See the products' });
  await expect(async () => {
    if (!(await done.isVisible())) await page.reload();
    await expect(done).toBeVisible({ timeout: 1_500 });
  }).toPass({ timeout: 20_000 });

  await open(page, `/dashboard/demo/products?q=${handle}`);
  await page.getByRole('link', { name: `Felt Hat, ${handle}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Felt Hat, ${handle}` })).toBeVisible();
  await hydrated(page);
  await expectFits(page);
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Title', exact: true }).first().fill(`Felt Cap, ${handle}`);
  await page.getByRole('button', { name: 'Save' }).last().click();
  await expect(page.getByText('Saved')).toBeVisible();

  const shopper = await newPerson();
  await open(shopper, `/products/demo/${handle}`);
  await expect(shopper.getByRole('heading', { level: 1, name: `Felt Cap, ${handle}` })).toBeVisible();
  await expect(shopper.getByText('€29.90').first()).toBeVisible();
  await expectAccessible(shopper);
});

test('a product with two options is made by typing', async ({ page }) => {
  const title = `Wool Cap ${test.info().project.name}-${Date.now()}`;
  await signIn(page, 'merchant@souk.example');
  await open(page, '/dashboard/demo/products/new');
  await page.getByRole('textbox', { name: 'Title', exact: true }).first().fill(title);
  const options = { Size: ['S', 'M'], Colour: ['Sky', 'Clay'] };
  for (const [name, [first, second]] of Object.entries(options)) {
    await page.getByRole('button', { name: 'Add an option' }).click();
    const option = page.locator('#f-options fieldset').last();
    await option.getByLabel('Option', { exact: true }).fill(name);
    const value = option.getByPlaceholder('Add a value');
    await value.pressSequentially(first);
    await option.getByRole('button', { name: 'Add a value' }).click();
    await value.pressSequentially(second);
    await value.press('Enter');
  }
  const prices = page.locator('input[name^="product[variants]"][name$="[price]"]');
  await expect(prices).toHaveCount(4);
  for (const price of await prices.all()) await price.fill('19.90');
  await expectFits(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save' }).last().click();
  await expect(page.getByText('Saved')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
});

test('a refused product comes back as it was typed', { tag: '@nojs' }, async ({ page, watch }) => {
  watch.allow(/status of 422/);
  await signIn(page, 'merchant@souk.example');
  await open(page, '/dashboard/demo/products/new');
  const title = page.locator('#f-title');
  const price = page.locator('input[name="product[variants][0][price]"]');
  await title.fill('A cap nobody can price');
  await price.fill('dear');
  await page.getByRole('button', { name: 'Save' }).last().click();
  await expect(page.getByText('This is not an amount').first()).toBeVisible();
  await expect(title).toHaveValue('A cap nobody can price');
  await expect(price).toHaveValue('dear');
});

test('what is not saved is not lost by a tap', async ({ page }) => {
  await signIn(page, 'merchant@souk.example');
  await open(page, '/dashboard/demo/products/new');
  const title = page.locator('#f-title');
  await title.fill('A cap that is not saved');
  page.once('dialog', (asked) => asked.dismiss());
  await page.getByRole('link', { name: 'Discard' }).click();
  await expect(title).toHaveValue('A cap that is not saved');
  page.once('dialog', (asked) => asked.accept());
  await page.getByRole('link', { name: 'Discard' }).click();
  await expect(page).toHaveURL(/\/dashboard\/demo\/products$/);
});

test('a count that is no number is refused at its field', { tag: '@nojs' }, async ({ page, watch }) => {
  watch.allow(/status of 422/);
  await signIn(page, 'merchant@souk.example');
  await open(page, '/dashboard/demo/stock');
  const count = page.getByRole('textbox', { name: 'On hand' }).first();
  await count.fill('many');
  await page.getByRole('button', { name: 'Set' }).first().click();
  await expect(page.getByText(/whole number|count was not saved/i).first()).toBeVisible();
});
