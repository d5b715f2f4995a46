// One person with two records: the desk makes them one, and two again.
import { book, chooseDay, openDemoDoctor, takeTime } from '../support/booking';
import { arrivedAt, expect, expectProblems, test, tick, visit } from '../support/fixtures';
import { comeSignedIn, demo, patient } from '../support/people';

test('the desk merges the two records of a patient, who finds both visits, and separates them again', async ({ page, somebodyElse }) => {
  const [desk, other] = [await somebodyElse(), await somebodyElse()];
  const [person, twin] = [await patient(), await patient()];
  await comeSignedIn(other, twin);
  const doctor = await openDemoDoctor(other, 9);
  await chooseDay(other);
  await takeTime(other);
  await book(other);

  await comeSignedIn(page, person);
  await visit(page, '/patient/profile');
  const number = /\d{6,}/.exec(await page.getByRole('main').innerText())![0];
  await visit(other, '/patient/profile');
  const twins = /\d{6,}/.exec(await other.getByRole('main').innerText())![0];

  await comeSignedIn(desk, demo('Administrator'));
  await visit(desk, `/admin/people?query=${encodeURIComponent(person.name)}`);
  await desk.getByRole('main').getByRole('link', { name: person.name }).click();
  await arrivedAt(desk, person.name);
  await desk.getByRole('main').getByRole('link', { name: /Two records of one person/ }).click();
  await expect(desk.getByText(`Record number ${number}`)).toBeVisible();
  await desk.getByRole('link', { name: 'Merge with another record' }).click();
  await arrivedAt(desk, 'Merge with another record');
  await desk.getByLabel('Record number of the other one').fill(twins);
  await desk.getByRole('button', { name: 'Compare' }).click();
  await expect(desk.getByRole('table')).toContainText(twin.email);
  await tick(desk.getByRole('radio', { name: new RegExp(number) }));
  await desk.getByRole('button', { name: 'Merge the two records' }).click();
  await expectProblems(desk, 'Enter what you checked');
  await desk.getByLabel('What you checked').fill('Passport seen, registered twice');
  await desk.getByRole('button', { name: 'Merge the two records' }).click();
  await expect(desk.getByText('The two records are one now.')).toBeVisible();

  await visit(page, '/patient/visits');
  await expect(page.getByRole('main').getByRole('link', { name: new RegExp(doctor) }).first()).toBeVisible();
  await visit(other, '/account/caring');
  await expect(other.getByText('Your record is in your other account now.')).toBeVisible();

  await desk.getByText('Separate again').click();
  await desk.getByRole('button', { name: 'Separate the two records' }).click();
  await expect(desk.getByText('The two records are separated again.')).toBeVisible();
  await visit(other, '/patient/visits');
  await expect(other.getByRole('main').getByRole('link', { name: new RegExp(doctor) }).first()).toBeVisible();
});
