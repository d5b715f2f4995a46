// What patients do on the way to a visit, said as they would say it.
import type { Locator, Page } from '@playwright/test';
import { demoDoctor } from './clinic';
import { arrivedAt, expect, hydrated, visit } from './fixtures';

/** A free time as its button says it: "2:30pm, Wednesday 18 November 2026, Dr Okafor". */
export interface FreeTime {
  name: string;
  time: string;
  date: string;
}

interface Wishes {
  specialty?: string;
  name?: string;
  city?: string;
}

/** Searches for doctors; what is left out is not asked for. */
export async function search(page: Page, { specialty, name, city }: Wishes): Promise<void> {
  await visit(page, '/doctors');
  const all = await page.getByRole('heading', { name: /\d doctors? found/ }).innerText();
  const form = page.getByRole('search', { name: 'Find a doctor' });
  if (specialty) await form.getByLabel('Specialty').selectOption({ label: specialty });
  if (name) await form.getByLabel('Doctor’s name').fill(name);
  if (city) await form.getByLabel('City').selectOption({ label: city });
  await form.getByRole('button', { name: 'Search' }).click();
  await expect(page).toHaveURL(/\/doctors\?/);
  // With JavaScript the list before stays until the next one is there.
  await expect(page.getByRole('heading', { name: all, exact: true })).toBeHidden();
  await hydrated(page);
}

/** Opens the profile of a doctor who was found. */
export async function openProfile(page: Page, doctor: string): Promise<void> {
  await page.getByRole('main').getByRole('link', { name: doctor, exact: true }).click();
  await arrivedAt(page, doctor);
}

/** Opens the profile of one of the demo doctors; each journey has its own, so that nobody takes another's times. */
export async function openDemoDoctor(page: Page, number: number): Promise<string> {
  const name = demoDoctor(number);
  await search(page, { name });
  await openProfile(page, name);
  return name;
}

/** Who of a list of doctors has a free time: other journeys let doctors apply who have no hours yet. */
export function freeDoctors(page: Page): Locator {
  return page.getByRole('main').getByRole('listitem').filter({ hasText: /Next free/ });
}

/** The days of the shown month that have free times. */
export function freeDays(page: Page): Locator {
  return page.getByRole('table').getByRole('link', { name: /free time/ });
}

/** Chooses a day with free times, counted from the first; goes on to the next month when this one has too few. */
export async function chooseDay(page: Page, number = 0): Promise<void> {
  await expect(page.getByRole('table')).toBeVisible();
  const shown = await freeDays(page).count();
  if (shown <= number) {
    const month = page.locator('#month');
    const before = await month.innerText();
    await page.getByRole('main').getByRole('link', { name: /^Next/ }).click();
    // With JavaScript the month before stays until the next one is there.
    await expect(month).not.toHaveText(before);
    await expect(freeDays(page).nth(number - shown)).toBeVisible();
    return choose(page, freeDays(page).nth(number - shown));
  }
  return choose(page, freeDays(page).nth(number));
}

/** Chooses a day, by a click or as `press` does it, and waits until its times are there and keys lead to them. */
export async function choose(page: Page, day: Locator, press = (link: Locator): Promise<void> => link.click()): Promise<void> {
  const name = (await day.textContent()) ?? '';
  await press(day);
  await expect(page).toHaveURL(/day=\d{4}-\d\d-\d\d/);
  await expect(page.getByRole('heading', { level: 2, name: name.split(',')[0] })).toBeFocused();
  await hydrated(page);
}

/** The buttons of the free times of the chosen day. */
export function freeTimes(page: Page): Locator {
  return page.getByRole('main').getByRole('button', { name: /^(\d{1,2}(:\d\d)?[ap]m|midday), / });
}

/** Takes a free time of the chosen day, the last when there are not so many, and arrives at the check page. */
export async function takeTime(page: Page, number = 0): Promise<FreeTime> {
  const free = freeTimes(page);
  await expect(free.first()).toBeVisible();
  const chosen = free.nth(Math.min(number, (await free.count()) - 1));
  const time = await read(chosen);
  await chosen.click();
  await arrivedAt(page, 'Check and confirm your visit');
  return time;
}

export async function read(button: Locator): Promise<FreeTime> {
  const name = (await button.getAttribute('aria-label')) ?? (await button.innerText());
  const [time = '', date = ''] = name.split(', ');
  return { name, time, date };
}

/** Writes the reason and books; answers the booking reference. */
export async function book(page: Page, reason = ''): Promise<string> {
  if (reason) await page.getByLabel('What is the visit about?').fill(reason);
  await page.getByRole('button', { name: 'Book this visit' }).click();
  return bookedReference(page);
}

/** The booking reference on the confirmation. */
export async function bookedReference(page: Page): Promise<string> {
  await arrivedAt(page, 'Your visit is booked');
  await expect(page).toHaveURL(/\/booked$/);
  const text = await page.getByRole('main').innerText();
  return /Booking reference\s+(\d+)/.exec(text)![1]!;
}

/** Everything from the doctor's profile to the confirmation. */
export async function bookFrom(page: Page, day = 0, time = 0, reason = ''): Promise<FreeTime & { reference: string }> {
  await chooseDay(page, day);
  const taken = await takeTime(page, time);
  return { ...taken, reference: await book(page, reason) };
}
