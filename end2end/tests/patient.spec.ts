import { confirmAddress, registerPatient } from '../support/account';
import { book, chooseDay, openProfile, search, takeTime } from '../support/booking';
import { inDoctorsWeek } from '../support/calendar';
import { arrivedAt, expect, expectProblems, nthProject, test, visit } from '../support/fixtures';
import { newestMail } from '../support/mail';
import { comeSignedIn, demo, somebody, typeSignIn } from '../support/people';

test('a patient registers, books a visit and cancels it; the doctor sees both', async ({ page, somebodyElse }) => {
  const patient = somebody();
  const doctor = demo('Doctor');

  await registerPatient(page, patient);
  await visit(page, '/sign-in');
  await typeSignIn(page, patient);
  await expectProblems(page, 'Confirm your email address first');
  await confirmAddress(page, patient);
  await typeSignIn(page, patient);
  await arrivedAt(page, `Hello, ${patient.name}`);
  await expect(page.getByText('You have no coming visits.')).toBeVisible();

  await search(page, { specialty: 'General practice', name: 'okafor', city: 'London' });
  await openProfile(page, doctor.name);
  await chooseDay(page, 2 + nthProject());
  const chosen = await takeTime(page);
  await expect(page.getByRole('main')).toContainText(doctor.name);
  const reason = 'A cough that stays <b>two</b> weeks 🤧';
  const reference = await book(page, reason);
  const mail = await newestMail(patient.email, { subject: /^Your visit on .* is booked$/ });
  expect(mail.text).toContain(reference);
  expect(mail.text).not.toContain('cough');

  const hers = await somebodyElse();
  await comeSignedIn(hers, doctor);
  const entry = await inDoctorsWeek(hers, patient.name);
  const week = hers.url();
  await entry.click();
  await arrivedAt(hers, `Visit of ${patient.name}`);
  await expect(hers.getByRole('main')).toContainText('Booked');
  await expect(hers.getByText(reason)).toBeVisible();
  await expect(hers.getByRole('main')).toContainText(reference);

  await page.getByRole('main').getByRole('link', { name: 'See all my visits' }).click();
  await arrivedAt(page, 'My visits');
  await page.getByRole('main').getByRole('link', { name: new RegExp(chosen.time) }).click();
  await arrivedAt(page, `Visit with ${doctor.name}`);
  await page.getByRole('link', { name: 'Cancel this visit' }).click();
  await arrivedAt(page, 'Cancel this visit?');
  await page.getByLabel('Why do you cancel?').fill('Better again');
  await page.getByRole('button', { name: 'Yes, cancel this visit' }).click();
  await arrivedAt(page, `Visit with ${doctor.name}`);
  await expect(page.getByText('The visit is cancelled.')).toBeVisible();
  await newestMail(patient.email, { subject: /is cancelled$/ });

  await hers.reload();
  await arrivedAt(hers, `Visit of ${patient.name}`);
  await expect(hers.getByText('The visit is cancelled.')).toBeVisible();
  await expect(hers.getByRole('main')).toContainText('Better again');
  await visit(hers, week);
  await expect(hers.getByRole('main').getByRole('table').first()).toBeVisible();
  await expect(hers.getByRole('main').getByRole('link', { name: patient.name })).toHaveCount(0);

  await visit(page, '/patient/profile');
  await page.getByRole('link', { name: 'Who has seen your record' }).click();
  await arrivedAt(page, 'Who has seen your record');
  const seen = page.getByRole('row').filter({ hasText: doctor.name });
  await expect(seen.first()).toContainText('Opened a visit');
  await expect(page.getByRole('row').filter({ hasText: /A patient|not signed in/ })).toHaveCount(0);
  await seen.last().getByRole('link', { name: 'See this visit' }).click();
  await arrivedAt(page, `Visit with ${doctor.name}`);
});
