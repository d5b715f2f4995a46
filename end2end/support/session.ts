// Sessions that end while somebody types.
import type { Page } from '@playwright/test';
import { expect, modeNow, visit } from './fixtures';
import { comeSignedIn, type Person, typeSignIn } from './people';

export const COTTAGE = 'Heron Cottage\nHalf a mile from 李';

/** Opens the profile of somebody who signed in earlier, as this many tabs of the browser, and waits until it would hear of the end. */
export async function atTheProfile(page: Page, person: Person, tabs = 1): Promise<void> {
  if (tabs === 1) await comeSignedIn(page, person);
  await visit(page, '/patient/profile');
  if (modeNow() === 'js') await listening(page, tabs);
}

/** Ends every other session, from another device of the same person. */
export async function signOutEverywhereElse(device: Page, person: Person): Promise<void> {
  await comeSignedIn(device, person);
  await visit(device, '/account');
  await device.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await expect(device.getByText('You are signed out everywhere else.')).toBeVisible();
}

/** Signs in again in the window that the cover opens; it closes by itself, whatever it was fetching, and the page goes on. */
export async function signInInPlace(page: Page, person: Person, complaints: string[]): Promise<void> {
  const cover = page.getByRole('dialog', { name: 'Sign in to carry on' });
  const opened = page.waitForEvent('popup');
  await cover.getByRole('link', { name: 'Sign in' }).click();
  const door = await opened;
  const closed = door.waitForEvent('close');
  await typeSignIn(door, person);
  await closed;
  await expect(cover).toBeHidden();
  const others = complaints.filter((text) => !/Failed to fetch/.test(text));
  complaints.splice(0, complaints.length, ...others);
}

/** Waits until this many tabs of the browser hold the stream or queue for it. What is told before it is open is told again then. */
export async function listening(page: Page, tabs = 1): Promise<void> {
  const listeners = async (): Promise<number> => {
    const { held = [], pending = [] } = await navigator.locks.query();
    return [...held, ...pending].filter(({ name }) => name === 'salve-live').length;
  };
  await expect.poll(() => page.evaluate(listeners)).toBe(tabs);
}
