import { arrivedAt, expect, expectProblems, test, tick, visit } from '../support/fixtures';
import { newestMail } from '../support/mail';
import { patient, signIn, typeSignIn } from '../support/people';
import { appCode } from '../support/totp';

test('a patient sets a second step up, signs in with it, loses the app and comes back', async ({ page, somebodyElse }) => {
  const ann = await patient();
  await signIn(page, ann);
  await visit(page, '/account');
  await page.getByRole('main').getByRole('link', { name: 'Set it up' }).click();
  await arrivedAt(page, 'Second step at sign-in');
  await page.getByRole('button', { name: 'Set it up' }).click();
  await expect(page.getByRole('img', { name: 'Picture with the key' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open the app on this device' })).toHaveAttribute('href', /^otpauth:/);
  const key = (await page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent())!;

  await page.getByLabel('Code').fill('12345');
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await expectProblems(page, 'Enter the six digits of your app');
  await page.getByLabel('Code').fill(appCode(key));
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await arrivedAt(page, 'Your recovery codes');
  const codes = await page.getByRole('main').getByRole('listitem').allTextContents();
  expect(codes).toHaveLength(10);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await arrivedAt(page, 'Second step at sign-in');
  await newestMail(ann.email, { subject: 'Your second step is on' });

  const phone = await somebodyElse();
  await visit(phone, '/sign-in');
  await typeSignIn(phone, ann);
  await arrivedAt(phone, 'Enter your code');
  await phone.getByLabel('Code', { exact: true }).fill('000000');
  await phone.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await expectProblems(phone, 'This code is not right');
  await phone.getByLabel('Code', { exact: true }).fill(appCode(key, 1));
  await tick(phone.getByRole('checkbox', { name: /30 days/ }));
  await phone.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await arrivedAt(phone, `Hello, ${ann.name}`);

  // The app is lost.
  const other = await somebodyElse();
  await visit(other, '/sign-in');
  await typeSignIn(other, ann);
  await arrivedAt(other, 'Enter your code');
  await other.getByLabel('Code', { exact: true }).fill(codes[2]!.trim());
  await other.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await arrivedAt(other, `Hello, ${ann.name}`);
  const mail = await newestMail(ann.email, { subject: 'A recovery code was used' });
  expect(mail.text).toContain('Recovery codes left: 9.');

  await visit(other, '/account/second-factor');
  await other.getByRole('button', { name: 'Turn it off' }).click();
  await expect(other.getByText('The second step is off.')).toBeVisible();
  await newestMail(ann.email, { subject: 'Your second step is off' });
});
