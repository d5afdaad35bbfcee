/**
 * The words of the pages. English stands in this folder, one file an area, and comes with the code that shows it;
 * each other language has a folder with the same files, and is loaded whole before the first page is drawn.
 *
 * Words are read where they are shown: what a module copies while it is loaded would stay English.
 */

type Area = Record<string, unknown>;

const spoken = new Map<string, Area>();
let learned: Record<string, Area> = {};

/** The words of an area in the page's language; `english` until another one is learned. */
export function speak<Words extends object>(area: string, english: Words): Words {
  const words = { ...english };
  spoken.set(area, words as Area);
  Object.assign(words, learned[area]);
  return words;
}

/** From now on all areas speak by this catalogue, those as well that are loaded later. */
export function learn(catalogue: Record<string, object>): void {
  learned = catalogue as Record<string, Area>;
  for (const [area, words] of spoken) Object.assign(words, learned[area]);
}
