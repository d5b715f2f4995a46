// From one page to the next without loading: where each stood, for the way back to it, and a sign that the next is slow.
//
// The program says when the address has changed ("salve:leaving") and when its page is there ("salve:arrived", both
// app/src/ui/page.rs). A browser by itself goes back to a place at once, in the page that still stands, which may be too
// short for it. Whatever is loaded stays the browser's.

const KEPT = 'salve-places';

/** How far down the page of each entry of the history stood. */
let places = {};
try { places = JSON.parse(sessionStorage.getItem(KEPT)) ?? {}; } catch { /* Then of this document only. */ }

/** The entry that is shown, its address, and how far down it stood when somebody comes back to it. */
let entry;
let address;
let wanted;
let leaving = false;

/** What is there sooner is not announced. */
const SLOW = 300;
let slow;

const unused = () => Math.random().toString(36).slice(2);
const here = () => location.pathname + location.search;

function enter() {
  address = here();
  entry = history.state?.entry ?? unused();
  if (!history.state?.entry) history.replaceState({ ...history.state, entry }, '');
}

function remember() {
  if (!leaving) places[entry] = scrollY;
}

function leave() {
  remember();
  if (!leaving) slow = setTimeout(() => document.getElementById('main')?.setAttribute('aria-busy', true), SLOW);
  leaving = true;
}

function stay() {
  leaving = false;
  clearTimeout(slow);
  document.getElementById('main')?.removeAttribute('aria-busy');
}

function arrive() {
  if (!leaving) return;
  stay();
  enter();
  if (wanted !== undefined) scrollTo({ top: wanted, behavior: 'instant' });
  wanted = undefined;
}

function begin() {
  stay();
  history.scrollRestoration = 'manual';
  enter();
}

// On a page that does not wake every way leads through the browser.
if ('hydrated' in document.documentElement.dataset) {
  const { pushState } = history;
  history.pushState = (state, title, url) => {
    leave();
    entry = unused();
    wanted = undefined;
    pushState.call(history, { ...state, entry }, title, url);
    // A place in the same page is there already.
    if (address === here()) stay();
    address = here();
  };
  addEventListener('salve:leaving', leave);
  addEventListener('salve:arrived', arrive);
  addEventListener('popstate', () => {
    const before = address;
    leave();
    enter();
    wanted = places[entry];
    if (address === before) arrive();
    else wanted ??= 0;
  });
  addEventListener('pageshow', ({ persisted }) => persisted && begin());
  addEventListener('pagehide', () => {
    remember();
    history.scrollRestoration = 'auto';
    try { sessionStorage.setItem(KEPT, JSON.stringify(places)); } catch { /* Then not. */ }
  });
  begin();
}
