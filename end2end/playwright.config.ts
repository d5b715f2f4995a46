import { defineConfig } from '@playwright/test';
import { chromium } from './support/browser';
import type { Mode } from './support/fixtures';

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
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'js', use: { mode: 'js' } },
    { name: 'nojs', use: { mode: 'nojs', javaScriptEnabled: false } },
    { name: 'nowasm', use: { mode: 'nowasm' } },
    // Looked at as the server sends them.
    { name: 'looks', testDir: './looks', use: { mode: 'nowasm' } },
  ],
});
