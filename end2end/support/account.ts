// Forms of people who are not signed in.
import { randomInt } from 'node:crypto';
import type { Page } from '@playwright/test';
import { arrivedAt, expect, tick, visit } from './fixtures';
import { link, newestMail } from './mail';
import { licence, type Person } from './people';

/** Fills in the form of a patient, and sends it. */
export async function registerPatient(page: Page, person: Person): Promise<void> {
  await visit(page, '/register/patient');
  await page.getByLabel('Full name').fill(person.name);
  await page.getByLabel('Day').fill('27');
  await page.getByLabel('Month').fill('3');
  await page.getByLabel('Year').fill('1985');
  await page.getByLabel('Phone number').fill('+44 20 7946 0123');
  await page.getByLabel('Address', { exact: true }).fill('12 Canal Street\nLondon N1 9AB');
  await typeNewSignIn(page, person);
  await page.getByRole('button', { name: 'Create account' }).click();
  await arrivedAt(page, 'Check your mail');
}

/** Fills in the application of a doctor, and sends it. Answers specialty and licence number. */
export async function registerDoctor(page: Page, person: Person): Promise<{ specialty: string; licence: string }> {
  const number = licence();
  await visit(page, '/register/doctor');
  await page.getByLabel('Full name').fill(person.name);
  await page.getByLabel('Phone number').fill('+44 20 7946 0456');
  await tick(page.getByRole('checkbox', { name: 'Dermatology' }));
  await page.getByLabel('Qualifications').fill('MBBS, London 2009');
  await page.getByLabel('Licence number').fill(number);
  await page.getByLabel('Years of experience').fill(String(randomInt(3, 30)));
  await page.getByLabel('Main location').selectOption({ index: 1 });
  await typeNewSignIn(page, person);
  await page.getByRole('button', { name: 'Send application' }).click();
  await arrivedAt(page, 'Check your mail');
  return { specialty: 'Dermatology', licence: number };
}

async function typeNewSignIn(page: Page, { email, password }: Person): Promise<void> {
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('New password').fill(password);
  await page.getByLabel('Password again').fill(password);
}

/** Opens the link of the mail twice, as scanners do, then confirms. */
export async function confirmAddress(page: Page, person: Person): Promise<void> {
  const mail = await newestMail(person.email, { subject: 'Confirm your email address' });
  const address = link(mail, /\/verify\//);
  for (let opened = 0; opened < 2; opened += 1) {
    await visit(page, address);
    await arrivedAt(page, 'Confirm your email address');
  }
  await page.getByRole('button', { name: 'Confirm my email address' }).click();
  await arrivedAt(page, 'Sign in');
  await expect(page.getByText('Your email address is confirmed.')).toBeVisible();
}
