// Each page on a phone and on a desk. All themes, more widths, the contrast of each text and the pages after hydration:
// `cargo xtask audit`.
import { expect } from '../support/fixtures';
import { findings } from '../support/html';
import { expectAccessible } from '../support/looks';
import { PAGES, open } from '../support/pages';
import { test } from '../support/window';

for (const portalPage of PAGES) {
  test(portalPage.name, async ({ page }) => {
    await open(page, portalPage);
    await expectAccessible(page, 320, 'of each colouring');
    await expectAccessible(page, 1280, 'of each colouring');
    expect.soft(await findings(page), 'HTML').toEqual([]);
  });
}
