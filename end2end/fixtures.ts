import { test as base, expect, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test';

/** What a browser complained about: console errors, uncaught errors, CSP reports. */
export class Watch {
  private readonly found: string[] = [];
  private readonly allowed: RegExp[] = [];

  /** Lets complaints that match pass: `allow(/status of 404/)` for a page that must be missing. */
  allow(pattern: RegExp): void {
    this.allowed.push(pattern);
  }

  /** Complaints so far, without the allowed ones. */
  complaints(): string[] {
    return this.found.filter((text) => !this.allowed.some((pattern) => pattern.test(text)));
  }

  /** Watches every page of a context, those it opens later too. */
  async attach(context: BrowserContext): Promise<void> {
    context.on('console', (message) => {
      if (message.type() !== 'error') return;
      this.found.push(`console error: ${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (failure) => {
      const error = failure.error();
      this.found.push(`uncaught error: ${error.stack ?? error.message}`);
    });
    // Without JavaScript this never runs, and a violation is still a console error.
    await context.exposeBinding('reportViolation', ({ page }, violation: string) => {
      this.found.push(`CSP report: ${violation} (${page.url()})`);
    });
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const report = (window as unknown as { reportViolation(text: string): void }).reportViolation;
        report(`${event.effectiveDirective} blocked ${event.blockedURI} ${event.sample}`);
      });
    });
  }
}

interface Fixtures {
  /** Fails the test on any complaint of a browser, unless the test allows it. */
  watch: Watch;
  /** A second person: a page in a watched context of its own, with this project's size and settings. */
  newPerson: (options?: BrowserContextOptions) => Promise<Page>;
}

export const test = base.extend<Fixtures>({
  watch: [
    // Playwright reads what a fixture needs from this pattern: nothing.
    async ({}, use) => {
      const watch = new Watch();
      await use(watch);
      expect(watch.complaints(), 'the browser complained').toEqual([]);
    },
    { auto: true },
  ],

  context: async ({ context, watch }, use) => {
    await watch.attach(context);
    await use(context);
  },

  newPerson: async ({ browser, watch }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      await watch.attach(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

export { expect };
