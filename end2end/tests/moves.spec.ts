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
