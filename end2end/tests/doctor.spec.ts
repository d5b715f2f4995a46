import { text } from 'node:stream/consumers';
import { confirmAddress, registerDoctor } from '../support/account';
import { book, chooseDay, openProfile, search, takeTime } from '../support/booking';
import { inDoctorsWeek } from '../support/calendar';
import { arrivedAt, expect, expectProblems, hydrated, test, tick, visit } from '../support/fixtures';
import { document, picture } from '../support/files';
import { link, newestMail } from '../support/mail';
import { applicant, comeSignedIn, demo, patient as newPatient, somebody, typeSignIn } from '../support/people';

test('a doctor applies, is verified, opens hours, is found and booked, and sees the patient', async ({ page, somebodyElse }) => {
  const doctor = somebody('Dr ');
  const application = await registerDoctor(page, doctor);
  await confirmAddress(page, doctor);
  await typeSignIn(page, doctor);
  await arrivedAt(page, 'Your application is being checked');
  await page.goto('/doctor/hours');
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Your hours');

  const visitor = await somebodyElse();
  await search(visitor, { name: doctor.name });
  await expect(visitor.getByText('No doctor found')).toBeVisible();

  const admin = await somebodyElse();
  await comeSignedIn(admin, demo('Administrator'));
  await visit(admin, '/admin/doctors');
  await admin.getByLabel('Doctor’s name').fill(doctor.name);
  await admin.getByRole('main').getByRole('button', { name: 'Search' }).click();
  await admin.getByRole('main').getByRole('link', { name: doctor.name, exact: true }).click();
  await arrivedAt(admin, doctor.name);
  await expect(admin.getByRole('main')).toContainText(application.licence);
  await admin.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(admin.getByText('The doctor is verified and has been told by mail.')).toBeVisible();

  const mail = await newestMail(doctor.email, { subject: 'Your licence is verified' });
  await visit(page, link(mail, /\/doctor\/hours/));
  await arrivedAt(page, 'Your hours');
  const form = page.getByRole('group', { name: 'Days' });
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']) {
    await tick(form.getByRole('checkbox', { name: day }));
  }
  await page.getByLabel('From', { exact: true }).first().fill('00:00');
  await page.getByLabel('To', { exact: true }).first().fill('11:50pm');
  await page.getByLabel('Where').first().selectOption({ index: 1 });
  await tick(page.getByRole('group', { name: 'Kinds of visit' }).first().getByRole('checkbox').first());
  await page.getByRole('button', { name: 'Add these hours' }).click();
  await expect(page.getByText('The hours are added.')).toBeVisible();

  await hydrated(page);

  // Taken away by mistake, and brought back.
  const remove = page.getByRole('button', { name: /^Remove/ });
  const days = await remove.count();
  await remove.first().click();
  await expect(page.getByRole('status').filter({ hasText: 'The hours are removed.' })).toBeVisible();
  await expect(remove).toHaveCount(days - 1);
  await hydrated(page);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('It is back as it was.')).toBeVisible();
  await expect(remove).toHaveCount(days);
  await hydrated(page);
  await hydrated(page);

  const person = await newPatient();
  await comeSignedIn(visitor, person);
  await search(visitor, { specialty: application.specialty, name: doctor.name });
  await openProfile(visitor, doctor.name);
  await chooseDay(visitor);
  const chosen = await takeTime(visitor);
  const reference = await book(visitor, 'A rash on my arm');

  await (await inDoctorsWeek(page, person.name)).click();
  await arrivedAt(page, `Visit of ${person.name}`);
  await expect(page.getByRole('main')).toContainText(reference);
  await expect(page.getByRole('main')).toContainText(chosen.date);
  await expect(page.getByText('A rash on my arm')).toBeVisible();
  await page.getByRole('button', { name: 'Patient has arrived' }).click();
  await expect(page.getByText('The visit is updated.')).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Arrival noted by you');

  await visitor.getByRole('main').getByRole('link', { name: 'See this visit' }).click();
  await arrivedAt(visitor, `Visit with ${doctor.name}`);
  await expect(visitor.getByRole('main')).toContainText('Arrived');

  await visit(page, '/doctor/patients');
  await page.getByRole('main').getByRole('link', { name: person.name }).click();
  await arrivedAt(page, person.name);
});

test('a doctor sends the licence, is verified by it, and shows a photo to everybody', async ({ page, somebodyElse }) => {
  const doctor = await applicant();
  await comeSignedIn(page, doctor);
  await visit(page, '/doctor/waiting');
  await page.getByRole('link', { name: 'Send documents' }).click();
  await arrivedAt(page, 'Documents about your licence');
  await page.getByRole('button', { name: 'Send document' }).click();
  await expectProblems(page, 'Choose a file');
  await page.getByLabel('The file').setInputFiles(picture('licence.pdf'));
  await page.getByRole('button', { name: 'Send document' }).click();
  await expectProblems(page, 'What is in this file is not what its name says.');
  await page.getByLabel('The file').setInputFiles(document('Licence 2026.pdf', doctor.email));
  await page.getByRole('button', { name: 'Send document' }).click();
  await expect(page.getByText('The document is sent.')).toBeVisible();
  await hydrated(page);

  const admin = await somebodyElse();
  await comeSignedIn(admin, demo('Administrator'));
  await visit(admin, '/admin/doctors');
  await admin.getByLabel('Doctor’s name').fill(doctor.name);
  await admin.getByRole('main').getByRole('button', { name: 'Search' }).click();
  await admin.getByRole('main').getByRole('link', { name: doctor.name, exact: true }).click();
  await arrivedAt(admin, doctor.name);
  const download = admin.waitForEvent('download');
  await admin.getByRole('link', { name: 'Licence 2026.pdf' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('Licence 2026.pdf');
  expect(await text(await saved.createReadStream())).toContain(doctor.email);
  await admin.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(admin.getByText('The doctor is verified and has been told by mail.')).toBeVisible();

  await visit(page, '/doctor/profile');
  await page.getByRole('link', { name: 'Add a photo' }).click();
  await arrivedAt(page, 'Your photo');
  await page.getByLabel('A photo of your face').setInputFiles(picture());
  await page.getByRole('button', { name: 'Save photo' }).click();
  await expect(page.getByText('Your photo is saved.')).toBeVisible();

  const visitor = await somebodyElse();
  await search(visitor, { name: doctor.name });
  await expect(visitor.locator('main img')).toHaveCount(1);
  await expect.poll(() => visitor.locator('main img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);

  await hydrated(page);
  await page.getByRole('button', { name: 'Remove photo' }).click();
  await expect(page.getByText('Your photo is removed.')).toBeVisible();
  await expect(page.locator('main img')).toHaveCount(0);
});
