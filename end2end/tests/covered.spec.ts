// Signed out while something typed is not sent: the page waits beneath its cover. Only with the page alive; without it a form
// comes too late (late.spec.ts).
import { expect, hydrated, test, visit } from '../support/fixtures';
import { comeSignedIn, patient, typeSignIn } from '../support/people';
import { atTheProfile, COTTAGE, listening, signInInPlace, signOutEverywhereElse } from '../support/session';

test('nobody reads what is beneath the cover, and no key takes it away', async ({ page, complaints, somebodyElse }) => {
  const ann = await patient();
  await atTheProfile(page, ann);
  const title = await page.title();
  const address = page.getByLabel('Address');
  await address.fill(COTTAGE);
  await signOutEverywhereElse(await somebodyElse(), ann);
  const cover = page.getByRole('dialog', { name: 'Sign in to carry on' });
  await expect(cover.getByRole('heading')).toBeFocused();
  await expect(cover).toContainText('what you typed is kept');
  await expect(page).toHaveTitle('Sign in to carry on');
  await expect(page.getByRole('main')).toBeHidden();
  await expect(address).toBeHidden();
  for (let pressed = 0; pressed < 3; pressed += 1) {
    await page.keyboard.press('Escape');
    await expect(cover).toBeVisible();
  }
  await signInInPlace(page, ann, complaints);
  await expect(address).toBeFocused();
  await expect(address).toHaveValue(COTTAGE);
  await expect(page).toHaveTitle(title);
});

test('a form that is answered "signed out" stays as it is, and is sent once its owner is back', async ({ page, complaints, context }) => {
  const ann = await patient();
  await atTheProfile(page, ann);
  await page.getByLabel('Address').fill(COTTAGE);
  await context.clearCookies();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await signInInPlace(page, ann, complaints);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Your profile is saved.')).toBeVisible();
});

test('a sign-in in any other tab uncovers every page that waits', async ({ page, context, somebodyElse }) => {
  const ann = await patient();
  await atTheProfile(page, ann);
  await page.getByLabel('Address').fill(COTTAGE);
  const second = await context.newPage();
  await atTheProfile(second, ann, 2);
  await second.getByLabel('Phone').fill('020 7946 0000');
  const third = await context.newPage();
  await third.goto('/patient/visits');
  await hydrated(third);
  await signOutEverywhereElse(await somebodyElse(), ann);
  // Where nothing was typed the page gives way to the sign-in.
  await typeSignIn(third, ann);
  await expect(third).toHaveURL(/\/patient\/visits$/);
  for (const tab of [page, second]) await expect(tab.getByRole('dialog')).toBeHidden();
  await expect(page.getByLabel('Address')).toHaveValue(COTTAGE);
  await expect(second.getByLabel('Phone')).toHaveValue('020 7946 0000');
});

test('a page that is opened when nobody is signed in any more leads through the sign-in to itself', async ({ page, context }) => {
  const ann = await patient();
  await comeSignedIn(page, ann);
  await visit(page, '/patient');
  // Whose stream ends is covered or sent home by it; this one goes on.
  await listening(page);
  await context.clearCookies();
  await page.getByRole('navigation').getByRole('link', { name: 'Profile' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in to carry on');
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await hydrated(page);
  await typeSignIn(page, ann);
  await expect(page).toHaveURL(/\/patient\/profile$/);
  await expect(page.getByLabel('Name')).toHaveValue(ann.name);
});
