// What a page must be, whoever looks at it and however wide the screen is.
import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { expect } from './fixtures';

/** No findings of axe, one heading that names the page, and nothing to scroll sideways. */
export async function expectAccessible(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  expect.soft(await violations(page), `axe at ${width} px`).toEqual([]);
  expect.soft(await page.getByRole('heading', { level: 1 }).count(), 'headings that name the page').toBe(1);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(overflow, `sideways scroll at ${width} px`).toBeLessThanOrEqual(0);
}

/** What axe finds, a line each. It stays in the page, and tells of violations alone: what passed is ten times as much to carry. */
async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(' ')} (${node.failureSummary})`).join('; ')}`);
  });
}
