// The portal as an app: installing it, its updates, times without a network, and what stays on a device.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium as browsers, type Page } from '@playwright/test';
import { wholeChromium } from '../support/browser';
import { arrivedAt, expect, test as base, visit } from '../support/fixtures';
import { comeSignedIn, demo } from '../support/people';
import { type Relay, relay } from '../support/relay';

const test = base.extend<{ server: Relay }>({
  server: async ({ baseURL, complaints }, use) => {
    const server = await relay(baseURL!);
    await use(server);
    await server.close();
    // The browser complains of a server that does not answer; that is what these journeys are about.
    const expected = /net::ERR_(CONNECTION_REFUSED|EMPTY_RESPONSE|CONNECTION_RESET|INCOMPLETE_CHUNKED_ENCODING)|Failed to fetch|network error/;
    complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !expected.test(complaint)));
  },
});

test.use({ serviceWorkers: 'allow' });

test('the portal can be installed', async ({ baseURL }) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'salve-profile-'));
  // A browser that forgets at its end offers nothing to install.
  const context = await browsers.launchPersistentContext(folder, wholeChromium);
  try {
    const page = await context.newPage();
    await page.goto(`${baseURL}/`);
    await installed(page);
    const inside = await context.newCDPSession(page);
    const { errors } = await inside.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    const { installabilityErrors } = await inside.send('Page.getInstallabilityErrors');
    expect(installabilityErrors).toEqual([]);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('without a network a page says so in the person’s language, and can be tried again', async ({ page, server }) => {
  await visit(page, `${server.url}/`);
  await page.getByRole('button', { name: 'Español' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await installed(page);
  await expect.poll(() => page.evaluate(() => localStorage.getItem('salve-language'))).toBe('es');
  await server.cut();
  await page.goto(`${server.url}/doctors`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No tiene conexión');
  await expect(page).toHaveTitle('No tiene conexión');
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  // With its styles.
  await expect(page.getByRole('link', { name: 'Intentarlo de nuevo' })).toHaveCSS('display', 'flex');
  expect(new URL(page.url()).pathname).toBe('/doctors');

  await server.mend();
  await page.getByRole('link', { name: 'Intentarlo de nuevo' }).click();
  await arrivedAt(page, 'Buscar médico');
});

test('without a network a link leads to the same page, also where its code is not here yet', async ({ page, server, complaints }) => {
  await comeSignedIn(page, demo('Doctor'));
  await visit(page, `${server.url}/account`);
  await installed(page);
  await server.cut();
  await page.getByRole('navigation').locator('a[href="/doctor/calendar"]').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are offline');
  expect(new URL(page.url()).pathname).toBe('/doctor/calendar');
  await server.mend();
  await page.getByRole('link', { name: 'Try again' }).click();
  await arrivedAt(page, 'Calendar');
  // The browser complained of the code, which its worker could not fetch.
  complaints.length = 0;
});

test('what was sent without a network can be sent once more, nothing is typed again', async ({ page, server }) => {
  const amelia = demo('Patient');
  await visit(page, `${server.url}/sign-in`);
  await installed(page);
  await page.getByLabel('Email address').fill(amelia.email);
  await page.getByLabel('Password', { exact: true }).fill(amelia.password);
  await server.cut();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are offline');
  await expect(page.getByText('What you typed is still here')).toBeVisible();
  await expect(page.getByText('could not be opened')).toBeHidden();

  await server.mend();
  await page.getByRole('button', { name: 'Try again' }).click();
  await arrivedAt(page, 'Hello, Amelia Whitcombe');
  expect(new URL(page.url()).pathname).toBe('/patient');
});

test('a new version waits until the person reloads, and no typed text is lost', async ({ page, server }) => {
  await visit(page, `${server.url}/register/patient`);
  await installed(page);
  const banner = page.locator('#update');
  await expect(banner).toBeHidden();
  server.deploy();
  await page.evaluate(async () => {
    Object.assign(window, { sameDocument: true });
    await (await navigator.serviceWorker.ready).update();
  });
  await expect(banner).toContainText('A new version is ready.');
  await expect(banner).toBeVisible();
  const isSame = (): Promise<boolean> => page.evaluate(() => 'sameDocument' in window);

  await page.getByLabel('Full name').fill('Half a na');
  await banner.getByRole('button', { name: 'Reload' }).click();
  await expect(banner).toContainText('Send or copy what you have typed first.');
  expect(await isSame()).toBe(true);

  await page.getByLabel('Full name').fill('');
  await banner.getByRole('button', { name: 'Reload' }).click();
  await page.waitForFunction(() => !('sameDocument' in window));
  await arrivedAt(page, 'Register as a patient');
  await expect(banner).toBeHidden();
  const names = await page.evaluate(() => caches.keys());
  expect(names.filter((name) => name.includes('newer')), 'the version before stays for open tabs').toHaveLength(1);
  expect(names).toHaveLength(2);
});

test('nothing of a person is kept unless asked for, and nothing stays after sign-out', async ({ page, server, complaints }) => {
  const amelia = demo('Patient');
  await comeSignedIn(page, amelia);
  await visit(page, `${server.url}/patient`);
  await installed(page);
  for (const address of ['/patient', '/patient/visits', '/patient/visits?view=week', '/patient/profile', '/doctors', '/account']) {
    await visit(page, `${server.url}${address}`);
  }
  await expectNothingKept(page);

  await page.getByRole('button', { name: 'Keep my visits here' }).click();
  await expect(page.getByText('are kept on this device')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove them from here' })).toBeFocused();
  const [record] = await records(page);
  expect(record).toEqual({ extractable: false, sealed: expect.any(String) });
  expect(record!.sealed, 'no year and no kind of visit in the clear').not.toMatch(/20\d\d|In person|Video/);

  await server.cut();
  await page.goto(`${server.url}/patient/visits`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are offline');
  const list = page.getByRole('main').getByRole('list').getByRole('listitem');
  await expect(list.first()).toContainText(/\d{4} at .*(In person|Video)/);
  await expect(page.getByRole('main')).not.toContainText(/Dr |Amelia/);

  await server.mend();
  await visit(page, `${server.url}/account`);
  await page.getByRole('button', { name: 'Your account' }).click();
  const before = complaints.length;
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await arrivedAt(page, 'Sign in');
  // The browser takes everything out, the worker too with what it was fetching, in its own time; with a next page the worker
  // is whole again.
  await expect(async () => {
    await visit(page, `${server.url}/sign-in`);
    await installed(page);
    await expectNothingKept(page);
  }).toPass({ timeout: 30_000 });
  const other = complaints.splice(before).filter((text) => !/ERR_FAILED .*device\.js/.test(text));
  complaints.push(...other);
  await server.cut();
  await page.goto(`${server.url}/patient`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are offline');
  await expect(page.getByRole('heading', { name: 'Your visits of the next days' })).toBeHidden();
});

test('kept visits go when the session ends, and the choice when somebody else signs in', async ({ page, server }) => {
  await comeSignedIn(page, demo('Patient'));
  await visit(page, `${server.url}/account`);
  await page.getByRole('button', { name: 'Keep my visits here' }).click();
  await expect(page.getByText('are kept on this device')).toBeVisible();
  const choice = (): Promise<string | null> => page.evaluate(() => localStorage.getItem('salve-visits'));

  await page.context().clearCookies();
  await visit(page, `${server.url}/`);
  await expect.poll(() => records(page)).toEqual([]);
  expect(await choice(), 'the choice waits for the same person').not.toBeNull();
  await comeSignedIn(page, demo('Patient'));
  await visit(page, `${server.url}/patient`);
  await expect.poll(() => records(page)).toHaveLength(1);

  await comeSignedIn(page, demo('Doctor'));
  await visit(page, `${server.url}/doctor`);
  await expect.poll(choice).toBeNull();
  await expect.poll(() => records(page)).toEqual([]);
});

/** Waits until there is a worker to answer when a page is opened. One that sign-out takes away is there for a moment longer, without its files. */
async function installed(page: Page): Promise<void> {
  const ready = async (): Promise<boolean> => {
    const worker = (await navigator.serviceWorker.getRegistration())?.active;
    return worker?.state === 'activated' && (await caches.match('/offline')) !== undefined;
  };
  // Not `waitForFunction`: a promise is truthy, whatever it will say.
  await expect.poll(() => page.evaluate(ready), { timeout: 20_000 }).toBe(true);
}

/** Caches hold the portal's own files and the page without a network only; no database; nothing remembered but the language. */
async function expectNothingKept(page: Page): Promise<void> {
  const kept = await page.evaluate(async () => {
    const addresses: string[] = [];
    let texts = '';
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const { pathname, search } = new URL(request.url);
        addresses.push(pathname + search);
        if (!pathname.endsWith('.wasm')) texts += await (await cache.match(request))!.text();
      }
    }
    return { addresses, texts, remembered: Object.keys(localStorage), databases: (await indexedDB.databases()).length };
  });
  expect(kept.addresses).toContain('/offline');
  expect(kept.addresses.filter((address) => !/^\/pkg\/[0-9a-f]{16}\/[\w./-]+$|^\/offline$|^\/favicon\.svg$/.test(address))).toEqual([]);
  expect(kept.texts).not.toMatch(/Amelia|Whitcombe|@demo\.example/);
  expect(kept.remembered.filter((name) => name !== 'salve-language')).toEqual([]);
  expect(kept.databases).toBe(0);
}

/** What the database of kept visits holds, as text. */
async function records(page: Page): Promise<{ extractable: boolean; sealed: string }[]> {
  return page.evaluate(async () => {
    if ((await indexedDB.databases()).length === 0) return [];
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('salve-visits');
      // Deleted meanwhile: it must not be made here.
      opening.onupgradeneeded = () => opening.transaction!.abort();
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    }).catch(() => undefined);
    if (!database) return [];
    try {
      if (!database.objectStoreNames.contains('visits')) return [];
      const found = database.transaction('visits').objectStore('visits').getAll();
      await new Promise((resolve) => (found.onsuccess = resolve));
      return found.result.map(({ key, sealed }) => ({ extractable: key.extractable, sealed: new TextDecoder('latin1').decode(sealed) }));
    } finally {
      database.close();
    }
  });
}
