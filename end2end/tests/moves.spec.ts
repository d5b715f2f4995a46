// From one page to the next and back, without loading any.
import type { Page } from '@playwright/test';
import { arrivedAt, expect, test, visit } from '../support/fixtures';
import { comeBack, demo } from '../support/people';

const standsAt = (page: Page): Promise<number> => page.evaluate(() => window.scrollY);

test('whoever goes back stands where they stood, and a new page begins at its top', async ({ page }) => {
  await page.setViewportSize({ width: 700, height: 500 });
  await comeBack(page, demo('Patient'));
  await visit(page, '/patient/visits');
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  const visits = page.getByRole('main').locator('a[href^="/patient/visits/"]');
  await visits.last().scrollIntoViewIfNeeded();
  const stood = await standsAt(page);
  const ends = await page.evaluate(() => document.documentElement.scrollHeight);

  await visits.last().click();
  await expect(page).toHaveURL(/\/patient\/visits\/[^/?]+$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  expect(await standsAt(page)).toBe(0);
  const shorter = await page.evaluate(() => document.documentElement.scrollHeight);
  expect(stood, 'the place is further down than the visit is long').toBeGreaterThan(shorter - 500);
  await page.evaluate(() => window.scrollTo(0, 40));

  await page.goBack();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollHeight)).toBe(ends);
  await expect.poll(() => standsAt(page)).toBe(stood);
  await page.goForward();
  await expect(page).toHaveURL(/\/patient\/visits\/[^/?]+$/);
  await expect.poll(() => standsAt(page)).toBe(40);
  expect(await page.evaluate(() => 'sameDocument' in window), 'nothing was loaded anew').toBe(true);

  // What is loaded anew is put in its place by the browser.
  await page.goBack();
  await expect.poll(() => standsAt(page)).toBe(stood);
  await page.reload();
  await arrivedAt(page, 'My visits');
  await expect.poll(() => standsAt(page)).toBe(stood);
});

test('what was asked without a network is asked again when there is one', async ({ page, context, complaints }) => {
  await comeBack(page, demo('Doctor'));
  await visit(page, '/doctor/calendar?view=week');
  const week = page.getByRole('heading', { level: 2 }).first();
  const now = await week.textContent();
  await context.setOffline(true);
  await page.getByRole('link', { name: 'Next week' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('We cannot reach the clinic');
  await expect(page.getByRole('main')).not.toContainText('typed');
  await expect(page.getByRole('link', { name: 'Try again' })).toHaveAttribute('href', /^\/doctor\/calendar\?view=week&from=/);
  await context.setOffline(false);
  await arrivedAt(page, 'Calendar');
  await expect(week).not.toHaveText(now!);
  // The browser complained of the network.
  complaints.length = 0;
});

test('a page that is slow says that it is on its way', async ({ page }) => {
  await comeBack(page, demo('Doctor'));
  await visit(page, '/doctor/calendar?view=week');
  const week = page.getByRole('heading', { level: 2 }).first();
  const now = await week.textContent();
  let answer = () => {};
  const answered = new Promise<void>((resolve) => { answer = resolve; });
  await page.route('**/fn/doctor/calendar*', (route) => answered.then(() => route.continue()));
  await page.getByRole('link', { name: 'Next week' }).click();
  const main = page.getByRole('main');
  await expect(main).toHaveAttribute('aria-busy', 'true');
  answer();
  await expect(week).not.toHaveText(now!);
  await expect(main).not.toHaveAttribute('aria-busy');
});
