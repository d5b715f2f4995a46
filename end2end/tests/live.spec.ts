// Open pages follow what happens elsewhere. Only with the page alive; without it, a reload shows the same.
import type { Locator, Page } from '@playwright/test';
import { book, chooseDay, freeTimes, openProfile, search, takeTime } from '../support/booking';
import { inDoctorsWeek } from '../support/calendar';
import { arrivedAt, expect, expectProblems, test, visit } from '../support/fixtures';
import { applicant, comeSignedIn, demo, patient, type Person, somebody } from '../support/people';
import { listening } from '../support/session';

/** Far enough ahead that no other journey takes these days of the demo doctor. */
const DAY = 7;
/** What is promised is a second; a debug build on a busy machine gets more before the journey fails. */
const SOON = 5_000;

test('a doctor’s open week follows a booking and its cancellation', async ({ page, somebodyElse }) => {
  const ann = await patient();
  await comeSignedIn(page, ann);
  const first = await bookTime(page, 4);
  const hers = await somebodyElse();
  await comeSignedIn(hers, demo('Doctor'));
  await inDoctorsWeek(hers, ann.name);
  await listening(hers);

  const standing = entry(hers, ann, first.time);
  await standing.focus();
  await hers.evaluate(() => Object.assign(window, { sameDocument: true }));
  const scrolled = await hers.evaluate(() => (window.scrollTo(0, 120), window.scrollY));
  const second = await bookTime(page, 0, () => stampWhenTwo(hers, ann.name));
  await expect(entry(hers, ann, second.time)).toBeVisible({ timeout: SOON });
  const took = (await hers.evaluate(() => (window as unknown as { seenAt: number }).seenAt)) - second.pressed;
  test.info().annotations.push({ type: 'press of "Book" to the doctor’s week', description: `${took} ms` });
  console.log(`live: ${took} ms from the press of "Book" to the doctor's week`);
  await expect(standing).toBeFocused();
  expect(await hers.evaluate(() => window.scrollY)).toBe(scrolled);
  await expect(hers.locator('[aria-live=polite]').filter({ hasText: 'Your calendar was updated.' })).toBeAttached();

  await cancelVisit(page, second.address);
  await expect(entry(hers, ann, second.time)).toHaveCount(0, { timeout: SOON });
  await expect(standing).toBeFocused();

  // What had the focus goes away: its place in the page stays known.
  await cancelVisit(page, first.address);
  await expect(standing).toHaveCount(0, { timeout: SOON });
  await expect(hers.getByRole('heading', { level: 1 })).toBeFocused();
  expect(await hers.evaluate(() => 'sameDocument' in window), 'nothing was loaded anew').toBe(true);
});

test('the end of a session is announced, and who is still there stays', async ({ page }) => {
  await comeSignedIn(page, demo('Patient'));
  await visit(page, '/patient');
  await listening(page);
  // What the stream tells two and a half minutes before the end (server/tests/it/live.rs), told by another tab.
  const tell = (line: string): Promise<void> => page.evaluate((line) => new BroadcastChannel('salve-live').postMessage({ line }), line);
  const dialog = page.getByRole('dialog', { name: 'Are you still there?' });
  const stay = dialog.getByRole('button', { name: 'Stay signed in' });
  await tell('ending');
  await expect(stay).toBeFocused();
  const noted = page.waitForResponse((answer) => answer.url().endsWith('/account/stay'));
  await page.keyboard.press('Escape');
  expect((await noted).status()).toBe(204);
  await expect(dialog).toBeHidden();

  await tell('ending for good');
  await expect(dialog).toContainText('twice a day');
  await expect(stay).toBeHidden();
  await tell('staying');
  await expect(dialog).toBeHidden();
});

