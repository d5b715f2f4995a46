import {
  book,
  bookedReference,
  chooseDay,
  freeDoctors,
  freeTimes,
  openDemoDoctor,
  read,
  search,
  takeTime,
} from '../support/booking';
import { arrivedAt, expect, expectProblems, modeNow, test, visit } from '../support/fixtures';
import { hearNothing } from '../support/network';
import { comeSignedIn, patient } from '../support/people';

test('a time taken meanwhile: the nearest free ones are offered, and one of them can be booked', async ({ page, somebodyElse }) => {
  const [slow, quick] = [page, await somebodyElse()];
  await hearNothing(slow);
  await comeSignedIn(slow, await patient());
  await comeSignedIn(quick, await patient());
  for (const browser of [slow, quick]) {
    await openDemoDoctor(browser, 1);
    await chooseDay(browser, 1);
  }
  const wanted = await takeTime(quick, 1);
  await book(quick);

  await slow.getByRole('button', { name: wanted.name, exact: true }).click();
  await expectProblems(slow, 'That time has just been taken. Choose another one.');
  await expect(slow.getByRole('heading', { name: 'The nearest free times' })).toBeVisible();
  const offers = slow.getByRole('region', { name: 'The nearest free times' });
  await expect(offers.getByRole('button')).toHaveCount(3);
  await offers.getByRole('button').first().click();
  await arrivedAt(slow, 'Check and confirm your visit');
  await book(slow);
});

test('pressing twice books once, and the way back does not book again', async ({ page }) => {
  await comeSignedIn(page, await patient());
  await openDemoDoctor(page, 2);
  await chooseDay(page);
  await takeTime(page);
  await page.getByRole('button', { name: 'Book this visit' }).dblclick();
  await bookedReference(page);
  await page.goBack();
  await arrivedAt(page, 'Your visit is booked');
  await expect(page.getByRole('button', { name: 'Book this visit' })).toHaveCount(0);
  await page.goForward();
  await arrivedAt(page, 'Your visit is booked');
  await visit(page, '/patient/visits');
  await expect(page.getByRole('main')).toContainText('1 visit');
});

test('a time that was let go in another tab cannot be booked, and says so', async ({ page, context }) => {
  await comeSignedIn(page, await patient());
  await openDemoDoctor(page, 3);
  await chooseDay(page);
  const chosen = await takeTime(page);
  await page.getByLabel('What is the visit about?').fill('Typed before it was gone');

  const tab = await context.newPage();
  await visit(tab, '/patient');
  await tab.getByRole('button', { name: 'Let this time go' }).click();
  await expect(tab.getByRole('button', { name: 'Let this time go' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Book this visit' }).click();
  await expectProblems(page, 'We could not keep the time any longer. Choose a time again.');
  await expect(page.getByLabel('What is the visit about?')).toHaveValue('Typed before it was gone');
  await visit(page, '/patient/visits');
  await expect(page.getByText('You have no coming visits.')).toBeVisible();
  expect(chosen.time).toBeTruthy();
});

test('a time that was replaced in another tab leads on to the one that is kept', async ({ page, context }) => {
  await comeSignedIn(page, await patient());
  await openDemoDoctor(page, 10);
  await chooseDay(page);
  await takeTime(page);
  await page.getByLabel('What is the visit about?').fill('Typed for the first time');

  const tab = await context.newPage();
  await openDemoDoctor(tab, 10);
  await chooseDay(tab);
  const second = await takeTime(tab);

  await page.getByRole('button', { name: 'Book this visit' }).click();
  await expectProblems(page, 'You have chosen another time since. Go on with that one, or choose again.');
  await expect(page.getByLabel('What is the visit about?')).toHaveValue('Typed for the first time');
  await page.getByRole('link', { name: 'Go on with the other time' }).click();
  await arrivedAt(page, 'Check and confirm your visit');
  await expect(page.getByRole('main')).toContainText(second.time);
  await book(page);
});

test('a second choice replaces the first', async ({ page }) => {
  await comeSignedIn(page, await patient());
  await openDemoDoctor(page, 4);
  await chooseDay(page);
  const first = await takeTime(page);
  await page.getByRole('button', { name: 'Choose another time' }).click();
  await expect(freeTimes(page).first()).toBeVisible();
  expect((await read(freeTimes(page).first())).name, 'the time is free again').toBe(first.name);
  const second = await takeTime(page, 2);
  expect(second.name).not.toBe(first.name);
  await book(page);
  await expect(page.getByRole('main')).toContainText(second.time);
});

test('somebody who is not signed in comes back to the day that was chosen', async ({ page }) => {
  const person = await patient();
  await openDemoDoctor(page, 5);
  await page.getByRole('table').getByRole('link', { name: /free time/ }).first().click();
  const time = page.getByRole('main').getByRole('link', { name: /^(\d{1,2}(:\d\d)?[ap]m|midday), / }).first();
  const wanted = (await time.getAttribute('aria-label')) ?? '';
  await time.click();
  await arrivedAt(page, 'Sign in');
  await page.getByLabel('Email address').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('button', { name: wanted, exact: true })).toBeVisible();
});

test('back and forward keep the search, the month and the day', async ({ page }) => {
  await search(page, { specialty: 'General practice', city: 'London' });
  const found = page.url();
  await freeDoctors(page).getByRole('link', { name: /^Dr / }).first().click();
  await expect(page).toHaveURL(/\/doctors\/[0-9a-f-]{36}/);
  await expect(page.getByRole('table')).toBeVisible();
  const profile = page.url();
  await page.getByRole('table').getByRole('link', { name: /free time/ }).first().click();
  await expect(page).toHaveURL(/day=/);
  const day = page.url();
  await page.goBack();
  await expect(page).toHaveURL(profile);
  await page.goBack();
  await expect(page).toHaveURL(found);
  await expect(page.getByLabel('Specialty')).toHaveValue('general_practice');
  await page.goForward();
  await page.goForward();
  await expect(page).toHaveURL(day);
  await expect(page.getByRole('main').getByRole('link', { name: /^(\d{1,2}(:\d\d)?[ap]m|midday), / }).first()).toBeVisible();
  if (modeNow() === 'js') await expect(page.locator('html[data-hydrated]')).toBeAttached();
});
