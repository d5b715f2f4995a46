// `test` for every journey: it fails on whatever the browser complains about.
import { test as base, expect, type BrowserContext, type ConsoleMessage, type Locator, type Page } from '@playwright/test';
import { network } from './network';

export { expect };

/** How the pages are met: with everything, without JavaScript, or with the WASM kept from arriving. */
export type Mode = 'js' | 'nojs' | 'nowasm';

interface Options {
  mode: Mode;
  /** The language in which long looks read the pages. */
  language: string;
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
  language: ['en', { option: true }],

  baseURL: async ({}, use) => {
    const url = process.env.SALVE_URL;
    if (!url) throw new Error('SALVE_URL is not set: the global setup did not run');
    await use(url);
  },

  extraHTTPHeaders: async ({}, use) => use(network()),

  complaints: async ({ mode }, use) => {
    const complaints: string[] = [];
    await use(complaints);
    const expected = mode === 'nowasm' ? WITHOUT_WASM : [];
    const unexpected = complaints.filter((text) => !expected.some((pattern) => pattern.test(text)));
    expect(unexpected, 'the browser complained').toEqual([]);
  },

  context: async ({ context, complaints, mode }, use) => {
    await prepare(context, (text) => complaints.push(text), mode);
    await use(context);
    if (test.info().errors.length > 0) for (const page of context.pages()) await describe(page);
  },

  somebodyElse: async ({ browser, baseURL, javaScriptEnabled, complaints, mode }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ baseURL, javaScriptEnabled, extraHTTPHeaders: network() });
      contexts.push(context);
      await prepare(context, (text) => complaints.push(text), mode);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

/** Says where a page of a failed journey was left: of a run on another machine that is all there is to see. */
async function describe(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const problems = [...document.querySelectorAll<HTMLElement>('main .problem')].map(({ innerText }) => innerText);
    return { focus: document.activeElement?.outerHTML.slice(0, 200), problems };
  }).catch(String);
  console.log('left at', page.url(), seen);
}

/** Has a context meet the pages in this way, and hear what it complains about. */
export async function prepare(context: BrowserContext, complain: (text: string) => void, mode: Mode): Promise<void> {
  await listen(context, complain);
  if (mode === 'nowasm') await context.route('**/*.wasm', (route) => route.abort());
}

/** Hears console errors, page errors, CSP reports and answers of 500 and more on every page of a context. */
async function listen(context: BrowserContext, complain: (text: string) => void): Promise<void> {
  context.on('console', (message) => {
    if (message.type() === 'error' && !isRefusal(message)) complain(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => complain(`page error: ${error.error()}`));
  context.on('response', (response) => {
    if (response.status() >= 500) complain(`${response.status()} from ${response.url()}`);
  });
  await context.exposeBinding('__salveCspReport', (_source, text: string) => complain(`CSP: ${text}`));
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

/** Waits until the page has come alive. Where it never does (plain refusals too), a full page is all there is to wait for. */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  if (modeNow() === 'js' && (await page.locator('script[type="module"]').count()) > 0) {
    await expect(page.locator('html[data-hydrated]')).toBeAttached({ timeout: 20_000 });
  }
}

/** How this test meets the pages. */
export function modeNow(): Mode {
  return (test.info().project.use as Partial<Options>).mode ?? 'js';
}

/** 0, 1 or 2: lets the three runs of a journey choose different times of one doctor. */
export function nthProject(): number {
  return ['js', 'nojs', 'nowasm'].indexOf(modeNow());
}

/** Opens a page and waits until it can be used. */
export async function visit(page: Page, address: string): Promise<void> {
  const answer = await page.goto(address);
  expect(answer?.status(), `status of ${address}`).toBeLessThan(400);
  await hydrated(page);
}

/** Waits for the page with this heading, until it can be used. */
export async function arrivedAt(page: Page, heading: string | RegExp): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
  await hydrated(page);
}

/** The form came back: its summary has the focus, names the problems, and the title says so. */
export async function expectProblems(page: Page, ...problems: (string | RegExp)[]): Promise<void> {
  const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' });
  await expect(summary).toBeFocused();
  for (const problem of problems) await expect(summary).toContainText(problem);
  await expect(page).toHaveTitle(/^Error: /);
  await hydrated(page);
}

/** Ticks a box. Its label lies over it to make the target large, which Playwright would wait to go away. */
export async function tick(box: Locator): Promise<void> {
  await box.check({ force: true });
}
