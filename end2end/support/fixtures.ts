// `test` for every journey: it fails on whatever the browser complains about.
import { test as base, expect, type BrowserContext, type ConsoleMessage, type Page } from '@playwright/test';

export { expect };

/** How the pages are met: with everything, without JavaScript, or with the WASM kept from arriving. */
export type Mode = 'js' | 'nojs' | 'nowasm';

interface Options {
  mode: Mode;
}

interface Fixtures {
  /** Complaints seen so far; a journey that provokes one on purpose takes it out. */
  complaints: string[];
  /** Opens a browser of somebody else's: no cookies shared, met in the same way and heard in the same way. */
  somebodyElse: () => Promise<Page>;
}

/** What Chromium says when the WASM does not arrive, and the shell's answer to it. */
const WITHOUT_WASM = [/\.wasm\b/i, /net::ERR_FAILED/, /Failed to fetch/i];

export const test = base.extend<Fixtures & Options>({
  mode: ['js', { option: true }],

  baseURL: async ({}, use) => {
    const url = process.env.SALVE_URL;
    if (!url) throw new Error('SALVE_URL is not set: the global setup did not run');
    await use(url);
  },

  complaints: async ({ mode }, use) => {
    const complaints: string[] = [];
    await use(complaints);
    const expected = mode === 'nowasm' ? WITHOUT_WASM : [];
    const unexpected = complaints.filter((text) => !expected.some((pattern) => pattern.test(text)));
    expect(unexpected, 'the browser complained').toEqual([]);
  },

  context: async ({ context, complaints, mode }, use) => {
    await prepare(context, complaints, mode);
    await use(context);
  },

  somebodyElse: async ({ browser, baseURL, javaScriptEnabled, complaints, mode }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ baseURL, javaScriptEnabled });
      contexts.push(context);
      await prepare(context, complaints, mode);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

async function prepare(context: BrowserContext, complaints: string[], mode: Mode): Promise<void> {
  await listen(context, complaints);
  if (mode === 'nowasm') await context.route('**/*.wasm', (route) => route.abort());
}

/** Hears console errors, page errors, CSP reports and answers of 500 and more on every page of a context. */
async function listen(context: BrowserContext, complaints: string[]): Promise<void> {
  context.on('console', (message) => {
    if (message.type() === 'error' && !isRefusal(message)) complaints.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => complaints.push(`page error: ${error.error()}`));
  context.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} from ${response.url()}`);
  });
  await context.exposeBinding('__salveCspReport', (_source, text: string) => complaints.push(`CSP: ${text}`));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report = (window as unknown as { __salveCspReport?: (text: string) => void }).__salveCspReport;
      report?.(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ''}`);
    });
  });
}

/** Chromium logs each answer of 400 to 499 as an error. For a page or a form that is how Salve says no; for a file it is a mistake. */
function isRefusal(message: ConsoleMessage): boolean {
  const isFile = /\.\w+$/.test(message.location().url.replace(/[?#].*$/, '').replace(/^\w+:\/\/[^/]*/, ''));
  return !isFile && /responded with a status of 4\d\d/.test(message.text());
}

/** Waits until the page has come alive. Where it never does, a full page is all there is to wait for. */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  if (test.info().project.name === 'js') {
    await expect(page.locator('html[data-hydrated]')).toBeAttached({ timeout: 20_000 });
  }
}

/** Opens a page and waits until it can be used. */
export async function visit(page: Page, address: string): Promise<void> {
  const answer = await page.goto(address);
  expect(answer?.status(), `status of ${address}`).toBeLessThan(400);
  await hydrated(page);
}
