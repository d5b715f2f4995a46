import { defineConfig } from '@playwright/test';
import journeys from './playwright.config';

export default defineConfig({
  ...journeys,
  testDir: './audit',
  projects: [{ name: 'js', use: { mode: 'js' } }],
});
