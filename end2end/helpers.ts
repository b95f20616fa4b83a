import axe from 'axe-core';
import { expect, test, type Page, type Response } from '@playwright/test';

/** Whether this project's browsers run JavaScript. */
export function hasScript(): boolean {
  return test.info().project.use.javaScriptEnabled !== false;
}

/** Opens a page and waits until it is hydrated, so that a click meets a live button. */
export async function open(page: Page, path: string): Promise<Response> {
  // Pictures of a new demo world are drawn when they are first asked for; nobody waits for them.
  const answer = await page.goto(path, { waitUntil: 'domcontentloaded' });
  await hydrated(page);
  if (!answer) throw new Error(`${path} was no navigation`);
  return answer;
}

/** Waits until the app marks the document as hydrated; without JavaScript there is nothing to wait for. */
export async function hydrated(page: Page): Promise<void> {
  if (hasScript()) await page.locator('html[data-hydrated]').waitFor({ state: 'attached', timeout: 15_000 });
}

/** No page may be wider than its window: nothing is found by scrolling sideways. */
export async function expectFits(page: Page): Promise<void> {
  const over = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(over, 'the page scrolls sideways').toBeLessThanOrEqual(0);
}

/** axe finds nothing that WCAG 2.2 AA forbids. It is a script itself: the projects without skip it. */
export async function expectAccessible(page: Page): Promise<void> {
  if (!hasScript()) return;
  await page.evaluate(axe.source); // not as a script tag, which the CSP would block
  const violations = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(' | ')}`);
  });
  expect(violations).toEqual([]);
}
