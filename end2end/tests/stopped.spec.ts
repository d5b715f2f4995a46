// A page whose code does not arrive, as on a train or after the clinic installed a new version, or arrives late.
import { arrivedAt, expect, hydrated, test, visit } from '../support/fixtures';
import { comeBack, demo } from '../support/people';

test('a page that stopped says so, and can be loaded again', async ({ page, complaints }) => {
  await comeBack(page, demo('Doctor'));
  await visit(page, '/account');
  await page.route(/\/(split_|shared_)[^/]*\.wasm$/, (route) => route.abort());
  await page.getByRole('navigation').locator('a[href="/doctor/calendar"]').first().click();
  const sign = page.getByRole('alert').filter({ hasText: 'This page has stopped working' });
  await expect(sign).toBeVisible();

  await page.unroute(/\/(split_|shared_)[^/]*\.wasm$/);
  const loaded = page.waitForEvent('load');
  await sign.getByRole('link', { name: 'Load the page again' }).click();
  await loaded;
  await hydrated(page);
  await expect(sign).toBeHidden();
  // The browser complained of what was kept from it, on purpose.
  complaints.length = 0;
});

test('staff’s words come with their pages only, and a page stops without them', async ({ page, complaints }) => {
  await comeBack(page, demo('Administrator'));
  const words = /\/split_words_staff_en[^/]*\.wasm$/;
  await page.route(words, (route) => route.abort());
  // This page asks for none, and wakes.
  await visit(page, '/account');
  const people = page.getByRole('navigation').locator('a[href="/admin/people"]').first();
  await people.click();
  const sign = page.getByRole('alert').filter({ hasText: 'This page has stopped working' });
  await expect(sign).toBeVisible();

  await page.unroute(words);
  await visit(page, '/account');
  await people.click();
  await arrivedAt(page, 'People');
  await expect(page.getByLabel('Name or email')).toBeVisible();
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
