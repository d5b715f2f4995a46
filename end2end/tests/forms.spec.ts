import { arrivedAt, expect, expectProblems, modeNow, test, tick, visit } from '../support/fixtures';
import { link, newestMail } from '../support/mail';
import { comeSignedIn, patient, signIn, somebody, typeSignIn } from '../support/people';

test('an empty registration names every field, and each name leads into its field', async ({ page }) => {
  await visit(page, '/register/patient');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expectProblems(
    page,
    'Enter a name',
    'Enter your date of birth',
    'Enter a phone number',
    'Enter an address',
    'Enter an email address',
    'Enter a password',
  );
  await page.getByRole('alert').getByRole('link', { name: 'Enter a phone number' }).click();
  await expect(page.getByLabel('Phone number')).toBeFocused();
  await expect(page.getByLabel('Phone number')).toHaveAccessibleDescription(/Enter a phone number/);
});

test('a wrong registration keeps what was typed, but no password', async ({ page }) => {
  await visit(page, '/register/patient');
  const name = 'Zoë 🦷 <i>al-Ḥusaynī</i> عائشة';
  await page.getByLabel('Full name').fill(name);
  await page.getByLabel('Day').fill('31');
  await page.getByLabel('Month').fill('2');
  await page.getByLabel('Year').fill('1990');
  await page.getByLabel('Phone number').fill('12');
  await page.getByLabel('Address', { exact: true }).fill('</textarea><script>alert(1)</script>');
  await page.getByLabel('Email address').fill('nobody');
  await page.getByLabel('New password').fill('short');
  await page.getByLabel('Password again').fill('shorter');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expectProblems(page, 'Enter a real date of birth', 'Enter a phone number, like', 'in the correct form', 'must have 12 characters or more');
  await expect(page.getByLabel('Full name')).toHaveValue(name);
  await expect(page.getByLabel('Day')).toHaveValue('31');
  await expect(page.getByLabel('Year')).toHaveValue('1990');
  await expect(page.getByLabel('Phone number')).toHaveValue('12');
  await expect(page.getByLabel('Address', { exact: true })).toHaveValue('</textarea><script>alert(1)</script>');
  await expect(page.getByLabel('Email address')).toHaveValue('nobody');
  await expect(page.getByLabel('New password')).toHaveValue('');
  await expect(page.getByLabel('Password again')).toHaveValue('');
});

test('a wrong application keeps its ticks and its choices', async ({ page }) => {
  await visit(page, '/register/doctor');
  await tick(page.getByRole('checkbox', { name: 'Cardiology' }));
  await tick(page.getByRole('checkbox', { name: 'Neurology' }));
  await page.getByLabel('Main location').selectOption({ index: 2 });
  const place = await page.getByLabel('Main location').inputValue();
  await page.getByLabel('Years of experience').fill('many');
  await page.getByRole('button', { name: 'Send application' }).click();
  await expectProblems(page, 'Enter your licence number', 'Enter your qualifications', 'Years of experience must be a number');
  await expect(page.getByRole('checkbox', { name: 'Cardiology' })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'Neurology' })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'Dermatology' })).not.toBeChecked();
  await expect(page.getByLabel('Main location')).toHaveValue(place);
  await expect(page.getByLabel('Years of experience')).toHaveValue('many');
});

test('a wrong sign-in says the same for known and unknown people', async ({ page }) => {
  const known = await patient();
  for (const email of [known.email, somebody().email]) {
    await visit(page, '/sign-in');
    await typeSignIn(page, { email, password: 'not the right one' });
    await expectProblems(page, 'Check your email address and password');
    await expect(page.getByLabel('Email address')).toHaveValue(email);
    await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
  }
});

test('a forgotten password is set anew by the mailed link, once, and ends other sessions', async ({ page, somebodyElse }) => {
  const person = await patient();
  const elsewhere = await somebodyElse();
  await comeSignedIn(elsewhere, person);
  await visit(page, '/forgotten-password');
  await page.getByLabel('Email address').fill(person.email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await arrivedAt(page, 'Check your mail');
  const address = link(await newestMail(person.email, { subject: 'Set a new password' }), /\/reset-password\//);
  await visit(page, address);
  const password = 'four yellow kites above';
  await page.getByLabel('New password').fill(password);
  await page.getByLabel('Password again').fill('four yellow kites');
  await page.getByRole('button', { name: 'Save new password' }).click();
  await expectProblems(page, 'The two passwords must be the same');
  await page.getByLabel('New password').fill(password);
  await page.getByLabel('Password again').fill(password);
  await page.getByRole('button', { name: 'Save new password' }).click();
  await arrivedAt(page, 'Sign in');
  await expect(page.getByText('Your new password is saved.')).toBeVisible();
  await typeSignIn(page, { ...person, password });
  await arrivedAt(page, `Hello, ${person.name}`);

  await elsewhere.goto('/patient');
  await arrivedAt(elsewhere, 'Sign in');
  await elsewhere.goto(address);
  await arrivedAt(elsewhere, 'This link no longer works');
});

test('signing out closes the pages behind', async ({ page }) => {
  const person = await patient();
  await signIn(page, person);
  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('You have signed out.')).toBeVisible();
  await arrivedAt(page, 'Sign in');
  await page.goto('/patient');
  await arrivedAt(page, 'Sign in');
});

test('a passkey is offered where JavaScript can ask for one, and the page says why it is not', async ({ page }) => {
  const offered = modeNow() === 'nojs' ? 0 : 1;
  const ann = await patient();
  await visit(page, '/sign-in');
  await expect(page.getByRole('button', { name: 'Sign in with a passkey' })).toHaveCount(offered);
  await signIn(page, ann);
  await visit(page, '/account/passkeys');
  await expect(page.getByRole('button', { name: 'Add a passkey' })).toHaveCount(offered);
  await expect(page.getByText('Passkeys need JavaScript')).toBeVisible({ visible: offered === 0 });
});
