// Lighthouse (mobile, its own throttling) on eight pages of a running demo clinic, and how long each takes to come alive
// over slow 4G: a line of JSON for every page, with the middle one of several runs. Started by `cargo xtask audit`.
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import puppeteer, { PredefinedNetworkConditions } from 'puppeteer-core';

const { SALVE_URL: origin, CHROMIUM: chromePath } = process.env;
const RUNS = 5;
const CATEGORIES = ['performance', 'accessibility', 'best-practices'];
const FLAGS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
const PASSWORD = 'quiet river morning walk';

/** The cookie of somebody of the demo clinic. */
async function signIn(email) {
  const body = new URLSearchParams({ email, password: PASSWORD, next: '' });
  const answer = await fetch(`${origin}/sign-in`, { method: 'POST', body, headers: { origin, accept: 'text/html' }, redirect: 'manual' });
  if (answer.status !== 303) throw new Error(`${email} cannot sign in (${answer.status})`);
  return answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');
}

async function firstDoctor() {
  const page = await (await fetch(`${origin}/doctors`)).text();
  return /\/doctors\/[0-9a-f-]{36}/.exec(page)[0];
}

const [patient, doctor, admin] = await Promise.all(['patient', 'doctor', 'admin'].map((who) => signIn(`${who}@demo.example`)));
const PAGES = [
  ['/'],
  ['/sign-in'],
  ['/doctors'],
  [await firstDoctor()],
  ['/patient', patient],
  ['/patient/visits?view=week', patient],
  ['/doctor/calendar?view=week', doctor],
  ['/admin', admin],
];

const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];

const chrome = await launch({ chromePath, chromeFlags: FLAGS });

/** One look. Now and then Lighthouse loses the browser's trace of a page, and says so: it looks once more. */
async function look(address, cookie, again = true) {
  const extraHeaders = cookie ? { cookie } : undefined;
  const { lhr } = await lighthouse(`${origin}${address}`, { port: chrome.port, onlyCategories: CATEGORIES, extraHeaders, logLevel: 'silent' });
  if (!lhr.runtimeError) return lhr;
  if (again) return look(address, cookie, false);
  throw new Error(`${address}: ${lhr.runtimeError.message}`);
}

/** Scores of 0 to 100, times in milliseconds. */
async function judged(address, cookie) {
  const found = [];
  for (let run = 0; run < RUNS; run += 1) found.push(await look(address, cookie));
  const score = (category) => median(found.map((lhr) => lhr.categories[category].score * 100));
  const audit = (id) => median(found.map((lhr) => lhr.audits[id].numericValue));
  const weak = (category) => found[0].categories[category].auditRefs.map(({ id }) => found[0].audits[id])
    .filter(({ score, scoreDisplayMode }) => score !== null && score < 1 && scoreDisplayMode !== 'informative').map(({ id }) => id);
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    lcp: audit('largest-contentful-paint'),
    tbt: audit('total-blocking-time'),
    cls: audit('cumulative-layout-shift'),
    findings: [...weak('accessibility'), ...weak('best-practices')],
  };
}

/** Milliseconds from the navigation until the page is alive, with nothing cached. */
async function alive(browser, address, cookie) {
  const times = [];
  for (let run = 0; run < 3; run += 1) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width: 412, height: 823, isMobile: true });
    if (cookie) await page.setExtraHTTPHeaders({ cookie });
    await page.emulateNetworkConditions(PredefinedNetworkConditions['Slow 4G']);
    await page.emulateCPUThrottling(4);
    await page.goto(`${origin}${address}`, { waitUntil: 'domcontentloaded' });
    await page.waitForSelector('html[data-hydrated]', { timeout: 60_000 });
    times.push(await page.evaluate(() => performance.now()));
    await context.close();
  }
  return median(times);
}

try {
  const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${chrome.port}` });
  for (const [address, cookie] of PAGES) {
    const figures = { ...(await judged(address, cookie)), alive: await alive(browser, address, cookie) };
    console.log(JSON.stringify({ page: address.replace(/[0-9a-f-]{36}/, '{id}'), ...figures }));
  }
  await browser.disconnect();
} finally {
  chrome.kill();
}
