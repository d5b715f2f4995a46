import { defineConfig } from '@playwright/test';
import journeys from './playwright.config';
import type { Mode } from './support/fixtures';

export default defineConfig<{ mode: Mode }>({
  ...journeys,
  testDir: './audit',
  projects: [{ name: 'js', use: { mode: 'js' } }],
});
