// Finding a visit where its doctor looks for it.
import type { Locator, Page } from '@playwright/test';
import { arrivedAt, expect, hydrated, visit } from './fixtures';

/** No journey books further ahead than this. */
const WEEKS = 6;

/** The visit of a patient in the doctor's week, however many weeks ahead. Leaves the page at that week. */
export async function inDoctorsWeek(page: Page, patient: string): Promise<Locator> {
  await visit(page, '/doctor/calendar?view=week');
  await arrivedAt(page, 'Calendar');
  const entry = page.getByRole('main').getByRole('link', { name: patient }).first();
  for (let week = 0; week < WEEKS && (await entry.count()) === 0; week += 1) await nextWeek(page);
  await expect(entry).toBeVisible();
  return entry;
}

async function nextWeek(page: Page): Promise<void> {
  const shown = page.getByRole('main').getByRole('heading', { level: 2 }).first();
  const before = await shown.innerText();
  await page.getByRole('link', { name: 'Next week' }).click();
  await expect(shown).not.toHaveText(before);
  await hydrated(page);
}
