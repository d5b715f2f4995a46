// Each page on a phone and on a desk. All themes, more widths, the contrast of each text and the pages after hydration:
// `cargo xtask audit`.
import { expect } from '../support/fixtures';
import { findings } from '../support/html';
import { expectAccessible, expectRoom } from '../support/looks';
import { PAGES, open } from '../support/pages';
import { test } from '../support/window';

/** A desk shows parts that a phone does not: the navigation of each area, and calendars. Elsewhere the same parts lie in other places. */
const OTHERWISE_ON_A_DESK = /^(catalogue|home|doctors|(patient|doctor|admin)-home|.*-(day|week|month|list|times|hours))$/;

for (const portalPage of PAGES) {
  test(portalPage.name, async ({ page }) => {
    await open(page, portalPage);
    await expectAccessible(page, 320, 'of each colouring');
    if (OTHERWISE_ON_A_DESK.test(portalPage.name)) await expectAccessible(page, 1280, 'of each colouring');
    else await expectRoom(page, 1280);
    expect.soft(await findings(page), 'HTML').toEqual([]);
  });
}
