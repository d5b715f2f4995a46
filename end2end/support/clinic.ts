// The demo clinic's doctors, dealt out to the journeys.
import { nthProject } from './fixtures';
import { demo } from './people';

/** The name of a demo doctor with free times; the three runs of a journey each get another one. */
export function demoDoctor(number: number): string {
  const doctors: string[] = JSON.parse(process.env.SALVE_DEMO_DOCTORS ?? '[]');
  const name = doctors[number * 3 + nthProject()];
  if (!name) throw new Error(`the demo clinic has only ${doctors.length} doctors to book`);
  return name;
}

/** The names of all doctors who have a free time, as the search tells them; for the global setup. */
export async function bookableDoctors(url: string): Promise<string[]> {
  const names = new Set<string>();
  for (let page = 1, before = -1; names.size > before; page += 1) {
    before = names.size;
    const text = await (await fetch(`${url}/doctors?page=${page}`)).text();
    for (const row of text.split('<li')) {
      const [, name] = /aria-label="See profile and times of ([^"]+)"/.exec(row) ?? [];
      if (name && row.includes('Next free: ')) names.add(plain(name));
    }
  }
  names.delete(demo('Doctor').name);
  return [...names];
}

function plain(html: string): string {
  const letters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#39': "'" };
  return html.replace(/&(\w+|#\w+);/g, (whole, name: string) => letters[name] ?? whole);
}
