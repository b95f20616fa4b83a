import { expect, test } from './fixtures';
import { expectAccessible, expectFits, hasScript, hydrated, open } from './helpers';
import { mail, signIn } from './people';
import { anotherShop, buyFrom } from './shopping';
import type { Page } from '@playwright/test';

/** Opens a shop's order by way of its list of what is to be sent. */
async function openOrder(page: Page, shop: string, number: string): Promise<void> {
  await open(page, `/dashboard/${shop}/orders`);
  await page.getByRole('link', { name: number, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: number })).toBeVisible();
  await hydrated(page);
}

test('what two shops sold is sent, followed, and partly given back', { tag: '@nojs' }, async ({ page, newPerson }) => {
  test.slow(); // two people, two shops, and mails
  const other = await anotherShop(page);
  const number = await buyFrom(page, ['demo', other]);
  expect(await mail(page, new RegExp(`Your order ${number}(?!-)`))).toContain('€');

  const merchant = await newPerson();
  await signIn(merchant, 'merchant@souk.example');

  await openOrder(merchant, 'demo', `${number}-1`);
  await expectFits(merchant);
  await expectAccessible(merchant);
  await merchant.getByLabel('Carrier').fill('DHL');
  await merchant.getByLabel('Tracking number').fill('00340434161094015902');
  // The frame counts anew what is left to send.
  const recounted = hasScript() && merchant.waitForResponse((answer) => answer.url().includes('load_frame'));
  await merchant.getByRole('button', { name: 'Send 1 piece' }).click();
  await expect(merchant.getByText('Parcel 1')).toBeVisible();
  await recounted;
  await expect(merchant.getByRole('link', { name: 'Follow the parcel' })).toHaveAttribute('href', /^https:\/\/.*dhl/);

  await openOrder(merchant, other, `${number}-2`);
  await merchant.getByText('Give money back').click();
  await merchant.getByLabel('Another amount').fill('1.50');
  await merchant.getByRole('textbox', { name: 'Reason' }).fill('A scratch at the rim');
  await merchant.getByRole('button', { name: /^Give back/ }).click();
  // The provider gives it back moments later. With scripts the page looks again by itself.
  await expect(merchant.getByText('Refund of €1.50 begun')).toBeVisible();
  await expect(async () => {
    await expect(merchant.getByText('€1.50 given back')).toBeVisible({ timeout: hasScript() ? 9_000 : 500 }).catch(
      async (missing) => {
        await merchant.reload();
        throw missing;
      },
    );
  }).toPass({ timeout: 40_000 });

  expect(await mail(page, new RegExp(`Your order ${number}-1 is on its way`))).toContain('00340434161094015902');
  const refund = await mail(page, new RegExp(`refund for your order ${number}-2`));
  expect(refund).toContain('€1.50');
  expect(refund).toContain('A scratch at the rim');

  await open(page, '/orders/track');
  await page.getByLabel('Order number').fill(number);
  await page.getByLabel('Mail address of the order').fill('guest@example.com');
  await page.getByRole('button', { name: 'Show the order' }).click();
  await expect(page.getByText('€1.50 was given back to you')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Follow the parcel' })).toBeVisible();
  await expectFits(page);
  await expectAccessible(page);
});

test('an order is shown to nobody who knows only its number', { tag: '@nojs' }, async ({ page, watch }) => {
  watch.allow(/status of 404/);
  const answer = await open(page, '/orders/track?number=S-100001&email=somebody%40example.com');
  expect(answer.status()).toBe(404);
  await expect(page.getByText(/no order/i)).toBeVisible();
});

test('a shop is nothing to those who do not work there', { tag: '@nojs' }, async ({ page, watch }) => {
  watch.allow(/status of 404/);
  await signIn(page, 'customer@souk.example');
  const answer = await open(page, '/dashboard/demo/orders');
  expect(answer.status()).toBe(404);
  await expect(page.getByRole('link', { name: /^S-\d+/ })).toHaveCount(0);
});
