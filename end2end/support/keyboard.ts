// A person without a pointer.
import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures';

/** More stops than a page has before what is looked for. */
const STOPS = 150;

/** Presses the tab key until something has the focus, and sees that it can be seen. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) {
      await expect(target).toBeInViewport();
      return;
    }
  }
  throw new Error('the tab key does not lead there');
}

/** Goes to a link or a button, and presses it. */
export async function pressOn(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Goes to a field, and types. */
export async function typeInto(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.type(text);
}
