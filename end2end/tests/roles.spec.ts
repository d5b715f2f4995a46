import { arrivedAt, expect, expectProblems, hydrated, test, tick, visit } from '../support/fixtures';
import { newestMail } from '../support/mail';
import { comeSignedIn, demo, patient, signIn, somebody } from '../support/people';

test('a member of staff gets a role, sees only its pages, and is out when it is taken back', async ({ page, somebodyElse }) => {
  const person = await patient();
  await signIn(page, person);
  const admin = await somebodyElse();
  await comeSignedIn(admin, demo('Administrator'));
  const role = `Desk ${somebody().email.slice(0, 8)}`;

  await visit(admin, '/admin/roles');
  await admin.getByRole('main').getByRole('link', { name: 'Add a role' }).click();
  await arrivedAt(admin, 'New role');
  await admin.getByLabel('Name of the role').fill(role);
  await admin.getByRole('button', { name: 'Save role' }).click();
  await expectProblems(admin, 'Choose what the role permits, one thing at least');
  await tick(admin.getByLabel('See failed deliveries and send them again'));
  await admin.getByRole('button', { name: 'Save role' }).click();
  await arrivedAt(admin, 'Roles');
  await expect(admin.getByText('The role is saved.')).toBeVisible();

  await visit(admin, `/admin/people?query=${encodeURIComponent(person.email)}`);
  await admin.getByRole('main').getByRole('link', { name: person.name }).click();
  await arrivedAt(admin, person.name);
  await admin.getByText('Give a role').click();
  await admin.getByLabel('Role', { exact: true }).selectOption({ label: role });
  await admin.getByRole('button', { name: 'Give the role' }).click();
  await expect(admin.getByText('The person holds the role now.')).toBeVisible();
  await hydrated(admin);
  await newestMail(person.email, { subject: 'Your rights have changed' });

  await visit(page, '/admin');
  const navigation = page.getByRole('navigation', { name: 'Administration' });
  await expect(navigation.getByRole('link')).toHaveText(['Overview', 'Deliveries']);
  await page.getByRole('main').getByRole('link', { name: 'Deliveries' }).click();
  await arrivedAt(page, 'Deliveries');

  await admin.getByRole('button', { name: `Take back: ${role}` }).click();
  await expect(admin.getByText('The role is taken back.')).toBeVisible();
  await page.goto('/admin/deliveries');
  await arrivedAt(page, 'You cannot open this page');
  await visit(page, '/patient');
  await arrivedAt(page, `Hello, ${person.name}`);
});
