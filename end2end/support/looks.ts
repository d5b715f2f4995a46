// What a page must be, whoever looks at it and however wide the screen is.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './fixtures';

/** No findings of axe, one heading that names the page, and nothing to scroll sideways. */
export async function expectAccessible(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  // `legacy` runs axe in the page alone: no page has frames, and a blank page per analysis costs more than the analysis.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(' ')} (${node.failureSummary})`).join('; ')}`);
  expect.soft(found, `axe at ${width} px`).toEqual([]);
  expect.soft(await page.getByRole('heading', { level: 1 }).count(), 'headings that name the page').toBe(1);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(overflow, `sideways scroll at ${width} px`).toBeLessThanOrEqual(0);
}
