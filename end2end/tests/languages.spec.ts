import { demoDoctor } from '../support/clinic';
import { arrivedAt, expect, hydrated, test, visit } from '../support/fixtures';
import { newestMail } from '../support/mail';
import { comeSignedIn, patient } from '../support/people';

test('somebody changes to Arabic, books, and is written to in Arabic', async ({ page }) => {
  const somebody = await patient();
  await comeSignedIn(page, somebody);
  await visit(page, '/patient');
  await page.getByRole('navigation', { name: 'Language' }).getByRole('button', { name: 'العربية' }).click();
  const html = page.locator('html');
  await expect(html).toHaveAttribute('dir', 'rtl');
  await expect(html).toHaveAttribute('lang', 'ar');
  await hydrated(page);

  const doctor = demoDoctor(8);
  await visit(page, `/doctors?${new URLSearchParams({ name: doctor })}`);
  await page.getByRole('main').getByRole('link', { name: doctor, exact: true }).click();
  await arrivedAt(page, doctor);
  // The first day is on the right, and what comes next is on the left.
  const heads = page.getByRole('table').getByRole('columnheader');
  const [first, last] = [await heads.first().boundingBox(), await heads.last().boundingBox()];
  expect(first!.x).toBeGreaterThan(last!.x);
  await page.getByRole('table').getByRole('link', { name: /متاح/ }).first().click();
  await expect(page).toHaveURL(/day=\d{4}-\d\d-\d\d/);
  await hydrated(page);
  await page.getByRole('main').getByRole('button', { name: /\d (ص|م|ظهرًا)، / }).first().click();
  await arrivedAt(page, 'مراجعة موعدك وتأكيده');
  await page.getByRole('button', { name: 'حجز هذا الموعد' }).click();
  await arrivedAt(page, 'تم حجز موعدك');

  const mail = await newestMail(somebody.email, { subject: 'تم حجز موعدك' });
  expect(mail.text).toContain(`\u2068${doctor}\u2069`);
});

test('a visitor chooses a language and finds it on the next page', async ({ page }) => {
  await visit(page, '/sign-in');
  await page.getByRole('button', { name: 'Español' }).click();
  await arrivedAt(page, 'Iniciar sesión');
  await page.getByRole('navigation', { name: 'Principal' }).getByRole('link', { name: 'Buscar médico' }).click();
  await arrivedAt(page, 'Buscar médico');
  await page.getByRole('button', { name: 'English' }).click();
  await arrivedAt(page, 'Find a doctor');
});
