// The portal's service worker. The build fills in which package it came with and what it keeps from the start.
//
// It keeps the portal's own files and one page for times without a network: never a page of somebody, an answer of the
// server to a question, or anything that was sent. Whoever wants visits without a network: kept.js.

const PACKAGE = '{{package}}';
const CACHE = 'salve-{{version}}';
/** Kept from the start. */
const SHELL = {{shell}};
const OFFLINE = '/offline';

addEventListener('install', (event) => event.waitUntil(prepare()));
addEventListener('activate', (event) => event.waitUntil(takeOver()));

async function prepare() {
  const cache = await caches.open(CACHE);
  await cache.addAll([...SHELL, new Request(OFFLINE, { credentials: 'omit', cache: 'no-cache' })]);
}

/** Sign-out empties the caches, sometimes after this worker came anew. */
async function mend() {
  if (!(await caches.match(OFFLINE))) await prepare();
}

async function takeOver() {
  const older = (await caches.keys()).filter((name) => name.startsWith('salve-') && name !== CACHE);
  // Open tabs may still need files of the version before.
  await Promise.all(older.slice(0, -1).map((name) => caches.delete(name)));
  await registration.navigationPreload?.enable();
  await clients.claim();
}

addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === 'POST' && request.mode === 'navigate') event.respondWith(sent(request));
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate') event.respondWith(page(event));
  else if (pathname.startsWith('/pkg/')) event.respondWith(file(event));
  else if (SHELL.includes(pathname)) event.respondWith(fetch(request).catch(() => caches.match(pathname)));
});

/** A page as the server has it now. */
async function page(event) {
  const { preloadResponse, request } = event;
  try {
    const answer = (await preloadResponse) ?? (await fetch(request));
    event.waitUntil(mend().catch(() => {}));
    return answer;
  } catch {
    return (await caches.match(OFFLINE)) ?? Response.error();
  }
}

/** The answer to a form, or a page that can send the same once more: what was typed is nowhere else by then. */
async function sent(request) {
  const copy = request.clone();
  try {
    return await fetch(request);
  } catch {
    return (await again(copy)) ?? Response.error();
  }
}

async function again(request) {
  const offline = await caches.match(OFFLINE);
  if (!offline) return;
  // What is no text, a file, has to be chosen anew.
  const fields = [...(await request.formData())].filter(([, value]) => typeof value === 'string');
  const data = JSON.stringify(fields).replaceAll('<', '\\u003c');
  const page = await offline.text();
  // In front of the page's script, which looks for it.
  const body = page.replace('<body>', () => `<body><script type="application/json" id="sent">${data}</script>`);
  return new Response(body, { headers: offline.headers });
}

/** A file whose address changes with its content. */
async function file(event) {
  const { request } = event;
  const kept = await caches.match(request.url);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.status === 200) {
    const copy = answer.clone();
    event.waitUntil(caches.open(CACHE).then((cache) => cache.put(request.url, copy)).catch(() => {}));
  }
  return answer;
}

addEventListener('message', ({ data, ports }) => {
  if (data === 'package') ports[0].postMessage(PACKAGE);
  if (data === 'take over') skipWaiting();
});
