// A page as a screen reader says it, from the first word of an element to its last.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { virtual } from '@guidepup/virtual-screen-reader';

const WHOLE = path.join(path.dirname(createRequire(import.meta.url).resolve('@guidepup/virtual-screen-reader')), '../esm/index.browser.js');
const ADDRESS = '/pkg/reader.js';

/** What is said, a phrase each. */
export async function said(page: Page, selector = 'main'): Promise<string[]> {
  await page.route(`**${ADDRESS}`, (route) => route.fulfill({ contentType: 'text/javascript', body: readFileSync(WHOLE) }));
  return page.evaluate(
    async ({ address, selector }) => {
      const { virtual: reader } = (await import(address)) as { virtual: typeof virtual };
      await reader.start({ container: document.querySelector(selector)! });
      const first = await reader.lastSpokenPhrase();
      // It goes round: at the end comes the beginning.
      for (let step = 0; step < 3000; step += 1) {
        await reader.next();
        if ((await reader.lastSpokenPhrase()) === first) break;
      }
      const phrases = await reader.spokenPhraseLog();
      await reader.stop();
      return phrases.slice(0, -1);
    },
    { address: ADDRESS, selector },
  );
}
