// The portal on this device: its worker and updates, installing it, and the visits that a patient chose to keep.
//
// Pages are made anew while they live, so nothing here holds on to their elements: what there is to offer stands in
// attributes of the root, which the styles follow, and presses are heard at the document.

import './moves.js';

const root = document.documentElement;
const { serviceWorker } = navigator;
/** The folder of this page's files: `/pkg/<content hash>`. */
const PACKAGE = new URL('.', import.meta.url).pathname.slice(0, -1);

/** Something to remember in this browser; it may be forbidden. */
const memory = {
  get: (name) => { try { return localStorage.getItem(`salve-${name}`); } catch { return null; } },
  set: (name, value) => { try { localStorage.setItem(`salve-${name}`, value); } catch { /* Then not. */ } },
  remove: (name) => { try { localStorage.removeItem(`salve-${name}`); } catch { /* Then not. */ } },
};

// The page without a network speaks the language of the last page.
memory.set('language', root.lang);

// --- The worker, and new versions of it.

const banner = document.getElementById('update');
let waiting;
let asked = false;
const CHECK_EVERY = 60 * 60 * 1000;

async function begin() {
  const registration = await serviceWorker.register('/service-worker.js');
  // A browser may refuse without a word.
  if (!registration) return;
  if (registration.waiting) arrived(registration.waiting);
  registration.addEventListener('updatefound', () => {
    // A busy page hears of it when it is installed already.
    const coming = registration.installing ?? registration.waiting;
    const changed = () => coming.state === 'installed' && registration.active && arrived(coming);
    coming?.addEventListener('statechange', changed);
    if (coming) changed();
  });
  let checked = performance.now();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || performance.now() - checked < CHECK_EVERY) return;
    checked = performance.now();
    registration.update().catch(() => {});
  });
}

/** A new worker waits. Nobody needs to know when this page is of its version already. */
function arrived(worker) {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => {
    if (data === PACKAGE) return worker.postMessage('take over');
    waiting = worker;
    if (banner) banner.hidden = false;
  };
  worker.postMessage('package', [port2]);
}

/** Whether something was typed or chosen that is not sent yet. */
export function isDirty() {
  // A form that came back shows as its own what was typed before.
  if (document.querySelector('main form > .problem')) return true;
  const fields = [...document.querySelectorAll('main :is(input, textarea, select)')];
  return fields.some((field) => {
    if (field.type === 'hidden') return false;
    if (field.options) {
      const usual = [...field.options].findIndex((option) => option.defaultSelected);
      return field.selectedIndex !== Math.max(usual, 0);
    }
    if (/checkbox|radio/.test(field.type)) return field.checked !== field.defaultChecked;
    return field.value !== field.defaultValue;
  });
}

function reload() {
  if (isDirty()) {
    banner.querySelector('[data-unsent]').hidden = false;
    return;
  }
  // Another tab may have let it in already.
  if (waiting.state !== 'installed') return location.reload();
  asked = true;
  waiting.postMessage('take over');
}

if (serviceWorker) {
  // Other tabs go on as they are.
  serviceWorker.addEventListener('controllerchange', () => asked && location.reload());
  begin().catch(() => {});
}

// --- Installing.

let offer = window.installOffer;

function offered(event) {
  event?.preventDefault();
  offer = event;
  root.toggleAttribute('data-installable', !!offer);
  root.toggleAttribute('data-install', !!offer && !memory.get('install'));
}

addEventListener('beforeinstallprompt', offered);
addEventListener('appinstalled', () => offered());
if (offer) offered(offer);

async function install() {
  const { outcome } = await offer.prompt();
  // Whoever said no is asked on the account page only.
  if (outcome === 'dismissed') memory.set('install', 'no');
  offered();
}

// --- Visits for times without a network. The choice is the account's mark, so that it is nobody else's.

const account = root.dataset.account;
const FRESH = 5 * 60 * 1000;

async function fetchVisits() {
  const answer = await fetch('/fn/patient/visits_to_keep', { headers: { accept: 'application/json', 'x-background': '1' } });
  if ([401, 403].includes(answer.status)) dropVisits();
  if (!answer.ok) throw new Error(`${answer.status}`);
  const list = await answer.json();
  const { keep } = await import('./kept.js');
  await keep(list);
  // Signed out meanwhile, perhaps in another tab.
  if (memory.get('visits') === account) memory.set('visits-at', `${Date.now()}`);
  else dropVisits();
}

function dropVisits() {
  memory.remove('visits-at');
  try { indexedDB.deleteDatabase('salve-visits'); } catch { /* There are none where it is forbidden. */ }
}

/** Deletes what was kept, and the choice. */
function forgetVisits() {
  memory.remove('visits');
  dropVisits();
  if (account && isSecureContext) root.dataset.keeps = 'off';
}

async function keepVisits() {
  memory.set('visits', account);
  try {
    await fetchVisits();
    root.dataset.keeps = 'on';
  } catch {
    forgetVisits();
    root.dataset.keeps = 'failed';
  }
}

function refresh(after) {
  // In the affairs of somebody else nothing is fetched: what is kept is one's own.
  if (memory.get('visits') !== account || 'acting' in root.dataset) return;
  if (Math.abs(Date.now() - memory.get('visits-at')) > after) fetchVisits().catch(() => {});
}

if (account && memory.get('visits') === account) {
  root.dataset.keeps = 'on';
  refresh(FRESH);
} else if (account || !memory.get('visits')) {
  forgetVisits();
} else {
  // The session is over: the list goes. The choice waits for the same person; anybody else ends it.
  dropVisits();
}
if (account) addEventListener('salve:live', () => setTimeout(refresh, 1000, 1000));

// --- Passkeys, where the portal offers them. What to do comes with the first press.

if ('passkeys' in root.dataset) {
  root.dataset.passkeys = window.PublicKeyCredential ? 'on' : 'off';
  // What was hidden until now could not take the focus when the page came.
  document.querySelector('.while-passkeys [autofocus]')?.focus();
  document.addEventListener('submit', (event) => {
    const form = event.target;
    const field = form.querySelector('[data-passkey]');
    if (!field) return;
    event.preventDefault();
    import('./passkeys.js').then(({ ask }) => ask(form, field), () => form.submit());
  }, true);
}

// --- What people press.

const PRESSED = {
  install,
  reload,
  later: () => { banner.hidden = true; },
  keep: keepVisits,
  forget: forgetVisits,
};

document.addEventListener('click', async ({ target }) => {
  const button = target.closest?.('[data-device]');
  if (!button) return;
  await PRESSED[button.dataset.device]();
  if (button.checkVisibility()) return;
  // The focus goes on to the button that came in place of this one.
  const others = [...(button.parentElement?.querySelectorAll('[data-device]') ?? [])];
  const next = others.find((other) => other.checkVisibility()) ?? document.getElementById('main');
  next?.focus({ preventScroll: true });
});

document.addEventListener('submit', ({ target }) => {
  if (target.getAttribute('action') === '/sign-out') forgetVisits();
}, true);
