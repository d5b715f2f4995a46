// Booking and the week as a screen reader says them: written down for people to judge, and held to what can be counted.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chooseDay, openDemoDoctor, takeTime } from '../support/booking';
import { arrivedAt, expect, test, visit } from '../support/fixtures';
import { comeSignedIn, demo, patient } from '../support/people';
import { said } from '../support/reader';

const FOLDER = process.env.SALVE_TRANSCRIPTS ?? 'transcripts';
/** Said of something that has no name. */
const NAMELESS = /^(button|link|image|img|graphic|textbox|combobox|checkbox|radio|region|table)$/;

function keep(name: string, phrases: string[]): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(path.join(FOLDER, `${name}.txt`), `${phrases.join('\n')}\n`);
  expect.soft(phrases.filter((phrase) => NAMELESS.test(phrase)), `nameless in ${name}`).toEqual([]);
  expect.soft(phrases.some((phrase) => /^heading, .+, level 1$/.test(phrase)), `${name} says what it is`).toBe(true);
}

test('booking', async ({ page }) => {
  await comeSignedIn(page, await patient());
  const doctor = await openDemoDoctor(page, 12);
  keep('booking-1-doctor', await said(page));
  await chooseDay(page);
  const times = await said(page);
  keep('booking-2-times', times);
  const time = await takeTime(page);
  expect.soft(times.some((phrase) => phrase.startsWith(`button, ${time.name}`)), 'each time says its day and its doctor').toBe(true);
  const check = await said(page);
  keep('booking-3-check', check);
  const all = check.join(' ');
  for (const what of [doctor, time.time, time.date]) expect.soft(all, 'what is being booked is said').toContain(what);
  await page.getByRole('button', { name: 'Book this visit' }).click();
  await arrivedAt(page, 'Your visit is booked');
  keep('booking-4-booked', await said(page));
});

for (const [role, address] of [['Doctor', '/doctor/calendar?view=week'], ['Patient', '/patient/visits?view=week']] as const) {
  for (const [name, width] of [['wide', 1280], ['phone', 375]] as const) {
    test(`the week of a ${role.toLowerCase()}, ${name}`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await comeSignedIn(page, demo(role));
      await visit(page, address);
      const phrases = await said(page);
      keep(`week-${role.toLowerCase()}-${name}`, phrases);
      // Each visit once, with its hour: the other shape of the same days is hidden from everybody.
      const visits = await page.locator('main a[href*="/visits/"]:visible').count();
      const links = phrases.filter((phrase) => /^link, .*(\d{1,2}(:\d\d)?[ap]m|midday)/.test(phrase));
      expect.soft(links.length, 'visits said').toBe(visits);
    });
  }
}
