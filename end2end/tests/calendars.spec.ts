// The calendars with nothing but keys: read the week and the month, and open a visit.
import type { Locator, Page } from '@playwright/test';
import { arrivedAt, expect, hydrated, modeNow, test, visit } from '../support/fixtures';
import { tabTo } from '../support/keyboard';
import { comeSignedIn, demo } from '../support/people';

test('a doctor reads the week and opens a visit by keyboard', async ({ page }) => {
  await comeSignedIn(page, demo('Doctor'));
  await visit(page, '/doctor/calendar?view=week');
  const week = page.getByRole('region', { name: /^Week of / });
  await tabTo(page, week);
  await page.keyboard.press('Tab');
  await expect(week.getByRole('link', { name: /^Monday / })).toBeFocused();
  const entry = week.locator('li a[href^="/doctor/visits/"]').first();
  const name = (await entry.getAttribute('aria-label'))!;
  expect(name, 'time, day, who, what, where, and how it stands').toMatch(/^\S+ to \S+, \w+day \d+ \w+, .+, .+, \w+/);
  await tabTo(page, entry);
  await page.keyboard.press('Enter');
  await arrivedAt(page, /^Visit of /);
});

test('a doctor moves through the month and opens a visit by keyboard', async ({ page }) => {
  await comeSignedIn(page, demo('Doctor'));
  await visit(page, '/doctor/calendar?view=month');
  const busy = page.locator('td', { has: page.locator('li a') }).first();
  if (modeNow() !== 'js') {
    // Links in a table, one after the other.
    await tabTo(page, busy.locator('li a').first());
    await page.keyboard.press('Enter');
    await arrivedAt(page, /^Visit of /);
    return;
  }
  await visit(page, '/doctor/calendar?view=month&from=2026-11-18');
  const stops = page.locator('table.dates a.date:not([tabindex="-1"])');
  await expect(stops).toHaveCount(1);
  await tabTo(page, stops);
  await day(page, '2026-11-18').focus();
  for (const [key, to] of [
    ['ArrowRight', '2026-11-19'],
    ['ArrowDown', '2026-11-26'],
    ['Home', '2026-11-23'],
    ['End', '2026-11-29'],
    ['ArrowUp', '2026-11-22'],
    ['ArrowLeft', '2026-11-21'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(day(page, to), key).toBeFocused();
  }
  await expect(stops).toHaveCount(1);
  await page.keyboard.press('PageDown');
  await expect(page.getByRole('grid', { name: 'December 2026' })).toBeVisible();
  await expect(day(page, '2026-12-21')).toBeFocused();
  await page.keyboard.press('Shift+PageUp');
  await expect(page.getByRole('grid', { name: 'December 2025' })).toBeVisible();
  await expect(day(page, '2025-12-21')).toBeFocused();
  await expect(stops).toHaveCount(1);

  // From a day the tab key leads through its own visits.
  await visit(page, '/doctor/calendar?view=month');
  await expect(stops).toHaveCount(1);
  await busy.locator('a.date').focus();
  await page.keyboard.press('Tab');
  await expect(busy.locator('li a').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await arrivedAt(page, /^Visit of /);
});

test('a day is chosen by its date, and a date that is none is explained', async ({ page }) => {
  await comeSignedIn(page, demo('Patient'));
  await visit(page, '/patient/visits?view=day');
  await page.getByLabel('Go to a date', { exact: true }).last().fill('2026-12-24');
  await page.getByRole('button', { name: 'Go', exact: true }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Thursday 24 December 2026' }).first()).toBeVisible();
  await hydrated(page);
  await page.getByRole('link', { name: 'Next day' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Friday 25 December 2026' }).first()).toBeVisible();
  await visit(page, '/patient/visits?view=day&from=2026-02-30');
  await expect(page.getByRole('alert')).toContainText('There is a problem');
  await expect(page).toHaveTitle(/^Error: /);
});

function day(page: Page, date: string): Locator {
  return page.locator(`#day-${date}`);
}
