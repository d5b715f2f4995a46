// A page whose code does not arrive, as on a train or after the clinic installed a new version.
import { expect, hydrated, test, visit } from '../support/fixtures';
import { comeBack, demo } from '../support/people';

test('a page that stopped says so, and can be loaded again', async ({ page, complaints }) => {
  await comeBack(page, demo('Doctor'));
  await visit(page, '/account');
  await page.route(/\/(split_|chunk_)[^/]*\.wasm$/, (route) => route.abort());
  await page.getByRole('navigation').locator('a[href="/doctor/calendar"]').first().click();
  const sign = page.getByRole('alert').filter({ hasText: 'This page has stopped working' });
  await expect(sign).toBeVisible();

  await page.unroute(/\/(split_|chunk_)[^/]*\.wasm$/);
  const loaded = page.waitForEvent('load');
  await sign.getByRole('link', { name: 'Load the page again' }).click();
  await loaded;
  await hydrated(page);
  await expect(sign).toBeHidden();
  // The browser complained of what was kept from it, on purpose.
  complaints.length = 0;
});
