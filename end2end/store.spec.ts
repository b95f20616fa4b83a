import { expect, test } from './fixtures';
import { expectAccessible, expectFits, hasScript, open } from './helpers';
import { addFrom, addresses } from './shopping';
import { signIn } from './people';
import type { Page } from '@playwright/test';

/** Marks the document, to tell later whether it is still the same one. */
async function mark(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => document.documentElement.setAttribute('data-marked', ''));
  return () => page.evaluate(() => document.documentElement.hasAttribute('data-marked'));
}

/** Opens a product that offers a choice. */
async function openChoice(page: Page): Promise<void> {
  await open(page, '/products');
  for (const address of await addresses(page, '/products/')) {
    await open(page, address);
    if ((await page.locator('.picker').count()) > 0) return;
  }
  throw new Error('no product offers a choice');
}

test('a choice changes the address and what is chosen at once', { tag: '@nojs' }, async ({ page }) => {
  await openChoice(page);
  const same = hasScript() ? await mark(page) : undefined;
  const other = page.locator('.picker a.choice:not([aria-current])').first();
  const href = await other.getAttribute('href');
  await other.click();
  await expect(page).toHaveURL((url) => url.search === href);
  const value = decodeURIComponent(new URLSearchParams(href!).get('o1')!);
  await expect(page.locator('.picker .field-chosen').first()).toHaveText(value);
  if (same) expect(await same(), 'the page was loaded anew').toBe(true);
  await expectFits(page);
  await expectAccessible(page);
});

test('a picture is enlarged and closed again', async ({ page }) => {
  await openChoice(page);
  await page.getByRole('link', { name: 'Enlarge' }).first().click();
  const large = page.locator('#enlarged');
  await expect(large).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(large).toBeHidden();
});

test('a list is narrowed and sorted in place, and the way back works', async ({ page, isMobile }) => {
  await open(page, '/products');
  const count = page.locator('.listing-count');
  const before = await count.innerText();
  const same = await mark(page);
  if (isMobile) await page.getByRole('button', { name: 'Filter' }).click();
  await page.locator('.filters input[name=brand]').first().check();
  if (isMobile) await page.getByRole('button', { name: 'Show products' }).click();
  await expect(page).toHaveURL(/[?&]brand=/);
  await expect(count).not.toHaveText(before);
  await expect(count).toHaveText(/\d/);
  await page.getByLabel('Sort by').selectOption('price-up');
  await expect(page).toHaveURL(/sort=price-up/);
  expect(await same(), 'the page was loaded anew').toBe(true);
  await expectAccessible(page);
  await page.goBack();
  await expect(page).not.toHaveURL(/sort=price-up/);
  await page.locator('.product-card a').first().click();
  await expect(page).toHaveURL(/\/products\/.+\/.+/);
  await page.goBack();
  await expect(page).toHaveURL(/[?&]brand=/);
  await page.goBack();
  await expect(page).toHaveURL(/\/products$/);
  await expect(count).toHaveText(before);
});

test('words are suggested while typing, and lead to what was found', { tag: '@nojs' }, async ({ page }) => {
  await open(page, '/products');
  const title = await page.locator('.product-title').first().innerText();
  const word = title.split(/\s+/).find((word) => word.length > 3)!;
  await open(page, '/');
  const box = page.locator('.search-input');
  await box.click();
  if (hasScript()) {
    await expect(async () => {
      await box.fill('');
      await box.pressSequentially(word.slice(0, 4));
      await expect(page.getByRole('option').first()).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('option')).toHaveCount(0);
  }
  await box.fill(word);
  await box.press('Enter');
  await expect(page).toHaveURL(/\/search\?q=/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(word);
});

test('what is taken out of the drawer can be brought back', async ({ page }) => {
  const title = await addFrom(page, 'demo');
  const drawer = page.getByRole('dialog', { name: 'Your cart' });
  await drawer.getByRole('button', { name: 'Remove' }).first().click();
  await expect(drawer.getByRole('link', { name: title })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(drawer.getByRole('link', { name: title })).toBeVisible();
  await drawer.getByRole('button', { name: 'Close' }).click();
  await expect(drawer).toBeHidden();
  await page.getByRole('link', { name: /cart/i }).first().click();
  await expect(drawer.getByRole('link', { name: title })).toBeVisible();
});

test('the look that was chosen stays', async ({ page }) => {
  await open(page, '/');
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await open(page, '/products');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
});

test('a link from the account leads into the store, and back', async ({ page }) => {
  await signIn(page, 'customer@souk.example');
  await open(page, '/account');
  await page.locator('.store-logo').click();
  await expect(page).toHaveURL(/\/$/);
  await expect(page.locator('.hero')).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\/account$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
