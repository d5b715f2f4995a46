import AxeBuilder from '@axe-core/playwright';
import { expect, hydrated, test } from '../support/fixtures';
import { PAGES } from './pages';

const THEMES = [
  { name: 'light', media: { colorScheme: 'light' } },
  { name: 'dark', media: { colorScheme: 'dark' } },
  { name: 'contrast', media: { contrast: 'more' } },
] as const;
const WIDTHS = [320, 768, 1280];

for (const { name, address } of PAGES) {
  for (const theme of THEMES) {
    for (const width of WIDTHS) {
      test(`${name}, ${theme.name}, ${width} px`, async ({ page }) => {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia(theme.media);
        await page.goto(address);
        await hydrated(page);
        if (address.endsWith('#refused')) {
          await page.locator('main form button[type=submit]').click();
          await expect(page).toHaveTitle(/^Error: /);
        }
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(', ')}`)).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, 'sideways scroll').toBeLessThanOrEqual(0);
      });
    }
  }
}
