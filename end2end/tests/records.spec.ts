// A patient whom only the desk knew takes the record over.
import { arrivedAt, expect, expectProblems, test, tick, visit } from '../support/fixtures';
import { link, newestMail } from '../support/mail';
import { comeSignedIn, demo, somebody, typeSignIn } from '../support/people';
import type { Page } from '@playwright/test';

async function born(page: Page, day: string): Promise<void> {
  await page.getByLabel('Day').fill(day);
  await page.getByLabel('Month').fill('5');
  await page.getByLabel('Year').fill('2001');
}

test('the desk adds a patient, who takes the record over by mail and date of birth', async ({ page, somebodyElse }) => {
  const person = somebody();
  const desk = await somebodyElse();
  await comeSignedIn(desk, demo('Administrator'));
  await visit(desk, '/admin/people');
  await desk.getByRole('main').getByRole('link', { name: 'Patients without an account' }).click();
  await arrivedAt(desk, 'Patients without an account');
  for (const twin of [false, true]) {
    await desk.getByRole('main').getByRole('link', { name: 'Add a patient' }).click();
    await arrivedAt(desk, 'Add a patient');
    await desk.getByLabel('Name').fill(person.name);
    await born(desk, '4');
    await desk.getByLabel('Phone').fill('020 7946 0321');
    await desk.getByLabel('Address').fill(twin ? '4 Mill Lane' : '3 Mill Lane');
    await desk.getByRole('button', { name: 'Add a patient' }).click();
    if (twin) {
      await expectProblems(desk, 'A patient with this name and date of birth is here already');
      await tick(desk.getByLabel('This is another person'));
      await desk.getByRole('button', { name: 'Add a patient' }).click();
    }
    await expect(desk.getByText('The patient is added.')).toBeVisible();
    await arrivedAt(desk, person.name);
    await desk.getByRole('main').getByRole('link', { name: 'Patients without an account' }).click();
    await arrivedAt(desk, 'Patients without an account');
  }
  await desk.getByLabel('Name or record number').fill(person.name);
  await desk.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(desk.getByRole('main').getByRole('row')).toHaveCount(3);
  await desk.getByRole('main').getByRole('link', { name: person.name }).last().click();
  await arrivedAt(desk, person.name);
  await expect(desk.getByLabel('Address', { exact: true })).toHaveValue('3 Mill Lane');
  await desk.getByLabel('Email address', { exact: true }).fill(person.email);
  await desk.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(desk.getByText('The invitation is on its way.')).toBeVisible();

  const mail = await newestMail(person.email, { subject: /Your record at/ });
  await visit(page, link(mail, /\/record\//));
  await arrivedAt(page, 'Your record at the clinic');
  await expect(page.getByText(person.name)).toHaveCount(0);
  await born(page, '5');
  await page.getByLabel('New password').fill(person.password);
  await page.getByLabel('Password again').fill(person.password);
  await page.getByRole('button', { name: 'Take over my record' }).click();
  await expectProblems(page, 'You can try 4 more times');
  await born(page, '4');
  await page.getByLabel('New password').fill(person.password);
  await page.getByLabel('Password again').fill(person.password);
  await page.getByRole('button', { name: 'Take over my record' }).click();
  await arrivedAt(page, 'Sign in');
  await expect(page.getByText('The record is in your account now.')).toBeVisible();
  await typeSignIn(page, person);
  await arrivedAt(page, `Hello, ${person.name}`);
  await visit(page, '/patient/profile');
  await expect(page.getByLabel('Address')).toHaveValue('3 Mill Lane');

  await desk.reload();
  await expect(desk.getByText('This patient has an account now.')).toBeVisible();
});
