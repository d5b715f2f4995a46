import { hydrated, test } from '../support/fixtures';
import { expectAccessible } from '../support/looks';
import { PAGES, open } from '../support/pages';

const THEMES = [
  { name: 'light', media: { colorScheme: 'light' } },
  { name: 'dark', media: { colorScheme: 'dark' } },
  { name: 'contrast', media: { contrast: 'more' } },
] as const;
const WIDTHS = [320, 768, 1280];

for (const portalPage of PAGES) {
  test(portalPage.name, async ({ page, language }) => {
    await open(page, portalPage, language);
    await hydrated(page);
    // What the pointer is over takes its new colours slowly.
    await page.mouse.move(0, 0);
    for (const { name, media } of THEMES) {
      await test.step(name, async () => {
        await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference', ...media });
        for (const width of WIDTHS) await expectAccessible(page, width, 'of each text');
      });
    }
  });
}
