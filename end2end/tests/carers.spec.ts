// A patient lets her daughter act for her.
import { book, chooseDay, openDemoDoctor, takeTime } from '../support/booking';
import { arrivedAt, expect, expectProblems, modeNow, nthProject, test, tick, visit } from '../support/fixtures';
import { link, newestMail } from '../support/mail';
import { comeSignedIn, patient, somebody, typeSignIn } from '../support/people';
import { listening } from '../support/session';

test('a patient lets somebody act for her, who books a visit; she ends it', async ({ page, somebodyElse }) => {
  const mother = await patient();
  const daughter = somebody();
  const hers = await somebodyElse();
  await comeSignedIn(hers, mother);
  await visit(hers, '/patient/profile');
  await hers.getByRole('main').getByRole('link', { name: 'People who act for you' }).click();
  await arrivedAt(hers, 'People who act for you');
  await expect(hers.getByText('Nobody acts for you.')).toBeVisible();
  await hers.getByRole('button', { name: 'Send the request' }).click();
  await expectProblems(hers, 'Enter a name', 'Enter an email address');
  await hers.getByLabel('Their name').fill(daughter.name);
  await hers.getByLabel('Their email address').fill(daughter.email);
  await hers.getByLabel('What they are to you').selectOption('Son or daughter');
  await tick(hers.getByLabel('Book and cancel visits'));
  await hers.getByRole('button', { name: 'Send the request' }).click();
  await expect(hers.getByText('The request is on its way.')).toBeVisible();

  // What she would see: visits, and nothing that she may not.
  await hers.getByRole('button', { name: `See what ${daughter.name} sees` }).click();
  await arrivedAt(hers, mother.name);
  await expect(hers.getByText(`This is what ${daughter.name} sees.`)).toBeVisible();
  await expect(hers.getByRole('link', { name: 'My profile' })).toHaveCount(0);
  await hers.getByRole('button', { name: 'Close the preview' }).click();
  await arrivedAt(hers, 'People who act for you');

  const change = hers.locator('form[action="/fn/patient/change_carer"]');
  await hers.getByText(`Change what ${daughter.name} may do`).click();
  await change.getByLabel('Ends on').fill('2099-12-24');
  if (modeNow() === 'js') await listening(hers);

  const mail = await newestMail(daughter.email, { subject: 'You are asked to act for somebody' });
  expect(mail.text).not.toContain(mother.name);
  await visit(page, link(mail, /\/carer\//));
  await arrivedAt(page, 'Act for somebody');
  await expect(page.getByText(mother.name)).toHaveCount(0);
  await page.getByLabel('Day').fill('27');
  await page.getByLabel('Month').fill('3');
  await page.getByLabel('Year').fill('1985');
  await page.getByLabel('New password').fill(daughter.password);
  await page.getByLabel('Password again').fill(daughter.password);
  await page.getByRole('button', { name: 'Agree' }).click();
  await arrivedAt(page, 'Sign in');
  // Her page hears of it, and what she has opened and typed stays.
  if (modeNow() === 'js') await expect(hers.getByText('Acts for you')).toBeVisible();
  await expect(change.getByLabel('Ends on')).toBeVisible();
  await expect(change.getByLabel('Ends on')).toHaveValue('2099-12-24');
  await typeSignIn(page, daughter);
  await arrivedAt(page, 'People you act for');
  await page.getByRole('button', { name: `Act for ${mother.name}` }).click();
  await arrivedAt(page, mother.name);
  await expect(page.getByText(`You are acting for ${mother.name}`)).toBeVisible();

  const doctor = await openDemoDoctor(page, 6);
  await expect(page.getByText(`You are acting for ${mother.name}`)).toBeVisible();
  await chooseDay(page, nthProject());
  await takeTime(page);
  await book(page, 'She coughs');
  await expect(page.getByRole('main')).toContainText(doctor);

  await visit(hers, '/patient/visits');
  await hers.getByRole('main').getByRole('link', { name: new RegExp(doctor) }).first().click();
  await arrivedAt(hers, `Visit with ${doctor}`);
  await expect(hers.getByText('She coughs')).toBeVisible();
  await visit(hers, '/patient/profile/access');
  await expect(hers.getByRole('row').filter({ hasText: daughter.name }).first()).toBeVisible();

  // She lets her do less, then more: the page is filled with what holds.
  await visit(hers, '/patient/profile/carers');
  await hers.getByText(`Change what ${daughter.name} may do`).click();
  await expect(change.getByLabel('Book and cancel visits')).toBeChecked();
  await change.getByLabel('Ends on').fill('2020-01-01');
  await change.getByRole('button', { name: 'Save changes' }).click();
  await expectProblems(hers, 'Enter a day after today');
  await expect(change.getByLabel('Ends on')).toHaveValue('2020-01-01');
  await change.getByLabel('Ends on').fill('');
  await change.getByLabel('Book and cancel visits').uncheck({ force: true });
  await tick(change.getByLabel('See the details, and change name, phone and address'));
  await change.getByRole('button', { name: 'Save changes' }).click();
  await expect(hers.getByText('Saved. It stands as you see it here.')).toBeVisible();
  await expect(hers.getByText('See visits · See the details, and change name, phone and address')).toBeVisible();
  await expect(change.getByLabel('Ends on')).toBeHidden();
  await visit(page, '/patient/profile');
  await arrivedAt(page, 'Your profile');

  await hers.getByText(`End this with ${daughter.name}`).click();
  await hers.getByRole('button', { name: 'End it' }).click();
  await expect(hers.getByText('It is ended.')).toBeVisible();
  // An open page gives way by itself where it hears of the end.
  await expect(async () => {
    await page.goto('/patient/visits');
    await expect(page).toHaveURL(/caring\?over=1/);
  }).toPass();
  await arrivedAt(page, 'People you act for');
  await expect(page.getByText('You can no longer act for the person you chose.')).toBeVisible();
  await newestMail(daughter.email, { subject: `You no longer act for ${mother.name}` });
});
