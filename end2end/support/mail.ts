// Mails that the server wrote into its folder instead of sending them.
import { readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface Mail {
  to: string;
  subject: string;
  /** The plain text part. */
  text: string;
  /** The addresses in the text, in order. */
  links: string[];
}

interface Search {
  /** Part of the subject. */
  subject?: string | RegExp;
  /** Only mails written after this moment (milliseconds, as from Date.now()). */
  after?: number;
}

/** The newest mail to an address; waits up to ten seconds for it. */
export async function newestMail(address: string, search: Search = {}): Promise<Mail> {
  for (const until = Date.now() + 10_000; Date.now() < until; await delay(100)) {
    for (const file of await newestFirst(search.after ?? 0)) {
      const mail = parse(await readFile(file, 'utf8'));
      const wanted = search.subject === undefined || mail.subject.search(search.subject) >= 0;
      if (wanted && mail.to.toLowerCase().includes(address.toLowerCase())) return mail;
    }
  }
  throw new Error(`no mail to ${address} arrived`);
}

/** The path (and query) of the first link in a mail that matches, to be opened on the tested server. */
export function link(mail: Mail, pattern: RegExp): string {
  const found = mail.links.find((address) => pattern.test(address));
  if (!found) throw new Error(`no link like ${pattern} in "${mail.subject}"`);
  const url = new URL(found);
  return url.pathname + url.search;
}

async function newestFirst(after: number): Promise<string[]> {
  const folder = process.env.SALVE_MAIL_DIR;
  if (!folder) throw new Error('SALVE_MAIL_DIR is not set');
  // A mail that is still being written has a dot in front.
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^[^.].*\.eml$/.test(name));
  const files = await Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name);
      return { file, written: (await stat(file)).mtimeMs };
    }),
  );
  // Files of one millisecond: their names hold the order in which they were written.
  const recent = files.filter(({ written }) => written > after);
  return recent.sort((a, b) => b.written - a.written || b.file.localeCompare(a.file)).map(({ file }) => file);
}

function parse(raw: string): Mail {
  const { headers, body } = split(raw.replaceAll('\r\n', '\n'));
  const text = plainText(headers, body);
  return {
    to: word(headers.get('to') ?? ''),
    subject: word(headers.get('subject') ?? ''),
    text,
    links: text.match(/https?:\/\/[^\s<>"')]+/g) ?? [],
  };
}

function split(part: string): { headers: Map<string, string>; body: string } {
  const end = part.indexOf('\n\n');
  const head = end < 0 ? part : part.slice(0, end);
  const unfolded = head.replace(/\n[ \t]+/g, ' ').split('\n');
  const headers = new Map<string, string>();
  for (const line of unfolded) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body: end < 0 ? '' : part.slice(end + 2) };
}

/** The text/plain part, however deep it lies. */
function plainText(headers: Map<string, string>, body: string): string {
  const type = headers.get('content-type') ?? 'text/plain';
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary) {
    const parts = body.split(`--${boundary}`).slice(1, -1);
    return parts.map((part) => split(part.replace(/^\n/, ''))).map((part) => plainText(part.headers, part.body)).join('');
  }
  if (!type.toLowerCase().startsWith('text/plain')) return '';
  switch (headers.get('content-transfer-encoding')?.toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64').toString('utf8');
    case 'quoted-printable':
      return quotedPrintable(body.replace(/=\n/g, ''));
    default:
      return body;
  }
}

function quotedPrintable(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** RFC 2047 words in a header. */
function word(value: string): string {
  const joined = value.replace(/\?=\s+=\?/g, '?==?');
  return joined.replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how: string, text: string) =>
    how.toLowerCase() === 'b'
      ? Buffer.from(text, 'base64').toString('utf8')
      : quotedPrintable(text.replaceAll('_', ' ')),
  );
}
