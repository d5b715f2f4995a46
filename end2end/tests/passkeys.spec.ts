// Passkeys: a device that the browser pretends to have (CDP's virtual authenticator) makes one and signs in with it.
import type { CDPSession, Page } from '@playwright/test';
import { arrivedAt, expect, expectProblems, hydrated, test, visit } from '../support/fixtures';
import { newestMail } from '../support/mail';
import { patient, signIn } from '../support/people';

interface Device {
  session: CDPSession;
  id: string;
}

/** A device that keeps passkeys, and whose owner unlocks it whenever it asks. */
async function device(page: Page): Promise<Device> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { session, id: authenticatorId };
}

/** The device asks, and its owner says no. */
async function locked({ session, id }: Device, isLocked: boolean): Promise<void> {
  await session.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified: !isLocked });
}

test('a patient adds a passkey, confirms and signs in without a password, and removes it again', async ({ page }) => {
  const ann = await patient();
  const phone = await device(page);
  await signIn(page, ann);
  await visit(page, '/account');
  await page.getByRole('main').getByRole('link', { name: 'Manage passkeys' }).click();
  await arrivedAt(page, 'Passkeys');
  await expect(page.getByText('You have no passkeys yet.')).toBeVisible();
  const add = page.getByRole('button', { name: 'Add a passkey' });
  await expect(page.getByText('Passkeys need JavaScript')).toBeHidden();

  await locked(phone, true);
  await add.click();
  await expect(page.getByText('Nothing was done')).toBeVisible();
  await expect(add).toBeFocused();
  await locked(phone, false);
  await page.getByLabel('Name').fill('My phone');
  await add.click();
  await expect(page.getByText('The passkey is added.')).toBeVisible();
  await hydrated(page);
  await expect(page.getByRole('main').getByRole('listitem')).toContainText('My phone');
  await newestMail(ann.email, { subject: 'A passkey was added' });
  await add.click();
  await expect(page.getByText('This device already has a passkey')).toBeVisible();

  // It also shows who is there, before something that matters.
  await visit(page, '/account/confirm?next=/account/passkeys');
  await locked(phone, true);
  await page.getByRole('button', { name: 'Use a passkey instead' }).click();
  await expect(page.getByText('Nothing was done')).toBeVisible();
  await locked(phone, false);
  await page.getByRole('button', { name: 'Use a passkey instead' }).click();
  await arrivedAt(page, 'Passkeys');

  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await arrivedAt(page, 'Sign in');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await arrivedAt(page, `Hello, ${ann.name}`);

  await visit(page, '/account/passkeys');
  await expect(page.getByRole('main').getByRole('listitem')).toContainText('Last used');
  await page.getByRole('button', { name: 'Remove My phone' }).click();
  await expect(page.getByText('The passkey is removed.')).toBeVisible();
  await newestMail(ann.email, { subject: 'A passkey was removed' });

  // The device still has its half, which opens nothing any more. The password does. A page that is left open would notice that
  // its session is gone and go to sign in by itself, at the same moment.
  await page.goto('about:blank');
  await page.context().clearCookies();
  await visit(page, '/sign-in');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expectProblems(page, 'This passkey does not let you in');
  await signIn(page, ann);
});
