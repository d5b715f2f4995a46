// An account moves to another address: asked for with the password, confirmed at the new address, told to the old one.
import { arrivedAt, expect, test, visit } from '../support/fixtures';
import { link, newestMail } from '../support/mail';
import { comeSignedIn, patient, signIn, somebody } from '../support/people';

test('a patient moves to another address', async ({ page, somebodyElse }) => {
  const [person, { email }] = [await patient(), somebody()];
  await comeSignedIn(page, person);
  await visit(page, '/account');
  const form = page.locator('form[action="/account/email"]');
  const send = form.getByRole('button', { name: 'Send me the link' });
  await form.getByLabel('New email address').fill(email);
  await form.getByLabel('Current password').fill('not my password');
  await send.click();
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
  await expect(form.getByLabel('New email address'), 'what was typed is kept').toHaveValue(email);
  await form.getByLabel('Current password').fill(person.password);
  await send.click();
  await expect(page.getByText(`We have sent a link to ${email}`)).toBeVisible();

  // The mail is read on another device.
  const elsewhere = await somebodyElse();
  await visit(elsewhere, link(await newestMail(email, { subject: 'Confirm your new email address' }), /\/confirm-email\//));
  await arrivedAt(elsewhere, 'Use this address?');
  await elsewhere.getByRole('button', { name: 'Use this address' }).click();
  await arrivedAt(elsewhere, 'Sign in');
  await newestMail(person.email, { subject: 'Your email address was changed' });
  await signIn(elsewhere, { ...person, email });
  await visit(page, '/account');
  await expect(page.getByText(email)).toBeVisible();
});
