// What a page must be, whoever looks at it and however wide the screen is.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type axe from 'axe-core';
import { expect } from './fixtures';

/** Minified: half as much to carry into every page. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Measuring contrast takes four fifths of axe's time. */
const WITHOUT_CONTRAST: axe.RunOptions = { rules: { 'color-contrast': { enabled: false } } };

/** No findings of axe, one heading that names the page, and nothing to scroll sideways. */
export async function expectAccessible(page: Page, width: number, contrast: 'measured' | 'known' = 'measured'): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  expect.soft(await violations(page, contrast === 'known' ? WITHOUT_CONTRAST : {}), `axe at ${width} px`).toEqual([]);
  expect.soft(await page.getByRole('heading', { level: 1 }).count(), 'headings that name the page').toBe(1);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(overflow, `sideways scroll at ${width} px`).toBeLessThanOrEqual(0);
}

/** What axe finds, a line each. It stays in the page, and tells of violations alone: what passed is ten times as much to carry. */
async function violations(page: Page, options: axe.RunOptions): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  return page.evaluate(async (options) => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'], ...options });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(' ')} (${node.failureSummary})`).join('; ')}`);
  }, options);
}
