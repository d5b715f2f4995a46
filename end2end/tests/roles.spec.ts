import { arrivedAt, expect, expectProblems, hydrated, test, tick, visit } from '../support/fixtures';
import { link, newestMail } from '../support/mail';
import { comeSignedIn, demo, patient, signIn, somebody, typeSignIn } from '../support/people';

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
  await page.getByRole('button', { name: 'العربية' }).click();
  await arrivedAt(page, 'عمليات الإرسال');
  await page.getByRole('button', { name: 'English' }).click();
  await arrivedAt(page, 'Deliveries');

  await admin.getByRole('button', { name: `Take back: ${role}` }).click();
  await expect(admin.getByText('The role is taken back.')).toBeVisible();
  await page.goto('/admin/deliveries');
  await arrivedAt(page, 'You cannot open this page');
  await visit(page, '/patient');
  await arrivedAt(page, `Hello, ${person.name}`);
});

test('somebody who is invited joins the desk, and is out at the next click when the role is taken', async ({ page, somebodyElse }) => {
  const person = { ...somebody(), password: 'four grey herons wade past' };
  const admin = await somebodyElse();
  await comeSignedIn(admin, demo('Administrator'));
  await visit(admin, '/admin/people/invitations');
  await admin.getByRole('button', { name: 'Send the invitation' }).click();
  await expectProblems(admin, 'Enter an email address', 'Choose a role');
  await admin.getByLabel('Email address').fill(person.email);
  await tick(admin.getByLabel('Front desk'));
  await admin.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(admin.getByText('The invitation is on its way.')).toBeVisible();

  const mail = await newestMail(person.email, { subject: /You are invited to join the staff/ });
  await visit(page, link(mail, /\/invitation\//));
  await arrivedAt(page, 'Join the staff');
  await page.getByLabel('New password').fill(person.password);
  await page.getByLabel('Password again').fill(person.password);
  await page.getByRole('button', { name: 'Join' }).click();
  await arrivedAt(page, 'Sign in');
  await expect(page.getByText('You have joined the staff.')).toBeVisible();
  await typeSignIn(page, person);
  await arrivedAt(page, 'Overview');
  const navigation = page.getByRole('navigation', { name: 'Administration' });
  await expect(navigation.getByRole('link')).toHaveText(['Overview', 'People', 'Deliveries']);

  await visit(admin, `/admin/people?query=${encodeURIComponent(person.email)}`);
  await admin.getByRole('main').getByRole('link', { name: person.email }).click();
  await arrivedAt(admin, person.email);
  await admin.getByRole('button', { name: 'Take back: Front desk' }).click();
  await expect(admin.getByText('The role is taken back.')).toBeVisible();
  // The next click, whichever way it goes, leads to no list of people.
  await navigation.getByRole('link', { name: 'People' }).click();
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('People');
  await expect(page.getByRole('main').getByRole('table')).toHaveCount(0);
});

test('several people get a role after a look at each, and one of them is out when it is taken from both', async ({ page, somebodyElse }) => {
  const [one, other] = [await patient(), await patient()];
  await signIn(page, one);
  const admin = await somebodyElse();
  await comeSignedIn(admin, demo('Administrator'));
  const begin = async (action: string): Promise<void> => {
    await visit(admin, '/admin/people?role=patient');
    for (const person of [one, other]) await tick(admin.locator('tr', { hasText: person.email }).getByRole('checkbox'));
    await tick(admin.getByLabel(action));
    await admin.getByRole('button', { name: 'See what will happen' }).click();
  };

  await begin('Give a role');
  await expectProblems(admin, 'Choose a role');
  await expect(admin.getByRole('checkbox', { checked: true })).toHaveCount(2);
  await admin.locator('#bulk-role').selectOption({ label: 'Front desk' });
  await admin.getByRole('button', { name: 'See what will happen' }).click();
  await arrivedAt(admin, 'Before you do it');
  await expect(admin.getByText('Will get the role')).toHaveCount(2);
  await page.goto('/admin/people');
  await arrivedAt(page, 'You cannot open this page');
  await admin.getByRole('button', { name: 'Yes, do it for 2 people' }).click();
  await arrivedAt(admin, 'What was done');
  await expect(admin.getByText('Done for 2 people.')).toBeVisible();
  await newestMail(one.email, { subject: 'Your rights have changed' });
  await visit(page, '/admin/people');
  await arrivedAt(page, 'People');

  await begin('Take a role back');
  await admin.locator('#bulk-role').selectOption({ label: 'Front desk' });
  await admin.getByRole('button', { name: 'See what will happen' }).click();
  await arrivedAt(admin, 'Before you do it');
  await admin.getByRole('button', { name: 'Yes, do it for 2 people' }).click();
  await arrivedAt(admin, 'What was done');
  await page.goto('/admin/people');
  await arrivedAt(page, 'You cannot open this page');
});
