// A picture of every page, to be looked at by people: SALVE_SCREENSHOTS names the folder.
import path from 'node:path';
import { hydrated, test } from '../support/fixtures';
import { PAGES, open } from '../support/pages';

const FOLDER = process.env.SALVE_SCREENSHOTS ?? 'screenshots';
const WIDTHS = [
  { width: 375, height: 812 },
  { width: 1280, height: 800 },
];

for (const portalPage of PAGES) {
  test(portalPage.name, async ({ page, language }) => {
    await open(page, portalPage, language);
    await hydrated(page);
    for (const size of WIDTHS) {
      await page.setViewportSize(size);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const file = path.join(FOLDER, `${portalPage.name}-${language}-${size.width}-${colorScheme}.png`);
        await page.screenshot({ path: file, fullPage: true, animations: 'disabled' });
      }
    }
  });
}
