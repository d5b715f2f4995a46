// The server of the journeys trusts a proxy, so each browser can come from a network of its own:
// limits that count networks meet the journeys as they meet people.
import { randomInt } from 'node:crypto';
import type { Page } from '@playwright/test';

/** Headers of somebody at an address that nobody else has. */
export function network(): { 'x-forwarded-for': string } {
  return { 'x-forwarded-for': `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}` };
}

/** Cuts a page off from what changes elsewhere: it shows what it showed, as before the news arrive. */
export async function hearNothing(page: Page): Promise<void> {
  await page.route('**/account/live?*', (route) => route.fulfill({ contentType: 'text/event-stream', body: '' }));
}
