import { arrivedAt, expect, hydrated, test, visit } from '../support/fixtures';

test('a visitor reads in the dark, and finds it so on the next page and after coming back', async ({ page }) => {
  const html = page.locator('html');
  const ground = () => page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
  await page.emulateMedia({ colorScheme: 'light' });
  await visit(page, '/sign-in');
  const light = await ground();
  await page.getByRole('navigation', { name: 'Colours' }).getByRole('button', { name: 'Dark', exact: true }).click();
  await expect(html).toHaveAttribute('data-theme', 'dark');
  await hydrated(page);
  expect(await ground()).not.toBe(light);
  await expect(page.getByRole('navigation', { name: 'Colours' }).getByRole('button', { name: 'Dark' })).toHaveAttribute('aria-current', 'true');

  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Find a doctor' }).click();
  await arrivedAt(page, 'Find a doctor');
  await expect(html).toHaveAttribute('data-theme', 'dark');

  await page.getByRole('navigation', { name: 'Colours' }).getByRole('button', { name: 'System' }).click();
  await expect(html).not.toHaveAttribute('data-theme');
  await hydrated(page);
  expect(await ground()).toBe(light);
});
