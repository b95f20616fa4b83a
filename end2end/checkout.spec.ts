import { test, expect } from './fixtures';
import { expectAccessible, expectFits, hasScript, hydrated, open } from './helpers';
import { BERLIN, addFrom, anotherShop, fillAddress, fillCard, toReview } from './shopping';

test('one payment buys from two shops', { tag: '@nojs' }, async ({ page }) => {
  const other = await anotherShop(page);
  const titles = [await addFrom(page, 'demo'), await addFrom(page, other)];

  await open(page, '/cart');
  for (const title of titles) await expect(page.getByRole('main').getByText(title).first()).toBeVisible();
  await expectFits(page);
  await expectAccessible(page);

  await toReview(page);
  for (const title of titles) await expect(page.getByRole('main').getByText(title).last()).toBeVisible();
  await expectFits(page);
  await expectAccessible(page);

  await (await fillCard(page, '4242 4242 4242 4242')).click();
  await expect(page).toHaveURL(/\/checkout\/placed\/S-\d+/);
  const number = /S-\d+/.exec(page.url())![0];
  await expect(page.getByRole('heading', { name: `Order ${number}-1` })).toBeVisible();
  await expect(page.getByRole('heading', { name: `Order ${number}-2` })).toBeVisible();
  await expectFits(page);
  await expectAccessible(page);

  await open(page, '/cart');
  await expect(page.getByRole('heading', { name: 'Your cart is empty' })).toBeVisible();
});

test('a wrong postcode keeps what was typed', { tag: '@nojs' }, async ({ page }) => {
  await addFrom(page, 'demo');
  await open(page, '/checkout');
  await fillAddress(page, { ...BERLIN, Postcode: '12' });
  await page.getByRole('button', { name: 'Continue to shipping' }).click();

  const shown = async () => {
    await expect(page.getByRole('alert').getByRole('link', { name: /Postcode/ })).toBeVisible();
    await expect(page.getByLabel('Postcode')).toHaveValue('12');
    await expect(page.getByLabel('Postcode')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel('First and last name')).toHaveValue('Ada Lovelace');
    await expect(page.getByLabel('Street')).toHaveValue(BERLIN.Street);
    await expect(page.getByLabel('Country')).toHaveValue('DE');
  };
  await shown();
  await expectAccessible(page);
  await page.reload();
  await hydrated(page);
  await shown();
});

test('a double click on Pay makes one order', { tag: '@nojs' }, async ({ page }) => {
  await addFrom(page, 'demo');
  await toReview(page);
  const pay = await fillCard(page, '4242 4242 4242 4242');
  const form = page.locator('#pay-form');
  const action = (await form.getAttribute('action'))!;
  const fields = await form.evaluate((form) => {
    const all: Record<string, string> = {};
    // No callback: the page itself may run none.
    for (const [name, value] of new FormData(form as HTMLFormElement)) all[name] = String(value);
    return all;
  });
  await pay.dblclick();
  await expect(page).toHaveURL(/\/checkout\/placed\/S-\d+/);
  const number = /S-\d+/.exec(page.url())![0];

  // The same form once more gets the same answer.
  const again = await page.request.post(action, {
    form: fields,
    headers: { accept: 'text/html', origin: new URL(page.url()).origin, referer: page.url() },
  });
  expect(again.url()).toContain(`/checkout/placed/${number}`);
});

test('a declined card says so, and another one pays', { tag: '@nojs' }, async ({ page }) => {
  await addFrom(page, 'demo');
  await toReview(page);
  await (await fillCard(page, '4000 0000 0000 9995')).click();
  await expect(page.getByText('The card has not enough funds')).toBeVisible();
  await expect(page).toHaveURL(/declined=insufficient_funds/);
  await hydrated(page);
  await (await fillCard(page, '4242 4242 4242 4242')).click();
  await expect(page).toHaveURL(/\/checkout\/placed\/S-\d+/);
});

test('a payment that the bank asks about is confirmed on its page', { tag: '@nojs' }, async ({ page }) => {
  await addFrom(page, 'demo');
  await toReview(page);
  await (await fillCard(page, '4000 0025 0000 3155')).click();
  await expect(page).toHaveURL(/\/pay\/challenge\//);
  await hydrated(page);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page).toHaveURL(/\/checkout\/placed\/S-\d+/, { timeout: 15_000 });
});

test('a quantity changes at once and stays', { tag: '@nojs' }, async ({ page }) => {
  const title = await addFrom(page, 'demo');
  await open(page, '/cart');
  const quantity = page.getByRole('main').getByRole('textbox', { name: `Quantity of ${title}` });
  // With scripts the number changes at once, and the server has it too once its answer is there.
  const sent = hasScript() ? page.waitForResponse((answer) => answer.url().includes('set_quantity')) : null;
  await page.getByRole('main').getByRole('button', { name: 'One more' }).first().click();
  await expect(quantity).toHaveValue('2');
  await sent;
  await page.reload();
  await expect(quantity).toHaveValue('2');
  await hydrated(page);
  await page.getByRole('button', { name: `Remove ${title}` }).click();
  await expect(page.getByRole('heading', { name: 'Your cart is empty' })).toBeVisible();
  if (hasScript()) {
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(quantity).toHaveValue('2');
  }
});
