// What was typed outlives the session, in each way of meeting the pages.
import type { Page } from '@playwright/test';
import { arrivedAt, expect, hydrated, modeNow, test, visit } from '../support/fixtures';
import { comeSignedIn, patient, typeSignIn, type Person } from '../support/people';
import { atTheProfile, COTTAGE, signInInPlace, signOutEverywhereElse } from '../support/session';

test('what was typed when the session ended from another device is there after signing in again, and can be sent', async ({ page, complaints, somebodyElse }) => {
  const ann = await patient();
  await atTheProfile(page, ann);
  await page.getByLabel('Address').fill(COTTAGE);
  await signOutEverywhereElse(await somebodyElse(), ann);
  if (modeNow() === 'js') await signInInPlace(page, ann, complaints);
  else await sendAndSignIn(page, ann);
  await expect(page).toHaveURL(/\/patient\/profile$/);
  await expect(page.getByLabel('Address')).toHaveValue(COTTAGE);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Your profile is saved.')).toBeVisible();
  await visit(page, '/patient/profile');
  await expect(page.getByLabel('Address')).toHaveValue(COTTAGE);
});

test('whoever signs in next at a browser does not get what somebody else typed', async ({ page, somebodyElse }) => {
  const [ann, ben] = [await patient(), await patient()];
  await atTheProfile(page, ann);
  await page.getByLabel('Address').fill(COTTAGE);
  await signOutEverywhereElse(await somebodyElse(), ann);
  if (modeNow() === 'js') {
    await expect(page.getByRole('dialog', { name: 'Sign in to carry on' })).toBeVisible();
    // His window is another tab of the same browser.
    const his = await page.context().newPage();
    await comeSignedIn(his, ben);
    await visit(his, '/patient/profile');
    await expect(page).toHaveURL('/');
    await hydrated(page);
    // The browser has no typed text of that page to give back.
    await page.goBack();
    await expect(page).not.toHaveURL(/profile/);
    await visit(page, '/patient/profile');
    await expect(page.getByLabel('Name')).toHaveValue(ben.name);
  } else {
    await page.getByRole('button', { name: 'Save changes' }).click();
    await arrivedAt(page, 'Sign in');
    await typeSignIn(page, ben);
    await expect(page.getByLabel('Name')).toHaveValue(ben.name);
  }
  await expect(page.getByLabel('Address')).not.toHaveValue(COTTAGE);
});

/** Sends the form too late: the way there is the sign-in page, the way back says that nothing was sent. */
async function sendAndSignIn(page: Page, person: Person): Promise<void> {
  await page.getByRole('button', { name: 'Save changes' }).click();
  await arrivedAt(page, 'Sign in');
  expect(page.url()).not.toContain('Heron');
  await expect(page.getByText('what you typed is kept')).toBeVisible();
  await typeSignIn(page, person);
  const note = page.getByRole('alert').filter({ hasText: 'This form was not sent yet' });
  await expect(note).toBeFocused();
  await expect(note).toContainText('Check it, then send it.');
}
