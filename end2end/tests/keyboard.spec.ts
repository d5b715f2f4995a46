// The main jobs with nothing but keys.
import { bookedReference, choose, freeDays, freeDoctors, freeTimes } from '../support/booking';
import { arrivedAt, expect, hydrated, test, visit } from '../support/fixtures';
import { pressOn, typeInto } from '../support/keyboard';
import { applicant, comeSignedIn, demo, patient } from '../support/people';

test('a patient signs in, books and cancels by keyboard', async ({ page }) => {
  const person = await patient();
  await visit(page, '/sign-in');
  await typeInto(page, page.getByLabel('Email address'), person.email);
  await typeInto(page, page.getByLabel('Password', { exact: true }), person.password);
  await page.keyboard.press('Enter');
  await arrivedAt(page, `Hello, ${person.name}`);

  const main = page.getByRole('main');
  await pressOn(page, main.getByRole('link', { name: 'Find a doctor' }));
  await arrivedAt(page, 'Find a doctor');
  await pressOn(page, freeDoctors(page).getByRole('link', { name: /^See profile and times of Dr / }).last());
  await expect(freeDays(page).first()).toBeVisible();
  await hydrated(page);
  await choose(page, freeDays(page).first(), (day) => pressOn(page, day));
  await expect(freeTimes(page).first()).toBeVisible();
  await hydrated(page);
  await pressOn(page, freeTimes(page).first());
  await arrivedAt(page, 'Check and confirm your visit');
  await typeInto(page, page.getByLabel('What is the visit about?'), 'A rash on my arm');
  await pressOn(page, page.getByRole('button', { name: 'Book this visit' }));
  await bookedReference(page);

  await pressOn(page, main.getByRole('link', { name: 'See this visit' }));
  await expect(main).toContainText('A rash on my arm');
  await hydrated(page);
  await pressOn(page, main.getByRole('link', { name: 'Cancel this visit' }));
  await arrivedAt(page, 'Cancel this visit?');
  await pressOn(page, page.getByRole('button', { name: 'Yes, cancel this visit' }));
  await expect(page.getByText('The visit is cancelled.')).toBeVisible();
});

test('an admin verifies a doctor by keyboard', async ({ page }) => {
  const doctor = await applicant();
  await comeSignedIn(page, demo('Administrator'));
  await visit(page, '/admin/doctors');
  await typeInto(page, page.getByLabel('Doctor’s name'), doctor.name);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/name=/);
  await hydrated(page);
  await pressOn(page, page.getByRole('main').getByRole('link', { name: doctor.name, exact: true }));
  await arrivedAt(page, doctor.name);
  await pressOn(page, page.getByRole('button', { name: 'Verify', exact: true }));
  await expect(page.getByText('The doctor is verified and has been told by mail.')).toBeVisible();
});
