// A day with one open page: what it holds on to does not grow with the pages that were looked at.
import type { CDPSession, Page } from '@playwright/test';
import { arrivedAt, expect, test, visit } from '../support/fixtures';
import { comeSignedIn, demo } from '../support/people';

const CHANGES = 200;
const TOUR = [
  ['Calendar', /^Your calendar|Calendar/],
  ['Patients', /patients/i],
  ['Hours', 'Your hours'],
  ['Profile', /profile/i],
  ['Today', /./],
] as const;

test(`memory stays as it is over ${CHANGES} changes of the page`, async ({ page }) => {
  test.setTimeout(300_000);
  await comeSignedIn(page, demo('Doctor'));
  await visit(page, '/doctor');
  const inside = await page.context().newCDPSession(page);
  await walk(page, 40);
  const before = await held(page, inside);
  await walk(page, CHANGES);
  const after = await held(page, inside);
  console.log(`before ${JSON.stringify(before)}, after ${JSON.stringify(after)}`);
  expect(after.program, 'bytes of the program').toBeLessThanOrEqual(before.program + 2 * 65_536);
  expect(after.script, 'bytes of scripts').toBeLessThanOrEqual(before.script * 1.1 + 500_000);
  expect(after.nodes, 'nodes').toBeLessThanOrEqual(before.nodes * 1.1 + 200);
  expect(after.listeners, 'listeners').toBeLessThanOrEqual(before.listeners * 1.1 + 50);
});

async function walk(page: Page, changes: number): Promise<void> {
  for (let change = 0; change < changes; change += 1) {
    const [link, heading] = TOUR[change % TOUR.length]!;
    await page.getByRole('navigation').getByRole('link', { name: link, exact: true }).first().click();
    await expect(page.getByRole('navigation').getByRole('link', { name: link, exact: true }).first()).toHaveAttribute('aria-current', 'page');
    await arrivedAt(page, heading);
  }
}

async function held(page: Page, inside: CDPSession): Promise<Record<'program' | 'script' | 'nodes' | 'listeners', number>> {
  await inside.send('HeapProfiler.collectGarbage');
  await inside.send('Performance.enable');
  const { metrics } = await inside.send('Performance.getMetrics');
  const metric = (name: string): number => metrics.find((metric) => metric.name === name)!.value;
  const program = await page.evaluate(async () => {
    const glue = performance.getEntriesByType('resource').map(({ name }) => name).find((name) => name.endsWith('/salve.js'))!;
    const running = await (await import(glue)).default();
    return running.memory.buffer.byteLength as number;
  });
  return { program, script: metric('JSHeapUsedSize'), nodes: metric('Nodes'), listeners: metric('JSEventListeners') };
}
