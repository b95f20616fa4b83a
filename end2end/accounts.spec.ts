import { expect, test } from './fixtures';
import { expectAccessible, expectFits, hasScript, open } from './helpers';
import { mail, signIn } from './people';

/** An address that no other run or project of these tests uses. */
function newAddress(): string {
  return `person-${test.info().project.name}-${Date.now()}@example.com`;
}

test('a person registers, proves their mail address, and signs in again', { tag: '@nojs' }, async ({ page, watch }) => {
  watch.allow(/status of 422/); // the password that is too short
  const email = newAddress();
  await open(page, '/account/register');
  await expectAccessible(page);
  await page.getByLabel('Name').fill('Grace Hopper');
  await page.getByLabel('Mail address').fill(email);
  await page.getByLabel('Password').fill('short');
  await page.getByRole('button', { name: 'Create an account' }).click();
  await expect(page.getByLabel('Password')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Mail address')).toHaveValue(email);

  await page.getByLabel('Password').fill('a moth in the relay');
  await page.getByRole('button', { name: 'Create an account' }).click();
  await expect(page.getByRole('heading', { name: 'Look into your mailbox' })).toBeVisible();

  await mail(page, new RegExp(email));
  await page.getByRole('main').locator('a[href*="/account/verify/"]').click();
  await expect(page.getByRole('heading', { name: 'Confirm your mail address' })).toBeVisible();
  // Somebody else's eyes on the mail are not enough.
  const password = page.getByLabel('Password');
  if (await password.isVisible()) await password.fill('a moth in the relay');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByText('Your mail address is confirmed.')).toBeVisible();
  await expectFits(page);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page).not.toHaveURL(/\/account/);
  await signIn(page, email, 'a moth in the relay');
  await expect(page.getByRole('heading', { level: 1, name: 'Hello Grace Hopper' })).toBeVisible();
});

test('a wrong password says so, and no more', { tag: '@nojs' }, async ({ page, watch }) => {
  watch.allow(/status of 422/);
  const texts: string[] = [];
  for (const email of ['manager@souk.example', newAddress()]) {
    await open(page, '/account/sign-in');
    await page.getByLabel('Mail address').fill(email);
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    const alert = page.getByRole('alert').filter({ hasText: /\S/ }).first();
    await expect(alert).toBeVisible();
    texts.push(await alert.innerText());
  }
  // Whether the address has an account is nobody's business.
  expect(texts[0]).toBe(texts[1]);
  if (hasScript()) await expectAccessible(page);
});
