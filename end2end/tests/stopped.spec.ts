// A page whose code does not arrive, as on a train or after the clinic installed a new version.
import { arrivedAt, expect, test, visit } from '../support/fixtures';

test('a page that stopped says so, and can be loaded again', async ({ page, complaints }) => {
  await visit(page, '/');
  await page.route(/\/(split_|chunk_)[^/]*\.wasm$/, (route) => route.abort());
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Find a doctor' }).click();
  const sign = page.getByRole('alert').filter({ hasText: 'This page has stopped working' });
  await expect(sign).toBeVisible();

  await page.unroute(/\/(split_|chunk_)[^/]*\.wasm$/);
  await sign.getByRole('link', { name: 'Load the page again' }).click();
  await arrivedAt(page, /See the right doctor|Find a doctor/);
  await expect(sign).toBeHidden();
  // The browser complained of what was kept from it, on purpose.
  complaints.length = 0;
});
