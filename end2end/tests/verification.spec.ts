import { search } from '../support/booking';
import { arrivedAt, expect, expectProblems, hydrated, test, visit } from '../support/fixtures';
import { newestMail } from '../support/mail';
import { applicant, comeSignedIn, demo, patient, signIn, typeSignIn } from '../support/people';

test('a doctor who is rejected reads why, and stays out of the search', async ({ page, somebodyElse }) => {
  const doctor = await applicant();
  const admin = await somebodyElse();
  await comeSignedIn(admin, demo('Administrator'));
  await visit(admin, '/admin/doctors');
  await admin.getByLabel('Doctor’s name').fill(doctor.name);
  await admin.getByRole('main').getByRole('button', { name: 'Search' }).click();
  await admin.getByRole('main').getByRole('link', { name: doctor.name, exact: true }).click();
  await arrivedAt(admin, doctor.name);
  await admin.getByRole('button', { name: 'Reject' }).click();
  await expectProblems(admin, 'Enter the reason for rejecting');
  const reason = 'The register does not know this number.';
  await admin.getByLabel('Reason').fill(reason);
  await admin.getByRole('button', { name: 'Reject' }).click();
  await expect(admin.getByText('The doctor is rejected and has been told by mail.')).toBeVisible();

  const mail = await newestMail(doctor.email, { subject: 'About your application' });
  expect(mail.text).toContain(reason);
  await page.goto('/sign-in');
  await typeSignIn(page, doctor);
  await arrivedAt(page, 'Your application was not accepted');
  await expect(page.getByRole('main')).toContainText(reason);
  await search(page, { name: doctor.name });
  await expect(page.getByText('No doctor found')).toBeVisible();
});

test('a suspended account is out at once, and in again when it works again', async ({ page, somebodyElse }) => {
  const person = await patient();
  await signIn(page, person);
  const admin = await somebodyElse();
  await comeSignedIn(admin, demo('Administrator'));
  await visit(admin, '/admin/people');
  await admin.getByLabel('Name or email').fill(person.email);
  await admin.getByRole('main').getByRole('button', { name: 'Search' }).click();
  await admin.getByRole('main').getByRole('link', { name: person.name }).click();
  await arrivedAt(admin, person.name);
  await admin.getByText('Suspend account').click();
  await admin.getByRole('button', { name: 'Yes, suspend' }).click();
  await expect(admin.getByText('The account is suspended.')).toBeVisible();
  await hydrated(admin);

  await page.goto('/patient');
  await arrivedAt(page, 'Sign in');
  await typeSignIn(page, person);
  await expectProblems(page, 'This account is stopped.');
  await newestMail(person.email, { subject: 'Your account is suspended' });

  await admin.getByRole('button', { name: 'Let the account work again' }).click();
  await expect(admin.getByText('The account works again.')).toBeVisible();
  await typeSignIn(page, person);
  await arrivedAt(page, `Hello, ${person.name}`);
});
