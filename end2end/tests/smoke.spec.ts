import { expect, test, visit } from '../support/fixtures';

test('anyone can open the first page', async ({ page }) => {
  await visit(page, '/');
  await expect(page.locator('h1')).toHaveCount(1);
  await expect(page.locator('h1')).toBeVisible();
});
