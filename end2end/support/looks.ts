// What a page must be, whoever looks at it and however wide the screen is.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { foundGood, markColours, MARKED } from './colours';
import { expect } from './fixtures';

/** Minified: half as much to carry into every page. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Of which texts contrast is measured: of each one, or of one of each colouring. */
export type Contrast = 'of each text' | 'of each colouring';

/** No findings of axe, one heading that names the page, and nothing to scroll sideways. */
export async function expectAccessible(page: Page, width: number, contrast: Contrast): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  const colourings = contrast === 'of each colouring' ? await markColours(page) : [];
  const found = await violations(page, contrast === 'of each colouring' ? MARKED : '*');
  if (found.length === 0) foundGood(colourings);
  expect.soft(found, `axe at ${width} px`).toEqual([]);
  expect.soft(await page.getByRole('heading', { level: 1 }).count(), 'headings that name the page').toBe(1);
  expect.soft(await sticksOut(page), `sideways scroll at ${width} px`).toEqual([]);
}

/** What makes a page wider than its window, if anything does: how far each element reaches beyond it. */
function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const beyond = (element: Element): number => {
      const { left, right } = element.getBoundingClientRect();
      return Math.round(document.dir === 'rtl' ? -left : right - clientWidth);
    };
    const sticks = (element: Element): boolean => beyond(element) > 0;
    const wide = [...document.querySelectorAll('body *')].filter((element) => sticks(element) && ![...element.children].some(sticks));
    const named = wide.map((element) => `${element.localName}.${element.getAttribute('class') ?? ''} by ${beyond(element)} px: ${element.textContent.trim().slice(0, 40)}`);
    return [`${scrollWidth} px in a window of ${clientWidth} px`, ...named];
  });
}

/** What axe finds, a line each. It stays in the page, and tells of violations alone: what passed is ten times as much to carry. */
async function violations(page: Page, coloured: string): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  return page.evaluate(async (selector) => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    axe.configure({ rules: [{ id: 'color-contrast', selector }] });
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(' ')} (${node.failureSummary})`).join('; ')}`);
  }, coloured);
}
