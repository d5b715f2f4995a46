// `test` for looks: they change nothing, so one window serves all of a worker. Opening and closing one takes as long as a look.
import { type CDPSession, type Page } from '@playwright/test';
import { test as base, prepare } from './fixtures';
import { network } from './network';

interface Window {
  page: Page;
  devtools: CDPSession;
  /** Who is told what the browser complains about: the look that is open. */
  hear: (complain: (text: string) => void) => void;
}

export const test = base.extend<object, { window: Window }>({
  window: [
    async ({ browser }, use) => {
      const context = await browser.newContext({ baseURL: process.env.SALVE_URL, extraHTTPHeaders: network(), serviceWorkers: 'block' });
      let complain: (text: string) => void = () => {};
      await prepare(context, (text) => complain(text), 'nowasm');
      const page = await context.newPage();
      const devtools = await context.newCDPSession(page);
      await use({ page, devtools, hear: (listener) => (complain = listener) });
      await context.close();
    },
    { scope: 'worker' },
  ],

  page: async ({ window: { page, devtools, hear }, complaints, baseURL }, use) => {
    await page.goto('about:blank');
    await devtools.send('Storage.clearDataForOrigin', { origin: baseURL!, storageTypes: 'cookies,local_storage,indexeddb' });
    hear((text) => complaints.push(text));
    await use(page);
  },
});
