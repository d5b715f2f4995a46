// The people of a journey: made up, registered without a browser where registering is not what the journey is about.
import { randomInt, randomUUID } from 'node:crypto';
import { type APIRequestContext, type Cookie, type Page, expect, request } from '@playwright/test';
import { hydrated } from './fixtures';
import { link, newestMail } from './mail';
import { network } from './network';

export interface Person {
  name: string;
  email: string;
  password: string;
}

/** Long enough for everybody, and nothing of it is in a name. */
const PASSWORD = 'seven green bottles stand';
const GIVEN = ['Ada', 'Björn', 'Chloé', 'Dmitri', 'Esi', 'Fatima', 'Giulia', 'Hiroshi', 'Ines', 'Jakub', 'Kofi', 'Leïla'];
const FAMILY = ['Achterberg', 'Boateng', 'Castellanos', 'Dąbrowski', 'Eriksen', 'Fontaine', 'Grigoryan', 'Haddad'];

/** Somebody new, with a name that nobody else has. */
export function somebody(title = ''): Person {
  const [given, family] = [GIVEN, FAMILY].map((names) => names[randomInt(names.length)]);
  const tag = randomUUID().slice(0, 8).replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)]!);
  return {
    name: `${title}${given} ${family}-${tag[0]!.toUpperCase()}${tag.slice(1)}`,
    email: `${tag}.${Date.now()}@journeys.example`,
    password: PASSWORD,
  };
}

/** A licence number that nobody else has. */
export function licence(): string {
  return `GMC ${randomInt(1_000_000, 10_000_000)}${randomInt(10, 100)}`;
}

/** The demo clinic's own people, by the line that `salve demo` prints about them. */
export function demo(role: 'Patient' | 'Doctor' | 'Administrator'): Person {
  const line = process.env.SALVE_DEMO_SIGN_INS?.split('\n').find((line) => line.trim().startsWith(role));
  const [, email, password] = line?.trim().match(/^\w+\s+(\S+)\s+(.+)$/) ?? [];
  if (!email || !password) throw new Error(`the demo clinic has no ${role}`);
  return { name: NAMES[role], email, password };
}

const NAMES = { Patient: 'Amelia Whitcombe', Doctor: 'Dr Ngozi Okafor', Administrator: 'Administrator' };

/** A patient with a confirmed address. */
export async function patient(): Promise<Person> {
  const person = somebody();
  const form = {
    ...credentials(person),
    phone: '+44 20 7946 0123',
    address: '12 Canal Street\nLondon N1 9AB',
    birth_day: '27',
    birth_month: '3',
    birth_year: '1985',
  };
  const browser = await withoutPages();
  await post(browser, '/register/patient', form);
  await confirm(browser, person);
  await browser.dispose();
  return person;
}

let first: Promise<Person> | undefined;

/** A patient who has done nothing yet, the same for every look of this worker. */
export function newcomer(): Promise<Person> {
  first ??= patient();
  return first;
}

/** A doctor with a confirmed address whom nobody has verified yet. */
export async function applicant(): Promise<Person> {
  const person = somebody('Dr ');
  const browser = await withoutPages();
  const page = await (await browser.get('/register/doctor')).text();
  const specialty = /name="specialties\[\]"[^>]*?value="([^"]+)"|value="([^"]+)"[^>]*?name="specialties\[\]"/.exec(page);
  const location = /<select[^>]*name="location"[\s\S]*?<option value="([0-9a-f-]{36})"/.exec(page);
  const form = {
    ...credentials(person),
    phone: '+44 20 7946 0456',
    'specialties[]': specialty?.[1] ?? specialty?.[2] ?? '',
    qualifications: 'MBBS, London 2009',
    licence_number: licence(),
    experience_years: '12',
    location: location?.[1] ?? '',
  };
  await post(browser, '/register/doctor', form);
  await confirm(browser, person);
  await browser.dispose();
  return person;
}

/** Signs in on a page and arrives at the person's own pages. */
export async function signIn(page: Page, person: Person): Promise<void> {
  await page.goto('/sign-in');
  await hydrated(page);
  await typeSignIn(page, person);
  await expect(page).toHaveURL(/\/(patient|doctor|admin)(\/|$)/);
  await hydrated(page);
}

/** Fills in the sign-in form that is open, and sends it. */
export async function typeSignIn(page: Page, { email, password }: Pick<Person, 'email' | 'password'>): Promise<void> {
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Signs in without showing it, for journeys that begin afterwards. */
export async function comeSignedIn(page: Page, person: Person): Promise<void> {
  await page.context().addCookies(await cookiesOf(person));
}

const known = new Map<string, Promise<Cookie[]>>();

/** Comes with the session that this worker already has for the person, for looks that change nothing about it. */
export async function comeBack(page: Page, person: Person): Promise<void> {
  const cookies = known.get(person.email) ?? cookiesOf(person);
  known.set(person.email, cookies);
  await page.context().addCookies(await cookies);
}

async function cookiesOf({ email, password }: Person): Promise<Cookie[]> {
  const browser = await withoutPages();
  await post(browser, '/sign-in', { email, password, next: '' });
  const { cookies } = await browser.storageState();
  await browser.dispose();
  return cookies;
}

function credentials({ name, email, password }: Person): Record<string, string> {
  return { name, email, password, password_again: password };
}

async function confirm(browser: APIRequestContext, person: Person): Promise<void> {
  const mail = await newestMail(person.email, { subject: 'Confirm your email address' });
  await post(browser, link(mail, /\/verify\//), {});
}

async function withoutPages(): Promise<APIRequestContext> {
  const origin = process.env.SALVE_URL!;
  return request.newContext({
    baseURL: origin,
    extraHTTPHeaders: { ...network(), origin, accept: 'text/html', 'sec-fetch-mode': 'navigate' },
  });
}

/** Posts a form and expects to be sent on to another page than the form's own. */
async function post(browser: APIRequestContext, to: string, form: Record<string, string>): Promise<void> {
  const answer = await browser.post(to, { form, maxRedirects: 0 });
  const next = answer.headers()['location'] ?? '';
  expect(answer.status(), `${to} answered ${await answer.text()}`).toBe(303);
  expect(next, `${to} was sent back`).not.toBe(to);
}
