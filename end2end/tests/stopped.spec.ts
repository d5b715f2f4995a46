// A page whose code does not arrive, as on a train or after the clinic installed a new version, or arrives late.
import { arrivedAt, expect, hydrated, test, visit } from '../support/fixtures';
import { comeBack, demo } from '../support/people';

const PIECES = /\/(split_|shared_)[^/]*\.wasm$/;

test('a page that stopped says so, and can be loaded again', async ({ page, complaints }) => {
  await comeBack(page, demo('Doctor'));
  // The program begins without what this page is made of.
  await page.route(/\/split_calendar[^/]*\.wasm$/, (route) => route.abort());
  await page.goto('/doctor/calendar');
  const sign = page.getByRole('alert').filter({ hasText: 'This page has stopped working' });
  await expect(sign).toBeVisible();

  await page.unroute(/\/split_calendar[^/]*\.wasm$/);
  const loaded = page.waitForEvent('load');
  await sign.getByRole('link', { name: 'Load the page again' }).click();
  await loaded;
  await hydrated(page);
  await expect(sign).toBeHidden();
  // The browser complained of what was kept from it, on purpose.
  complaints.length = 0;
});

test('a page whose code does not arrive is opened by the browser', async ({ page, complaints }) => {
  await comeBack(page, demo('Doctor'));
  await visit(page, '/account');
  let lost = true;
  page.on('request', (request) => { lost &&= !request.isNavigationRequest(); });
  await page.route(PIECES, (route) => (lost ? route.abort() : route.continue()));
  const loaded = page.waitForEvent('load');
  await page.getByRole('navigation').locator('a[href="/doctor/calendar"]').first().click();
  await loaded;
  await arrivedAt(page, 'Calendar');
  await expect(page).toHaveURL(/\/doctor\/calendar$/);
  await expect(page.locator('#stopped')).toBeHidden();
  complaints.length = 0;
});

test('staff’s words come with their pages only, which the browser opens without them', async ({ page, complaints }) => {
  await comeBack(page, demo('Administrator'));
  const words = /\/split_words_staff_en[^/]*\.wasm$/;
  let lost = true;
  await page.route(words, (route) => (lost ? route.abort() : route.continue()));
  // This page asks for none, and wakes.
  await visit(page, '/account');
  page.on('request', (request) => { lost &&= !request.isNavigationRequest(); });
  const loaded = page.waitForEvent('load');
  await page.getByRole('navigation').locator('a[href="/admin/people"]').first().click();
  await loaded;
  await arrivedAt(page, 'People');
  await expect(page.getByLabel('Name or email')).toBeVisible();
  await expect(page.locator('#stopped')).toBeHidden();
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
