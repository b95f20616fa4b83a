import { expect } from './fixtures';
import { open } from './helpers';
import type { Page } from '@playwright/test';

/** The password of everybody in the demo data. */
export const PASSWORD = 'souk-demo-2026';

export async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await open(page, '/account/sign-in');
  await page.getByLabel('Mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/account(\?.*)?$/);
}

/** Waits for the newest mail with this in its line of the outbox, opens it and gives its text. */
export async function mail(page: Page, line: RegExp): Promise<string> {
  const mails = page.getByRole('main').getByRole('listitem').filter({ hasText: line });
  await expect(async () => {
    await open(page, '/dev/outbox');
    await expect(mails.first()).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await mails.first().getByRole('link').click();
  await expect(page).toHaveURL(/\/dev\/outbox\/.+/);
  await expect(page.getByRole('link', { name: 'As a mail program shows it' })).toBeVisible();
  return page.getByRole('main').innerText();
}
