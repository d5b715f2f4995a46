// Live updates in the browser. One tab holds the stream of the whole browser and tells the others; each tab hands what it
// hears to its page as an event of the window, and the page asks again for what it shows.
//
// The page's side of it is app/src/ui/live.rs: it answers the event "salve:live" (lines of changes; prevented when the
// page is busy and wants to hear it later), and names the doctor whose free times it shows in data-watch ("salve:watch").

import { isDirty } from './device.js';

const root = document.documentElement;
const channel = new BroadcastChannel('salve-live');
const tab = `${Math.random()}`;
/** How far this tab has heard; the page was stamped with where its data stand. */
let heard = root.dataset.live;
/** This page's account is signed in no more, or the page is being left. */
let over = false;
/** Counts up when the page is left: whoever held the stream before must not go on when it comes back. */
let visit = 0;

// A page that asks again because something changed says so: that is not a person doing something.
const { fetch } = window;
let background = false;
window.fetch = (what, options) => {
  if (background && what instanceof Request) what.headers.set('x-background', '1');
  return fetch.call(window, what, options);
};

// --- What is heard goes to the page, some at a time, and not while nobody can see it.

const waiting = new Set();
const GATHER = 100;
const AT_MOST_EVERY = 500;
let timer = 0;
let handed = 0;

function hear(id, line) {
  if (id) heard = id;
  if (ABOUT_THE_END.includes(line)) return aboutTheEnd(line);
  waiting.add(line);
  // Everybody is told "reload" at once; they ask one after the other.
  const least = line === 'reload' ? 2000 * Math.random() : GATHER;
  timer ||= setTimeout(hand, Math.max(least, handed + AT_MOST_EVERY - performance.now()));
}

function hand() {
  timer = 0;
  if (!waiting.size || document.hidden || cover.open) return;
  handed = performance.now();
  background = true;
  const event = new CustomEvent('salve:live', { detail: [...waiting].join('\n'), cancelable: true });
  const taken = window.dispatchEvent(event);
  // The page's requests begin before the next task.
  setTimeout(() => { background = false; });
  if (taken) waiting.clear();
  else timer = setTimeout(hand, AT_MOST_EVERY);
}

document.addEventListener('visibilitychange', () => timer || hand());

// --- Between the tabs.

/** What the holder of the stream told lately, for tabs whose page is a little older than their ears. */
let told = [];
let began;
const KEPT = 200;

function tell(id, line) {
  told = [...told.slice(1 - KEPT), [id, line]];
  channel.postMessage({ id, line });
  hear(id, line);
}

/** Whether place `a` lies after place `b`; between two servers the clock decides, rather too often than not. */
function isAfter(a, b) {
  const [[epoch, number, at], [otherEpoch, otherNumber, otherAt]] = [a, b].map((place) => place.split('-'));
  return epoch === otherEpoch ? +number > +otherNumber : +at > +otherAt - 2000;
}

channel.onmessage = ({ data }) => {
  if (data.to && data.to !== tab) return;
  if (data.account) return void here(data.account);
  if (data.over) {
    over = true;
    if (data.signedOut) leave();
  }
  // A page was opened: somebody is still there.
  if (data.from) aboutTheEnd('staying');
  // Another tab shows another language: this one follows while nobody looks, unless something was typed into it.
  if (data.lang && data.lang !== root.lang && document.hidden && !isDirty()) location.reload();
  if (data.line) hear(data.id, data.line);
  if (data.who && root.dataset.watch) channel.postMessage({ watch: root.dataset.watch });
  if (!began) return;
  if (data.watch) watch(data.watch);
  if (data.from) {
    const to = data.tab;
    if (isAfter(began, data.from)) channel.postMessage({ to, line: 'reload' });
    for (const [id, line] of told) if (isAfter(id, data.from)) channel.postMessage({ to, id, line });
  }
};

// --- The session's end is told before it comes (app/src/shell.rs has the dialog), and nothing of it stays on the screen.

const ABOUT_THE_END = ['ending', 'ending for good', 'staying'];
const dialog = document.getElementById('session-ending');

function aboutTheEnd(line) {
  if (cover.open) return;
  if (line === 'staying') return dialog.close(line);
  for (const part of dialog.querySelectorAll('[data-for]')) part.hidden = part.dataset.for !== line;
  dialog.returnValue = line;
  if (!dialog.open) dialog.showModal();
}

// Closed by somebody: they are still there. The others hear of it from here, the server's word comes later.
dialog.addEventListener('close', () => {
  if (dialog.returnValue === 'staying') return;
  void fetch.call(window, '/account/stay', { method: 'POST' }).catch(() => {});
  channel.postMessage({ line: 'staying' });
});

// Whoever signs out in this tab is on the way to another page already.
let leaving = false;
addEventListener('submit', ({ target }) => (leaving ||= target.getAttribute('action') === '/sign-out'));

/** Signed out: what was on the page goes, or is covered when something was typed that nobody has saved. */
function leave() {
  if (leaving) return;
  if (isDirty()) coverUp();
  else location.reload();
}

// --- Signed out with something typed: the page stays as it is beneath a cover until the same person is back.

const cover = document.getElementById('signed-out');
let covered;

function coverUp() {
  if (cover.open) return;
  dialog.close('staying');
  covered = { focus: document.activeElement, title: document.title };
  cover.showModal();
  root.dataset.covered = '';
  document.title = cover.querySelector('h2').textContent;
}

function uncover() {
  delete root.dataset.covered;
  document.title = covered.title;
  const { focus, door } = covered;
  covered = undefined;
  cover.close();
  focus?.focus({ preventScroll: true });
  door?.close();
  if (over) {
    over = false;
    start();
  }
  if (!timer) hand();
}

