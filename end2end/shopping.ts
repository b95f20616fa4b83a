import { expect } from './fixtures';
import { hasScript, hydrated, open } from './helpers';
import type { Locator, Page } from '@playwright/test';

export const BERLIN = { Street: 'Torstraße 1', Postcode: '10119', Town: 'Berlin' };

/** Addresses that links on this page lead to, each once. */
export async function addresses(page: Page, start: string): Promise<string[]> {
  const links = page.locator(`a[href^="${start}"]`);
  await links.first().waitFor({ state: 'attached' });
  const found = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')!.split('?')[0]));
  return [...new Set(found)];
}

/** Puts the first product of a shop into the cart of which there are plenty, since others buy at the same time; gives its title. */
export async function addFrom(page: Page, shop: string): Promise<string> {
  await open(page, `/shops/${shop}`);
  for (const address of await addresses(page, `/products/${shop}/`)) {
    await open(page, address);
    const add = page.getByRole('button', { name: 'Add to cart' }).first();
    if (!(await add.isVisible()) || !(await add.isEnabled())) continue;
    if (!(await page.getByText('In stock', { exact: true }).isVisible())) continue;
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

export async function anotherShop(page: Page): Promise<string> {
  await open(page, '/');
  const other = (await addresses(page, '/shops/')).find((address) => address !== '/shops/demo');
  if (!other) throw new Error('the home page shows no second shop');
  return other.slice('/shops/'.length);
}

/** Fills the first step for Germany, as far as it is given. */
export async function fillAddress(page: Page, fields: Record<string, string>): Promise<void> {
  await page.getByLabel('Country').selectOption('DE');
  // Without scripts the fields of a country come with the next page.
  if (!hasScript()) await page.getByRole('button', { name: 'Update' }).click();
  await page.getByLabel('Email').fill('guest@example.com');
  await page.getByLabel('First and last name').fill('Ada Lovelace');
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label).fill(text);
}

/** From a filled cart to the review. */
export async function toReview(page: Page): Promise<void> {
  await open(page, '/checkout');
  await fillAddress(page, BERLIN);
  await page.getByRole('button', { name: 'Continue to shipping' }).click();
  await expect(page).toHaveURL(/\/checkout\/shipping$/);
  await hydrated(page);
  await page.getByRole('button', { name: 'Continue to review' }).click();
  await expect(page).toHaveURL(/\/checkout\/review$/);
  await hydrated(page);
}

export async function fillCard(page: Page, number: string): Promise<Locator> {
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Valid until').fill('12/40');
  await page.getByLabel('Name on the card').fill('Ada Lovelace');
  return page.getByRole('button', { name: /^Pay / });
}

/** Pays for a line of each of these shops; gives the number of the purchase. */
export async function buyFrom(page: Page, shops: string[]): Promise<string> {
  for (const shop of shops) await addFrom(page, shop);
  await toReview(page);
  await (await fillCard(page, '4242 4242 4242 4242')).click();
  await expect(page).toHaveURL(/\/checkout\/placed\/S-\d+/);
  return /S-\d+/.exec(page.url())![0];
}
