// Whether the HTML that the server sent is valid: hydration walks it node by node.
import type { Page } from '@playwright/test';
import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard'],
  rules: {
    // Leptos writes `<input/>` and `<path></path>`, and leaves spaces where attributes were: all valid.
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    'attr-quotes': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'doctype-style': 'off',
    // `list-style: none` takes the role away in Safari; the explicit role keeps it.
    'no-redundant-role': 'off',
    // Taste, and the titles hold names.
    'long-title': 'off',
  },
});

/** What Leptos writes where something may appear later. Browsers read it as an empty comment; the validator cannot. */
const PLACEHOLDER = '<!>';

/** What is wrong with the page as it would be sent again. */
export async function findings(page: Page): Promise<string[]> {
  const answer = await page.request.get(page.url(), { headers: { accept: 'text/html' } });
  const { results } = await validator.validateString((await answer.text()).replaceAll(PLACEHOLDER, ''));
  return results.flatMap(({ messages }) => messages.map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId}: ${message}`));
}
