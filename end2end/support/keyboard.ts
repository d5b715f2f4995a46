// A person without a pointer.
import type { Locator, Page } from '@playwright/test';
import { expect, modeNow } from './fixtures';

/** More stops than a page has before what is looked for. */
const STOPS = 150;

/** Presses the tab key until something has the focus, and sees that it can be seen. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await settled(page);
  for (let stop = 0; stop < STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) {
      await expect(target).toBeInViewport();
      return;
    }
  }
  throw new Error('the tab key does not lead there');
}

/** A page that is shown moves the focus to where it begins with the next frame; no finger is so quick. */
async function settled(page: Page): Promise<void> {
  if (modeNow() !== 'js') return;
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
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