test('typed text stays while the list around it grows', async ({ page }) => {
  await comeSignedIn(page, demo('Administrator'));
  await visit(page, '/admin/doctors');
  await listening(page);
  const field = page.getByLabel('Doctor’s name');
  await field.pressSequentially('half a na');
  await field.press('ArrowLeft');
  const doctor = await applicant();
  await expect(page.getByRole('main').getByRole('link', { name: doctor.name })).toBeVisible({ timeout: SOON });
  await expect(field).toHaveValue('half a na');
  await expect(field).toBeFocused();
  expect(await field.evaluate((input: HTMLInputElement) => input.selectionStart)).toBe(8);
});

test('what somebody chose in a list stays chosen while the page is shown anew', async ({ page }) => {
  await comeSignedIn(page, await patient());
  await visit(page, '/patient/profile/carers');
  await listening(page);
  const relation = page.getByLabel('What they are to you');
  await relation.selectOption('Son or daughter');
  const asked = page.waitForResponse('**/fn/patient/carers');
  await page.evaluate(() => window.dispatchEvent(new CustomEvent('salve:live', { detail: 'reload', cancelable: true })));
  await (await asked).finished();
  await expect(page.locator('[aria-live=polite]')).not.toHaveText('');
  await expect(relation.locator('option:checked')).toHaveText('Son or daughter');
});

test('what is wrong with a form is said though the page hears of something meanwhile', async ({ page }) => {
  await comeSignedIn(page, await patient());
  await visit(page, '/patient/profile/carers');
  await listening(page);
  const data = await held(page, '**/fn/patient/carers');
  const form = await held(page, '**/fn/patient/offer_carer');
  await page.evaluate(() => window.dispatchEvent(new CustomEvent('salve:live', { detail: 'reload', cancelable: true })));
  await data.asked;
  await page.getByRole('button', { name: 'Send the request' }).click();
  await form.asked;
  const answered = page.waitForResponse('**/fn/patient/carers');
  data.go();
  await (await answered).finished();
  form.go();
  await expectProblems(page, 'Enter a name');
  // Mended, it goes on.
  const daughter = somebody();
  await page.getByLabel('Their name').fill(daughter.name);
  await page.getByLabel('Their email address').fill(daughter.email);
  await page.getByLabel('What they are to you').selectOption('Son or daughter');
  await page.getByRole('button', { name: 'Send the request' }).click();
  await expect(page.getByRole('main').getByText(daughter.email)).toBeVisible();
});

test('whoever was overtaken sees what is true now, though the page was just asking', async ({ page, context }) => {
  const daughter = somebody();
  await comeSignedIn(page, await patient());
  await visit(page, '/patient/profile/carers');
  await page.getByLabel('Their name').fill(daughter.name);
  await page.getByLabel('Their email address').fill(daughter.email);
  await page.getByLabel('What they are to you').selectOption('Son or daughter');
  await page.getByRole('button', { name: 'Send the request' }).click();
  await expect(page.getByText('The request is on its way.')).toBeVisible();
  const form = (tab: Page): Locator => tab.locator('form[action="/fn/patient/change_carer"]');
  const open = (tab: Page): Promise<void> => tab.getByText(`Change what ${daughter.name} may do`).click();
  const other = await context.newPage();
  await visit(other, '/patient/profile/carers');
  await listening(page, 2);

  const data = await held(page, '**/fn/patient/carers');
  await open(other);
  await form(other).getByLabel('Ends on').fill('2031-12-24');
  await form(other).getByRole('button', { name: 'Save changes' }).click();
  await expect(other.getByText('Until 24 December 2031')).toBeVisible();
  await page.bringToFront();
  await data.asked;
  await open(page);
  await form(page).getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  data.go();
  await expect(page.getByText('Until 24 December 2031')).toBeVisible();
});

