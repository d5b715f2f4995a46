import { defineConfig } from '@playwright/test';
import { chromium } from './support/browser';
import type { Mode } from './support/fixtures';

const ALIVE = ['covered.spec.ts', 'live.spec.ts', 'moves.spec.ts', 'passkeys.spec.ts', 'pwa.spec.ts', 'stopped.spec.ts'];
/** What leads into the clinic and through a visit is met in all three ways. Elsewhere a page whose program did not arrive is one
 * without JavaScript, and `looks` opens each of them in that way. */
const IN_ALL_WAYS = ['booking.spec.ts', 'doctor.spec.ts', 'forms.spec.ts', 'patient.spec.ts', 'smoke.spec.ts'];

export default defineConfig<{ mode: Mode }>({
  testDir: './tests',
  outputDir: './test-results',
  globalSetup: './support/server.ts',
  forbidOnly: !!process.env.CI,
  fullyParallel: true,
  // Journeys change one clinic and a debug server answers them: two at a time keep times honest.
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    actionTimeout: 15_000,
    launchOptions: chromium,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    // Journeys stop requests on their way; a worker would be in the way of that.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    // Recording costs a fifth of the time, and nobody opens a recording that stayed on a build machine.
    trace: process.env.CI ? 'off' : 'retain-on-failure',
  },
  projects: [
    { name: 'js', use: { mode: 'js' } },
    // A page that is not alive hears of nothing, keeps nothing, asks no device, and cannot stop.
    { name: 'nojs', testIgnore: ALIVE, use: { mode: 'nojs', javaScriptEnabled: false } },
    { name: 'nowasm', testMatch: IN_ALL_WAYS, use: { mode: 'nowasm' } },
    // Looked at as the server sends them.
    { name: 'looks', testDir: './looks', use: { mode: 'nowasm' } },
  ],
});
