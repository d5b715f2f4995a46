import { defineConfig } from '@playwright/test';
import journeys from './playwright.config';
import type { Mode } from './support/fixtures';

const LANGUAGES = ['en', 'ar'];

export default defineConfig<{ mode: Mode; language: string }>({
  ...journeys,
  testDir: './audit',
  // One language at a time: accounts of the demo clinic keep the language that was chosen last.
  projects: LANGUAGES.map((language) => ({ name: language, use: { mode: 'js' as const, language } })),
});