test('a time that somebody takes disappears from others’ pages', async ({ page, somebodyElse }) => {
  const [ann, ben] = [await patient(), await patient()];
  await comeSignedIn(page, ann);
  await toFreeTimes(page, DAY + 1);
  await listening(page);
  const taken = (await freeTimes(page).nth(2).getAttribute('aria-label'))!;
  const his = await somebodyElse();
  await comeSignedIn(his, ben);
  await his.goto(page.url());
  await freeTimes(his).nth(2).click();
  await arrivedAt(his, 'Check and confirm your visit');
  await expect(page.getByRole('button', { name: taken, exact: true })).toHaveCount(0, { timeout: SOON });
  await his.getByRole('button', { name: 'Choose another time' }).click();
  await expect(page.getByRole('button', { name: taken, exact: true })).toBeVisible({ timeout: SOON });
});

test('the tabs of a browser share one stream, and another tab carries on', async ({ page, context, somebodyElse }) => {
  const ann = await patient();
  const streams: string[] = [];
  context.on('request', (request) => request.url().includes('/account/live') && streams.push(request.url()));
  await comeSignedIn(page, ann);
  await visit(page, '/patient');
  await listening(page);
  const second = await context.newPage();
  await visit(second, '/patient/visits');
  await listening(second, 2);
  expect(streams).toHaveLength(1);

  const phone = await somebodyElse();
  await comeSignedIn(phone, ann);
  const booked = await bookTime(phone, 8);
  await expect(second.getByRole('main').getByRole('link', { name: new RegExp(booked.time) })).toBeVisible({ timeout: SOON });
  // A page that nobody looks at waits until somebody does.
  await page.bringToFront();
  await expect(page.getByRole('main')).toContainText(demo('Doctor').name, { timeout: SOON });
  expect(streams).toHaveLength(1);

  await second.bringToFront();
  await page.close();
  await expect.poll(() => streams.length, { timeout: SOON }).toBe(2);
  await cancelVisit(phone, booked.address);
  await expect(second.getByText('You have no coming visits.')).toBeVisible({ timeout: SOON });

  // Signed out elsewhere: nothing of the person stays on the screen.
  await phone.goto('/account');
  await phone.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await expect(second.getByRole('heading', { level: 1 })).toHaveText(/sign in/i, { timeout: SOON });
});

/** Keeps requests to these addresses on their way until they may go. */
async function held(page: Page, addresses: string): Promise<{ asked: Promise<unknown>; go: () => void }> {
  let go = (): void => {};
  const may = new Promise<void>((resolve) => (go = resolve));
  const asked = page.waitForRequest(addresses);
  await page.route(addresses, (route) => may.then(() => route.continue()));
  return { asked, go };
}

async function toFreeTimes(page: Page, day: number): Promise<void> {
  await search(page, { name: 'okafor', city: 'London', specialty: 'General practice' });
  await openProfile(page, demo('Doctor').name);
  await chooseDay(page, day);
}

/** Books a time of the demo doctor; `before` runs when only the last press is left. */
async function bookTime(page: Page, time: number, before = async (): Promise<void> => {}) {
  await toFreeTimes(page, DAY);
  const taken = await takeTime(page, time);
  await before();
  const pressed = Date.now();
  await book(page, 'A visit that others hear of');
  return { ...taken, pressed, address: page.url().replace(/\/booked$/, '') };
}

/** Notes in the page when a second visit of this patient stands in the week. */
async function stampWhenTwo(page: Page, name: string): Promise<void> {
  await page.evaluate((name) => {
    const look = (): void => {
      const entries = document.querySelectorAll(`main table a[aria-label*="${name}"]`);
      if (entries.length > 1 && !('seenAt' in window)) Object.assign(window, { seenAt: Date.now() });
    };
    new MutationObserver(look).observe(document.querySelector('main')!, { childList: true, subtree: true, attributes: true });
  }, name);
}

async function cancelVisit(page: Page, address: string): Promise<void> {
  await visit(page, `${address}/cancel`);
  await page.getByRole('button', { name: 'Yes, cancel this visit' }).click();
  await arrivedAt(page, /^Visit with /);
}

/** A visit in the week's table. */
function entry(page: Page, person: Person, time: string): Locator {
  return page.getByRole('table').getByRole('link', { name: person.name }).filter({ hasText: time });
}
