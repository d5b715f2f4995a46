// Each page on a phone and on a desk. All themes, more widths and the pages after hydration: `cargo xtask audit`.
import { expect, test } from '../support/fixtures';
import { findings } from '../support/html';
import { expectAccessible } from '../support/looks';
import { PAGES, open } from '../support/pages';

for (const portalPage of PAGES) {
  test(portalPage.name, async ({ page }) => {
    await open(page, portalPage);
    for (const width of [320, 1280]) await expectAccessible(page, width);
    expect.soft(await findings(page), 'HTML').toEqual([]);
  });
}
