// How many presses the common wishes take from home; typing is free. The limits are those of the design.
import type { Locator, Page } from '@playwright/test';
import { bookedReference, freeDays, freeDoctors, freeTimes } from '../support/booking';
import { demoDoctor } from '../support/clinic';
import { arrivedAt, expect, test, visit } from '../support/fixtures';
import { comeSignedIn, demo, patient } from '../support/people';

/** Presses on a page, counted since its person was at home. */
class Presses {
  count = 0;
  constructor(private readonly page: Page) {}

  async fromHome(): Promise<void> {
    await visit(this.page, '/patient');
    this.count = 0;
  }

  async on(what: Locator): Promise<void> {
    await what.click();
    this.count += 1;
  }
}

test('a whole booking takes five presses, and cancelling it two', async ({ page }) => {
  await comeSignedIn(page, await patient());
  const main = page.getByRole('main');
  const press = new Presses(page);
  await press.fromHome();
  await press.on(main.getByRole('link', { name: 'Find a doctor' }));
  await arrivedAt(page, 'Find a doctor');
  await press.on(freeDoctors(page).getByRole('link', { name: `See profile and times of ${demoDoctor(0)}` }));
  await press.on(freeDays(page).first());
  await press.on(freeTimes(page).first());
  await arrivedAt(page, 'Check and confirm your visit');
  await press.on(page.getByRole('button', { name: 'Book this visit' }));
  await bookedReference(page);
  expect(press.count).toBeLessThanOrEqual(6);

  await press.fromHome();
  await press.on(main.getByRole('link', { name: 'Cancel this visit' }));
  await arrivedAt(page, 'Cancel this visit?');
  await press.on(page.getByRole('button', { name: 'Yes, cancel this visit' }));
  await expect(page.getByText('The visit is cancelled.')).toBeVisible();
  expect(press.count).toBeLessThanOrEqual(2);
});

test('the next free time with a known doctor takes two presses', async ({ page }) => {
  await comeSignedIn(page, demo('Patient'));
  const press = new Presses(page);
  await press.fromHome();
  await press.on(freeTimes(page).first());
  await arrivedAt(page, 'Check and confirm your visit');
  await press.on(page.getByRole('button', { name: 'Book this visit' }));
  await bookedReference(page);
  expect(press.count).toBeLessThanOrEqual(3);

  // For the next one who comes as this patient.
  await page.getByRole('main').getByRole('link', { name: 'See this visit' }).click();
  await page.getByRole('main').getByRole('link', { name: 'Cancel this visit' }).click();
  await page.getByRole('button', { name: 'Yes, cancel this visit' }).click();
  await expect(page.getByText('The visit is cancelled.')).toBeVisible();
});
