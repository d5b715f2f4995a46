import { arrivedAt, expect, expectProblems, test, tick, visit } from '../support/fixtures';
import { newestMail } from '../support/mail';
import { comeSignedIn, demo, patient } from '../support/people';

test('a doctor opens a record in an emergency; the patient is told, asks, and reads the answer', async ({ page, somebodyElse }) => {
  const doctor = demo('Doctor');
  const person = await patient();
  const hers = await somebodyElse();
  await comeSignedIn(page, person);
  await comeSignedIn(hers, doctor);
  await visit(page, '/patient/profile');
  const number = /\b\d{6,}\b/.exec(await page.getByRole('main').innerText())?.[0] ?? '';

  await visit(hers, '/doctor/patients/emergency');
  await hers.getByLabel('Record number').fill(number);
  await hers.getByLabel('Day').fill('27');
  await hers.getByLabel('Month').fill('3');
  await hers.getByLabel('Year').fill('1985');
  await tick(hers.getByLabel('Life or health are in danger'));
  await hers.getByLabel('What happened').fill('Found unconscious');
  await hers.getByLabel('Your password').fill('not the right one at all');
  await hers.getByRole('button', { name: 'Open the record' }).click();
  await expectProblems(hers, 'This is not your current password');
  await expect(hers.getByLabel('What happened')).toHaveValue('Found unconscious');
  await hers.getByLabel('Your password').fill(doctor.password);
  await hers.getByRole('button', { name: 'Open the record' }).click();
  await arrivedAt(hers, person.name);
  await expect(hers.getByText(/^Emergency access until/)).toBeVisible();
  const opened = hers.url();
  await hers.getByRole('button', { name: 'End it now' }).click();
  await expect(hers.getByText('The emergency access is ended.')).toBeVisible();
  await hers.goto(opened);
  await arrivedAt(hers, 'Page not found');

  await newestMail(person.email, { subject: 'Your record was opened in an emergency' });
  await visit(page, '/patient/profile/access');
  const entry = page.getByRole('row').filter({ hasText: 'Opened the record in an emergency' });
  await entry.getByText('I do not recognise this').click();
  await entry.getByLabel('Your message').fill(`Who was that, asks ${person.name}`);
  await entry.getByRole('button', { name: 'Ask about this' }).click();
  await expect(page.getByText('Your question has reached the privacy officer.')).toBeVisible();

  const officer = await somebodyElse();
  await comeSignedIn(officer, demo('Administrator'));
  await visit(officer, '/admin/access/cases');
  await officer.getByRole('row').filter({ hasText: number }).getByRole('link').click();
  await expect(officer.getByText(`Who was that, asks ${person.name}`)).toBeVisible();
  await officer.getByLabel('Answer').fill('You were unconscious, and she helped.');
  await officer.getByRole('button', { name: 'Send the answer' }).click();
  await expect(officer.getByText('The answer is sent.')).toBeVisible();

  await newestMail(person.email, { subject: 'You have an answer' });
  await visit(page, '/patient/profile/access');
  await expect(page.getByText('You were unconscious, and she helped.')).toBeVisible();
});
