import { expect, test } from './fixtures';
import { expectAccessible, expectFits, open } from './helpers';
import { signIn } from './people';

test('the page of the API shows what a program can do', async ({ page }) => {
  await page.goto('/docs');
  await expect(page.getByRole('heading', { name: /^Souk/ })).toBeVisible();
  await expect(page.getByText('/api/v1/checkout/payments', { exact: true }).first()).toBeVisible();
  await expectFits(page);
});

test('a program reads the catalogue with nothing but its document', async ({ request }) => {
  const document = await (await request.get('/api/v1/openapi.json')).json();
  expect(document.openapi).toMatch(/^3\.1/);
  const list = await request.get('/api/v1/products?limit=2');
  expect(list.headers()['x-request-id']).toBeTruthy();
  expect(list.headers()['x-response-time']).toMatch(/ms$/);
  const { items } = await list.json();
  const product = await request.get(`/api/v1/products/${items[0].shop}/${items[0].slug}`);
  expect((await product.json()).id).toBe(items[0].id);
});

test('a manager sees in plain words how the system stands', async ({ page }) => {
  await signIn(page, 'manager@souk.example');
  await open(page, '/manage/system');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText(/database/i).first()).toBeVisible();
  await expectFits(page);
  await expectAccessible(page);
});
