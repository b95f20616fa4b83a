import { test, expect } from './fixtures';
import { expectAccessible, expectFits, hasScript, hydrated, open } from './helpers';
import type { Locator, Page } from '@playwright/test';

const BERLIN = { Street: 'Torstraße 1', Postcode: '10119', Town: 'Berlin' };

/** Addresses that links on this page lead to, each once. */
async function addresses(page: Page, start: string): Promise<string[]> {
  const links = page.locator(`a[href^="${start}"]`);
  await links.first().waitFor({ state: 'attached' });
  const found = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')!.split('?')[0]));
  return [...new Set(found)];
}

/** Puts the first product of a shop that can be bought into the cart; gives its title. */
async function addFrom(page: Page, shop: string): Promise<string> {
  await open(page, `/shops/${shop}`);
  for (const address of await addresses(page, `/products/${shop}/`)) {
    await open(page, address);
    const add = page.getByRole('button', { name: 'Add to cart' }).first();
    if (!(await add.isVisible()) || !(await add.isEnabled())) continue;
    const title = await page.getByRole('heading', { level: 1 }).innerText();
    await add.click();
    if (hasScript()) {
      const drawer = page.getByRole('dialog', { name: 'Your cart' });
      await expect(drawer.getByRole('link', { name: title })).toBeVisible();
    } else {
      await expect(page).toHaveURL(/\/cart$/);
    }
    return title;
  }
  throw new Error(`nothing in the shop ${shop} can be bought`);
}

async function anotherShop(page: Page): Promise<string> {
  await open(page, '/');
  const other = (await addresses(page, '/shops/')).find((address) => address !== '/shops/demo');
  if (!other) throw new Error('the home page shows no second shop');
  return other.slice('/shops/'.length);
}

/** Fills the first step for Germany, as far as it is given. */
async function fillAddress(page: Page, fields: Record<string, string>): Promise<void> {
  await page.getByLabel('Country').selectOption('DE');
  // Without scripts the fields of a country come with the next page.
  if (!hasScript()) await page.getByRole('button', { name: 'Update' }).click();
  await page.getByLabel('Email').fill('guest@example.com');
  await page.getByLabel('First and last name').fill('Ada Lovelace');
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label).fill(text);
}

/** From a filled cart to the review. */
async function toReview(page: Page): Promise<void> {
  await open(page, '/checkout');
  await fillAddress(page, BERLIN);
  await page.getByRole('button', { name: 'Continue to shipping' }).click();
  await expect(page).toHaveURL(/\/checkout\/shipping$/);
  await hydrated(page);
  await page.getByRole('button', { name: 'Continue to review' }).click();
  await expect(page).toHaveURL(/\/checkout\/review$/);
  await hydrated(page);
}

async function fillCard(page: Page, number: string): Promise<Locator> {
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Valid until').fill('12/40');
  await page.getByLabel('Name on the card').fill('Ada Lovelace');
  return page.getByRole('button', { name: /^Pay / });
}

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
  await page.getByRole('main').getByRole('button', { name: 'One more' }).first().click();
  await expect(quantity).toHaveValue('2');
  if (hasScript()) {
    // The server has it too, once its answer is there.
    await page.waitForLoadState('networkidle');
  }
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
