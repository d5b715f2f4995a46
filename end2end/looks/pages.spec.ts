// Each page on a phone and on a desk. All themes, more widths and the pages after hydration: `cargo xtask audit`.
import { expect, test } from '../support/fixtures';
import { findings } from '../support/html';
import { expectAccessible } from '../support/looks';
import { PAGES, open } from '../support/pages';

for (const portalPage of PAGES) {
  test(portalPage.name, async ({ page }) => {
    await open(page, portalPage);
    await expectAccessible(page, 320);
    // Colours are the same however wide the page is, and take most of the time.
    await expectAccessible(page, 1280, ['color-contrast']);
    expect.soft(await findings(page), 'HTML').toEqual([]);
  });
}
