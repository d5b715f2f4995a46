// The page for times without a network: one language of it, the visits that were kept, and another try when the network
// is back.

const remembered = (name) => { try { return localStorage.getItem(`salve-${name}`); } catch { return null; } };

const sections = [...document.querySelectorAll('[data-language]')];
const wanted = [remembered('language'), ...navigator.languages].filter(Boolean);
const found = wanted.map((tag) => sections.find(({ lang }) => lang === tag.split('-')[0])).find(Boolean);
const shown = found ?? sections[0];
for (const section of sections) if (section !== shown) section.remove();
const { lang, dir } = shown;
Object.assign(document.documentElement, { lang, dir });
document.title = shown.querySelector('h1').textContent;

/** An element with text in it. */
const element = (name, text, properties = {}) => Object.assign(document.createElement(name), { textContent: text, ...properties });

/** What a form had sent when the network was gone, as pairs; the worker wrote it here. */
const sent = document.getElementById('sent');
if (sent) offerToSend(JSON.parse(sent.textContent));
else addEventListener('online', () => location.reload());

function offerToSend(fields) {
  for (const part of shown.querySelectorAll('[data-opened], [data-sent]')) part.hidden = 'opened' in part.dataset;
  const inputs = fields.map(([name, value]) => element('input', '', { type: 'hidden', name, value }));
  shown.querySelector('form').append(...inputs);
}

async function showVisits() {
  if (!remembered('visits')) return;
  const { kept } = await import('./kept.js');
  const list = await kept();
  if (!list) return;
  const part = shown.querySelector('[data-visits]');
  const now = Date.now();
  const coming = list.visits.filter((visit) => Date.parse(visit.ends_at) > now);
  const rows = coming.map((visit) => {
    const text = element('div', '', { className: 'grow' });
    const when = element('b', '');
    when.append(element('time', visit.when.label, { dateTime: visit.when.datetime }));
    text.append(when, element('p', visit.place, { className: 'small' }));
    const row = element('li', '');
    row.append(text);
    return row;
  });
  part.querySelector('ul').append(...rows);
  part.querySelector('ul').hidden = !rows.length;
  part.querySelector('[data-none]').hidden = !!rows.length;
  const { label, datetime } = list.as_of;
  part.querySelector('[data-as-of]').append(' ', element('time', label, { dateTime: datetime }));
  part.hidden = false;
}

showVisits().catch(() => {});
