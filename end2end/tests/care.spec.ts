import { openProfile, search } from '../support/booking';
import { arrivedAt, expect, expectProblems, test, tick, visit } from '../support/fixtures';
import { newestMail } from '../support/mail';
import { comeSignedIn, demo, patient } from '../support/people';

test('a patient asks a doctor, who accepts and opens the patient; the patient ends it and is not found any more', async ({ page, somebodyElse }) => {
  const doctor = demo('Doctor');
  const person = await patient();
  const hers = await somebodyElse();
  await comeSignedIn(page, person);
  await comeSignedIn(hers, doctor);
  const findHer = `/doctor/patients?name=${encodeURIComponent(person.name)}`;

  await search(page, { specialty: 'General practice', name: 'okafor', city: 'London' });
  await openProfile(page, doctor.name);
  await page.getByRole('link', { name: 'Ask this doctor to look after you' }).click();
  await arrivedAt(page, 'Ask a doctor to look after you');
  await tick(page.getByLabel('Temporary', { exact: true }));
  await page.getByLabel('Who sent the patient, and why').fill('My last doctor retired');
  await page.getByRole('button', { name: 'Send request' }).click();
  await expectProblems(page, 'Enter a date');
  await expect(page.getByLabel('Who sent the patient, and why')).toHaveValue('My last doctor retired');
  await tick(page.getByLabel('Primary care', { exact: true }));
  await page.getByRole('button', { name: 'Send request' }).click();
  await arrivedAt(page, 'My doctors');
  await expect(page.getByText('The request is on its way.')).toBeVisible();

  await visit(hers, findHer);
  await expect(hers.getByText('Nobody found with that name.')).toBeVisible();
  await visit(hers, '/doctor/patients/requests');
  const request = hers.getByRole('list', { name: 'Patients who ask you' }).getByRole('listitem').filter({ hasText: person.name });
  await expect(request).toContainText('My last doctor retired');
  await request.getByRole('button', { name: `Accept ${person.name}` }).click();
  await expect(hers.getByText('You have accepted.')).toBeVisible();
  await newestMail(person.email, { subject: 'Your doctor has agreed' });

  await visit(hers, findHer);
  await hers.getByRole('main').getByRole('link', { name: person.name }).click();
  await arrivedAt(hers, person.name);
  await expect(hers.getByRole('main')).toContainText('Primary care');
  const opened = hers.url();

  await visit(page, '/patient/care-team');
  await page.getByText(`End this with ${doctor.name}`).click();
  await page.getByRole('button', { name: 'Yes, end it' }).click();
  await expect(page.getByText('It is ended.')).toBeVisible();

  await visit(hers, findHer);
  await expect(hers.getByText('Nobody found with that name.')).toBeVisible();
  await hers.goto(opened);
  await arrivedAt(hers, 'Page not found');
  await visit(page, '/patient/profile/access');
  await expect(page.getByRole('main')).toContainText('Opened the record');
});
