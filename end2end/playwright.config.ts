import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { defineConfig } from '@playwright/test';

/** The real browser of this machine: Playwright's own is never downloaded. */
function chromium(): string {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // the next folder may have it
      }
    }
  }
  throw new Error('No Chromium: run bin/setup --tests, or set CHROMIUM to its path.');
}

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };
const desktop = { viewport: { width: 1440, height: 900 } };

// A test runs on both sizes with JavaScript. One tagged @nojs runs without it too,
// one tagged @nojs-only just there.
const withScript = { grepInvert: /@nojs-only\b/ };
const withoutScript = { grep: /@nojs\b/ };

export default defineConfig({
  testDir: '.',
  outputDir: 'results/artifacts',
  reporter: [['list'], ['json', { outputFile: 'results/report.json' }]],
  workers: 2,
  retries: process.env.CI ? 1 : 0, // a crowded build machine may be slow; what passes only then is reported
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 7_000 },
  use: {
    baseURL: process.env.BASE_URL ?? 'http://127.0.0.1:3000',
    locale: 'en-GB',
    timezoneId: 'UTC',
    actionTimeout: 10_000,
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: chromium(),
      // Chromium calls its maker's hosts by itself; a test speaks to our server only.
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Chromium's sandbox does not work for root, who tests in containers.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    },
  },
  projects: [
    { name: 'phone', use: phone, ...withScript },
    { name: 'desktop', use: desktop, ...withScript },
    { name: 'phone-nojs', use: { ...phone, javaScriptEnabled: false }, ...withoutScript },
    { name: 'desktop-nojs', use: { ...desktop, javaScriptEnabled: false }, ...withoutScript },
  ],
});
