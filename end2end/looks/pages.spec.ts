// Each page on a phone and on a desk. All themes, more widths, contrast at each of them and the pages after hydration:
// `cargo xtask audit`.
import { expect } from '../support/fixtures';
import { findings } from '../support/html';
import { expectAccessible } from '../support/looks';
import { PAGES, open } from '../support/pages';
import { test } from '../support/window';

for (const portalPage of PAGES) {
  test(portalPage.name, async ({ page }) => {
    await open(page, portalPage);
    await expectAccessible(page, 320);
    await expectAccessible(page, 1280, 'known');
    expect.soft(await findings(page), 'HTML').toEqual([]);
  });
}
