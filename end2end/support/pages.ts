// Every page of the portal, in the states people meet it in. A new page is a line here.
import type { Page } from '@playwright/test';
import { bookFrom, chooseDay, openDemoDoctor, takeTime } from './booking';
import { expect, tick, visit } from './fixtures';
import { link, newestMail } from './mail';
import { type Person, applicant, comeBack, comeSignedIn, demo, newcomer, patient, somebody } from './people';

export interface PortalPage {
  /** Also the name of its picture. */
  name: string;
  /** Who looks at it: a role of the demo clinic, somebody made for it, or nobody who is signed in. */
  as?: () => Person | Promise<Person>;
  /** Opens it. */
  open: (page: Page) => Promise<void>;
  /** The way there is described in English words: other languages are chosen at its end. For people of one's own only. */
  inEnglish?: boolean;
  /** Changes the session that it comes with: one of its own. */
  own?: boolean;
  /** Says the same in each language, and chooses by itself which one is shown. */
  inEveryLanguage?: boolean;
}

const patientOfDemo = (): Person => demo('Patient');
const doctorOfDemo = (): Person => demo('Doctor');
const admin = (): Person => demo('Administrator');

const at = (address: string) => (page: Page): Promise<void> => visit(page, address);

/** Opens a list and follows its first link that leads to such an address; `more` goes behind that address, `instead` before its id. */
const first = (list: string, pattern: RegExp, more = '', instead?: string) => async (page: Page): Promise<void> => {
  await visit(page, list);
  const hrefs = await page.getByRole('main').getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  const href = hrefs.find((href) => pattern.test(href));
  if (!href) throw new Error(`${list} has no link like ${pattern}`);
  const address = href.replace(/[?#].*$/, '');
  await visit(page, (instead ? address.replace(/^.*\//, instead) : address) + more);
};

/** Opens a page, sends its form to that address with nothing filled in, and waits for what is wrong. */
const refused = (open: PortalPage['open'], action: string) => async (page: Page): Promise<void> => {
  await open(page);
  await page.locator(`main form[action="${action}"] button[type=submit]`).last().click();
  await expect(page.getByRole('main').getByRole('alert').first()).toBeVisible();
};

/** Ticks those on the first page who work, and looks at what would happen to them. */
const preview = (action: string) => async (page: Page): Promise<void> => {
  await visit(page, '/admin/people?status=active');
  for (const box of await page.locator('[name="accounts[]"]').all()) await tick(box);
  await tick(page.locator(`[name=action][value=${action}]`));
  await page.locator('main form[action="/fn/admin/prepare_bulk"] button[type=submit]').click();
  await expect(page).toHaveURL(/\/bulk\/[0-9a-f-]{36}$/);
};

/** Presses the button of a list that begins to act for somebody, and opens a page as who acts for them. */
const acting = (list: string, then: string) => async (page: Page): Promise<void> => {
  await visit(page, list);
  await page.locator('main form[action="/account/act"] button').first().click();
  await expect(page).toHaveURL(/\/patient$/);
  await visit(page, then);
};

const DOCTOR = /^\/doctors\/[0-9a-f-]{36}/;
const VISIT = (role: string): RegExp => new RegExp(`^/${role}/visits/[0-9a-f-]{36}$`);

const RECORD = /^\/admin\/people\/records\/[0-9a-f-]{36}/;

const editPatient = first('/admin/people?role=patient', /^\/admin\/people\/[0-9a-f-]{36}/, '/edit');

export const PAGES: PortalPage[] = [
  { name: 'catalogue', open: at('/dev/catalogue') },
  { name: 'home', open: at('/') },
  { name: 'doctors', open: at('/doctors') },
  { name: 'doctors-filtered', open: at('/doctors?specialty=general_practice&city=London') },
  { name: 'doctors-nobody', open: at('/doctors?name=nobodyhasthisname') },
  { name: 'doctors-wrong-date', open: at('/doctors?free_by=soon') },
  { name: 'doctor-profile', open: first('/doctors', DOCTOR) },
  {
    name: 'doctor-times',
    inEnglish: true,
    open: async (page) => {
      await openDemoDoctor(page, 10);
      await page.getByRole('table').getByRole('link', { name: /free time/ }).first().click();
      await expect(page).toHaveURL(/day=/);
    },
  },
  { name: 'offline', inEveryLanguage: true, open: (page) => page.goto('/offline').then(() => undefined) },
  { name: 'sign-in', open: at('/sign-in') },
  { name: 'sign-in-error', open: refused(at('/sign-in'), '/sign-in') },
  { name: 'register', open: at('/register') },
  { name: 'register-patient', open: at('/register/patient') },
  { name: 'register-patient-error', open: refused(at('/register/patient'), '/register/patient') },
  { name: 'register-doctor', open: at('/register/doctor') },
  { name: 'register-doctor-error', open: refused(at('/register/doctor'), '/register/doctor') },
  { name: 'check-your-mail', open: at('/check-your-mail') },
  { name: 'forgotten-password', open: at('/forgotten-password') },
  {
    name: 'reset-password',
    inEnglish: true,
    open: async (page) => {
      const person = await patient();
      await visit(page, '/forgotten-password');
      await page.getByLabel('Email address').fill(person.email);
      await page.getByRole('button', { name: 'Send me a link' }).click();
      await visit(page, link(await newestMail(person.email, { subject: 'Set a new password' }), /\/reset-password\//));
    },
  },
  { name: 'link-expired', open: (page) => opened(page, '/verify/no-such-link') },
  { name: 'email-link-expired', open: (page) => opened(page, '/confirm-email/no-such-link') },
  { name: 'carer-gone', open: (page) => opened(page, '/carer/no-such-link') },
  { name: 'record-gone', open: (page) => opened(page, '/record/no-such-link') },
  { name: 'invitation-gone', open: (page) => opened(page, '/invitation/no-such-link') },
  { name: 'not-found', open: (page) => opened(page, '/no-such-page') },
  { name: 'not-yours', as: patientOfDemo, open: (page) => opened(page, '/admin') },

  { name: 'patient-home', as: patientOfDemo, open: at('/patient') },
  { name: 'patient-home-empty', as: newcomer, open: at('/patient') },
  { name: 'patient-visits', as: patientOfDemo, open: at('/patient/visits') },
  { name: 'patient-visits-past', as: patientOfDemo, open: at('/patient/visits?when=past') },
  { name: 'patient-visits-day', as: patientOfDemo, open: at('/patient/visits?view=day') },
  { name: 'patient-visits-week', as: patientOfDemo, open: at('/patient/visits?view=week') },
  { name: 'patient-visits-month', as: patientOfDemo, open: at('/patient/visits?view=month') },
  { name: 'patient-visits-month-empty', as: newcomer, open: at('/patient/visits?view=month') },
  { name: 'patient-visits-wrong-date', as: patientOfDemo, open: at('/patient/visits?view=month&from=soon') },
  { name: 'patient-visits-empty', as: newcomer, open: at('/patient/visits') },
  { name: 'patient-visit', as: patientOfDemo, open: first('/patient/visits', VISIT('patient')) },
  { name: 'patient-visit-past', as: patientOfDemo, open: first('/patient/visits?when=past', VISIT('patient')) },
  { name: 'patient-cancel', as: patientOfDemo, open: first('/patient/visits', VISIT('patient'), '/cancel') },
  {
    name: 'patient-times',
    inEnglish: true,
    as: newcomer,
    open: async (page) => {
      await openDemoDoctor(page, 11);
      await chooseDay(page);
    },
  },
  {
    name: 'patient-check',
    inEnglish: true,
    as: patient,
    open: async (page) => {
      await openDemoDoctor(page, 11);
      await chooseDay(page, 1);
      await takeTime(page);
    },
  },
  {
    name: 'patient-booked',
    inEnglish: true,
    as: patient,
    open: async (page) => {
      await openDemoDoctor(page, 11);
      await bookFrom(page, 2, 0, 'A sore knee after running');
    },
  },
  { name: 'patient-hold-gone', as: newcomer, open: (page) => opened(page, '/patient/book/01976b5e-0000-7000-8000-000000000000') },
  { name: 'patient-care-team', as: patientOfDemo, open: at('/patient/care-team') },
  { name: 'patient-care-team-empty', as: newcomer, open: at('/patient/care-team') },
  { name: 'patient-ask-doctor', as: newcomer, open: first('/doctors', DOCTOR, '', '/patient/care-team/ask/') },
  { name: 'patient-carers', as: patientOfDemo, open: at('/patient/profile/carers') },
  { name: 'patient-carers-empty', as: newcomer, open: at('/patient/profile/carers') },
  { name: 'patient-carers-error', as: patientOfDemo, open: refused(at('/patient/profile/carers'), '/fn/patient/offer_carer') },
  {
    name: 'patient-carers-change',
    as: patientOfDemo,
    open: async (page) => {
      await visit(page, '/patient/profile/carers');
      await page.locator('details:has(form[action="/fn/patient/change_carer"]) > summary').first().click();
    },
  },
  { name: 'patient-carer-preview', as: patientOfDemo, own: true, open: acting('/patient/profile/carers', '/patient') },
  { name: 'caring', as: patientOfDemo, open: at('/account/caring') },
  { name: 'caring-empty', as: newcomer, open: at('/account/caring?over=1') },
  { name: 'acting-home', as: patientOfDemo, own: true, open: acting('/account/caring', '/patient') },
  { name: 'acting-doctors', as: patientOfDemo, own: true, open: acting('/account/caring', '/doctors') },
  { name: 'patient-profile', as: patientOfDemo, open: at('/patient/profile') },
  { name: 'patient-access', as: patientOfDemo, open: at('/patient/profile/access') },
  { name: 'patient-access-empty', as: newcomer, open: at('/patient/profile/access') },
  { name: 'account', as: patientOfDemo, open: at('/account') },
  { name: 'confirm', as: patientOfDemo, open: at('/account/confirm') },
  { name: 'confirm-error', as: patientOfDemo, open: refused(at('/account/confirm'), '/account/confirm') },
  { name: 'passkeys', as: patientOfDemo, open: at('/account/passkeys') },
  { name: 'photo', as: patientOfDemo, open: at('/account/photo') },
  { name: 'photo-error', as: patientOfDemo, open: refused(at('/account/photo'), '/account/photo') },

  { name: 'doctor-home', as: doctorOfDemo, open: at('/doctor') },
  { name: 'doctor-calendar-day', as: doctorOfDemo, open: at('/doctor/calendar?view=day') },
  { name: 'doctor-calendar-day-empty', as: doctorOfDemo, open: at('/doctor/calendar?view=day&from=2030-01-05') },
  { name: 'doctor-calendar-week', as: doctorOfDemo, open: at('/doctor/calendar?view=week') },
  { name: 'doctor-calendar-month', as: doctorOfDemo, open: at('/doctor/calendar?view=month') },
  { name: 'doctor-calendar-list', as: doctorOfDemo, open: at('/doctor/calendar?when=coming') },
  { name: 'doctor-visit', as: doctorOfDemo, open: first('/doctor/calendar?when=coming', VISIT('doctor')) },
  { name: 'doctor-cancel', as: doctorOfDemo, open: first('/doctor/calendar?when=coming', VISIT('doctor'), '/cancel') },
  { name: 'doctor-patients', as: doctorOfDemo, open: at('/doctor/patients') },
  { name: 'doctor-patients-nobody', as: doctorOfDemo, open: at('/doctor/patients?name=nobodyhasthisname') },
  { name: 'doctor-patient', as: doctorOfDemo, open: first('/doctor/patients', /^\/doctor\/patients\/[0-9a-f-]{36}/) },
  { name: 'doctor-emergency', as: doctorOfDemo, open: at('/doctor/patients/emergency') },
  { name: 'doctor-emergency-error', as: doctorOfDemo, open: refused(at('/doctor/patients/emergency'), '/doctor/emergency') },
  { name: 'doctor-requests', as: doctorOfDemo, open: at('/doctor/patients/requests') },
  { name: 'doctor-requests-error', as: doctorOfDemo, open: refused(at('/doctor/patients/requests'), '/fn/doctor/ask_by_number') },
  { name: 'doctor-hours', as: doctorOfDemo, open: at('/doctor/hours') },
  { name: 'doctor-hours-removed', as: doctorOfDemo, open: at('/doctor/hours?done=hours-removed&undo=00000000-0000-7000-8000-000000000000') },
  { name: 'doctor-hours-error', as: doctorOfDemo, open: refused(at('/doctor/hours'), '/fn/doctor/add_hours') },
  { name: 'doctor-own-profile', as: doctorOfDemo, open: at('/doctor/profile') },
  { name: 'doctor-waiting', as: applicant, open: at('/doctor/waiting') },
  { name: 'doctor-licence', as: applicant, open: at('/doctor/licence') },
  { name: 'doctor-licence-error', as: applicant, open: refused(at('/doctor/licence'), '/doctor/licence') },

  { name: 'admin-home', as: admin, open: at('/admin') },
  { name: 'admin-invitations', as: admin, open: at('/admin/people/invitations') },
  { name: 'admin-invitations-error', as: admin, open: refused(at('/admin/people/invitations'), '/fn/admin/invite') },
  { name: 'admin-roles', as: admin, open: at('/admin/roles') },
  { name: 'admin-role', as: admin, open: first('/admin/roles', /^\/admin\/roles\/01990000-0000-7000-8000-000000030002/) },
  { name: 'admin-role-fixed', as: admin, open: first('/admin/roles', /^\/admin\/roles\/01990000-0000-7000-8000-000000030001/) },
  { name: 'admin-role-error', as: admin, open: refused(at('/admin/roles/new'), '/fn/admin/save_role') },
  { name: 'admin-doctors', as: admin, open: at('/admin/doctors') },
  { name: 'admin-doctors-verified', as: admin, open: at('/admin/doctors?status=approved') },
  { name: 'admin-doctor', as: admin, open: first('/admin/doctors', /^\/admin\/doctors\/[0-9a-f-]{36}/) },
  {
    name: 'admin-doctor-error',
    as: admin,
    open: refused(first('/admin/doctors', /^\/admin\/doctors\/[0-9a-f-]{36}/), '/fn/admin/decide_doctor'),
  },
  { name: 'admin-people', as: admin, open: at('/admin/people') },
  { name: 'admin-access', as: admin, open: at('/admin/access') },
  { name: 'admin-access-reviewed', as: admin, open: at('/admin/access?state=reviewed') },
  { name: 'admin-cases', as: admin, open: at('/admin/access/cases') },
  { name: 'admin-assign', as: admin, open: at('/admin/people/assignments') },
  { name: 'admin-assign-error', as: admin, open: refused(at('/admin/people/assignments'), '/fn/admin/prepare_assignment') },
  {
    name: 'admin-assignment',
    as: admin,
    open: async (page) => {
      await visit(page, '/admin/people/assignments?numbers=100001%20100002%20100003%20nobody');
      await page.locator('[name=doctor]').fill('ngozi okafor');
      await tick(page.locator('[name=kind][value=temporary]'));
      await page.locator('[name=ends_on]').fill('2199-12-31');
      await page.locator('main form[action="/fn/admin/prepare_assignment"] button[type=submit]').click();
      await expect(page).toHaveURL(/\/assignments\/[0-9a-f-]{36}$/);
    },
  },
  { name: 'admin-people-error', as: admin, open: refused(at('/admin/people'), '/fn/admin/prepare_bulk') },
  { name: 'admin-bulk', as: admin, open: preview('suspend') },
  { name: 'admin-bulk-nobody', as: admin, open: preview('reinstate') },
  { name: 'admin-audit', as: admin, open: at('/admin/audit') },
  { name: 'admin-audit-nothing', as: admin, open: at('/admin/audit?patient=1') },
  { name: 'admin-audit-error', as: admin, open: at('/admin/audit?from=soon&until=later&who=ann') },
  { name: 'admin-people-nobody', as: admin, open: at(`/admin/people?query=${somebody().email}`) },
  { name: 'admin-person', as: admin, open: first('/admin/people', /^\/admin\/people\/[0-9a-f-]{36}/) },
  { name: 'admin-person-edit', as: admin, open: editPatient },
  { name: 'admin-person-edit-error', as: admin, open: async (page) => {
      await editPatient(page);
      await page.locator('[name=name]').fill('');
      await page.locator('main form button[type=submit]').last().click();
      await expect(page.getByRole('main').getByRole('alert').first()).toBeVisible();
  } },
  { name: 'admin-log', as: admin, open: at('/admin/log') },
  { name: 'admin-log-nothing', as: admin, open: at('/admin/log?until=2001-01-01') },
  { name: 'admin-log-wrong', as: admin, open: at('/admin/log?reference=broken&from=soon') },
  { name: 'admin-integrations', as: admin, open: at('/admin/integrations') },
  { name: 'admin-integrations-nothing', as: admin, open: at('/admin/integrations?outcome=failures&until=2001-01-01') },
  { name: 'admin-integrations-wrong', as: admin, open: at('/admin/integrations?system=fax&from=soon&reference=broken') },
  { name: 'admin-records', as: admin, open: at('/admin/people/records') },
  { name: 'admin-records-nobody', as: admin, open: at('/admin/people/records?query=nobodyhasthisname') },
  { name: 'admin-record', as: admin, open: first('/admin/people/records?page=2', RECORD) },
  { name: 'admin-record-error', as: admin, open: refused(first('/admin/people/records?page=2', RECORD), '/fn/admin/invite_owner') },
  { name: 'admin-record-merge', as: admin, open: first('/admin/people/records?page=2', RECORD, '/merge') },
  { name: 'admin-record-compare', as: admin, open: first('/admin/people/records?page=2', RECORD, '/merge?number=100001') },
  { name: 'admin-record-compare-wrong', as: admin, open: first('/admin/people/records?page=2', RECORD, '/merge?number=nobody') },
  {
    name: 'admin-record-compare-error',
    as: admin,
    open: refused(first('/admin/people/records?page=2', RECORD, '/merge?number=100001'), '/fn/admin/merge_records'),
  },
  { name: 'admin-record-new', as: admin, open: at('/admin/people/records/new') },
  { name: 'admin-record-new-error', as: admin, open: refused(at('/admin/people/records/new'), '/fn/admin/add_record') },
  { name: 'admin-locations', as: admin, open: at('/admin/locations') },
  { name: 'admin-location', as: admin, open: first('/admin/locations', /^\/admin\/locations\/[0-9a-f-]{36}/) },
  { name: 'admin-location-new', as: admin, open: at('/admin/locations/new') },
  { name: 'admin-settings', as: admin, open: at('/admin/settings') },
  { name: 'admin-deliveries', as: admin, open: at('/admin/deliveries') },
  { name: 'admin-deliveries-done', as: admin, open: at('/admin/deliveries?state=done') },
];

/** Opens one of the pages as whoever looks at it, in a language. */
export async function open(page: Page, { as, own, open, inEnglish, inEveryLanguage }: PortalPage, language = 'en'): Promise<void> {
  if (as) await (own ? comeSignedIn : comeBack)(page, await as());
  await read(page, inEnglish ? 'en' : language);
  await open(page);
  if (inEnglish && language !== 'en') {
    await read(page, language);
    await page.reload();
  }
  if (!inEveryLanguage) await expect(page.locator('html')).toHaveAttribute('lang', language);
}

/** Chooses a language for this browser, and for the account of whoever has signed in. */
async function read(page: Page, language: string): Promise<void> {
  const origin = process.env.SALVE_URL!;
  const answer = await page.request.post('/language', { form: { language }, headers: { origin, accept: 'text/html' }, maxRedirects: 0 });
  expect(answer.status(), `the language ${language}`).toBe(303);
}

/** Opens a page that says no. */
async function opened(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}
