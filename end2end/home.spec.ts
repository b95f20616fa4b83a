import { test, expect } from './fixtures';
import { expectFits, open } from './helpers';

test('the home page has a title, fits the window and raises no complaint', { tag: '@nojs' }, async ({ page }) => {
  const answer = await open(page, '/');
  expect(answer.status()).toBe(200);
  await expect(page).toHaveTitle(/\S/);
  await expect(page.getByRole('main')).toBeVisible();
  await expectFits(page);
});