// Browsers insist on closing it at a second Escape.
cover.addEventListener('cancel', (event) => event.preventDefault());
cover.addEventListener('close', () => covered && cover.showModal());

// Ctrl and its like open it where the person wants it.
cover.querySelector('a').addEventListener('click', (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  covered.door = open(event.currentTarget.href, 'salve-sign-in');
  if (covered.door) event.preventDefault();
});

/** Somebody may have signed in: the server says who. */
async function ask() {
  if (!covered) return;
  const answer = await fetch.call(window, '/account/stay', { method: 'POST' }).catch(() => {});
  const account = answer?.headers.get('x-account');
  if (account && isOurs(account) && covered) uncover();
}

/** Whether the page is of the account that is signed in, and of whom it acts for. To anybody else it shows nothing, on the way back neither. */
function isOurs(account) {
  if (account === root.dataset.account + (root.dataset.acting ?? '')) return true;
  over = true;
  // The same account, for somebody else now or for nobody: where it begins says more than the front page.
  location.replace(account.startsWith(root.dataset.account) ? '/start' : '/');
  return false;
}

/** A page of that account was opened in this browser. */
function here(account) {
  if (isOurs(account)) void ask();
}

document.addEventListener('visibilitychange', () => document.hidden || ask());

// The page was answered that nobody is signed in (app/src/ui/send.rs).
addEventListener('salve:signed-out', coverUp);

/** Doctors whose free times some tab shows or showed, the last ones. */
let watched = [];
const WATCHED = 8;

function watch(doctor) {
  if (watched.includes(doctor)) return;
  watched = [...watched, doctor].slice(-WATCHED);
  again?.();
}

addEventListener('salve:watch', () => {
  const doctor = root.dataset.watch;
  if (began) watch(doctor);
  else channel.postMessage({ watch: doctor });
});

// --- The stream, by fetch: an EventSource does not say why it failed.

/** Breaks the stream off and begins it anew at once. */
let again;
/** What the account may do is not what it was when the last stream began. */
let changed = false;
const DEAD = 65_000;
const LONGEST = 60_000;
/** A stream that lived so long was no failure; after it, browsers come back within a few seconds, not all at once. */
const LIVED = 5000;
const SOON = 3000;

/** Reads one stream to its end, and says how long to wait before the next one; nothing for twice as long as before. */
async function listen() {
  const breaking = new AbortController();
  let at_once = false;
  let watchdog;
  const alive = () => {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => breaking.abort(), DEAD);
  };
  again = () => {
    at_once = true;
    breaking.abort();
  };
  const since = performance.now();
  alive();
  try {
    const query = new URLSearchParams(watched.map((doctor) => ['times', doctor]));
    const headers = { accept: 'text/event-stream', 'x-background': '1', 'last-event-id': heard };
    const answer = await fetch.call(window, `/account/live?${query}`, { headers, signal: breaking.signal, cache: 'no-store' });
    if (answer.status === 401) return end(leave);
    if (answer.status === 403) return end();
    if (!answer.ok) return undefined;
    // Another version of the portal may not say whose the stream is.
    if (!isOurs(answer.headers.get('x-account') ?? root.dataset.account)) return 0;
    if (changed) tell(heard, 'reload');
    changed = false;
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let text = ''; ; ) {
      const { value, done } = await reader.read();
      if (done) break;
      alive();
      const blocks = (text + value).split('\n\n');
      text = blocks.pop();
      for (const block of blocks) {
        const [, line] = /^data: ?(.+)$/m.exec(block) ?? [];
        const [, id] = /^id: ?(.+)$/m.exec(block) ?? [];
        if (line === 'too-many') return end(() => {});
        // The rights are not what they were: a new stream tells whether there are any, then pages ask what they may show.
        if (line === 'over') at_once = changed = true;
        else if (line) tell(id ?? heard, line);
      }
    }
  } catch {
    // Cut, or broken off.
  } finally {
    clearTimeout(watchdog);
  }
  if (at_once) return 0;
  return performance.now() - since > LIVED ? SOON : undefined;
}

/** No stream any more, in no tab; pages find out by themselves what they may still show. */
function end(then = () => tell(undefined, 'reload')) {
  over = true;
  channel.postMessage({ over, signedOut: then === leave });
  then();
  return 0;
}

/** Some time, a fifth to four fifths of it by chance; less when the browser finds its network again. */
const pause = (milliseconds) =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds * (0.2 + 0.6 * Math.random()));
    addEventListener('online', resolve, { once: true });
  });

async function lead() {
  if (over) return;
  const mine = visit;
  began = heard;
  if (root.dataset.watch) watched = [root.dataset.watch];
  channel.postMessage({ who: true });
  for (let wait = 0; !over && mine === visit; ) {
    wait = (await listen()) ?? Math.min(Math.max(wait * 2, 1000), LONGEST);
    if (!over && wait) await pause(wait);
  }
  if (mine === visit) began = undefined;
}

/** Waits for its turn to hold the stream. Without locks (plain http by a name) every tab has a stream of its own. */
function start() {
  channel.postMessage({ from: heard, tab, watch: root.dataset.watch, lang: root.lang });
  if (navigator.locks) void navigator.locks.request('salve-live', lead);
  else void lead();
}

addEventListener('pagehide', () => {
  over = true;
  visit += 1;
  began = undefined;
  again?.();
});
addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return;
  over = false;
  hear(undefined, 'reload');
  start();
  void ask();
});
start();
