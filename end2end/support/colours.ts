// One text of each colouring stands for all that are coloured alike: measuring contrast takes axe a second for a page full of text.
import type { Page } from '@playwright/test';

/** What axe measures the contrast of, once `markColours` was there. */
export const MARKED = '[data-colours]';

/** Those that axe has measured and found good: the same wherever they stand. */
const good = new Set<string>();

/** Marks the first visible text of each colouring (before and behind it, size and weight) that is not known to be good yet. */
export async function markColours(page: Page): Promise<string[]> {
  return page.evaluate((good) => {
    const behind = (element: Element): string => {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
      const covered = element.parentElement === null || (opacity === '1' && /^(?!rgba|transparent)[^/]*$/.test(backgroundColor));
      return `${backgroundColor} ${backgroundImage} ${opacity}${covered ? '' : ` < ${behind(element.parentElement!)}`}`;
    };
    const known = new Set(good);
    const found: string[] = [];
    for (const element of document.body.querySelectorAll('*')) {
      element.removeAttribute('data-colours');
      const says = element.matches('input, select, textarea') || [...element.childNodes].some((node) => node instanceof Text && node.data.trim());
      const { width, height } = element.getBoundingClientRect();
      if (!says || width < 2 || height < 2 || !element.checkVisibility({ visibilityProperty: true })) continue;
      const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
      const colouring = `${color} ${fontSize} ${fontWeight} ${textShadow} on ${behind(element)}`;
      if (known.has(colouring)) continue;
      known.add(colouring);
      found.push(colouring);
      element.setAttribute('data-colours', '');
    }
    return found;
  }, [...good]);
}

/** Remembers what need not be measured again. */
export function foundGood(colourings: string[]): void {
  for (const colouring of colourings) good.add(colouring);
}
