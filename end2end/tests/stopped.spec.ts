// A page whose code does not arrive, as on a train or after the clinic installed a new version, or arrives late.
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

test('a page that is not awake yet leads on and back all the same', async ({ page }) => {
  await comeBack(page, demo('Doctor'));
  await visit(page, '/doctor/calendar?view=week');
  const week = page.getByRole('heading', { level: 2 }).first();
  const now = await week.textContent();
  // The rest of the program is there and waits for this page's part.
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => { arrive = resolve; });
  await page.route(/\/split_calendar[^/]*\.wasm$/, (route) => arrived.then(() => route.continue()));
  const asked = () => page.waitForRequest(/\/split_calendar[^/]*\.wasm$/);
  await Promise.all([asked(), page.reload()]);

  await Promise.all([asked(), page.getByRole('link', { name: 'Next week' }).click()]);
  await expect(week).not.toHaveText(now!);
  await Promise.all([asked(), page.goBack()]);
  await expect(week).toHaveText(now!);
  arrive();
  await hydrated(page);
  await expect(week).toHaveText(now!);
});
