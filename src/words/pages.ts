/**
 * A list that may be longer than what shows it: every item in its order, each whole, on as few pages as go one after
 * the other. `fits`: whether these make one page; more never fit where fewer do not. Nothing is left out and nothing
 * cut: throws where one item alone fits nowhere, so whoever makes the items bounds them.
 */
export function pagesOf<Item>(
  items: readonly Item[],
  fits: (page: readonly Item[]) => boolean,
): readonly (readonly Item[])[] {
  const pages: Item[][] = [];
  let page: Item[] = [];
  for (const item of items) {
    if (page.length > 0 && !fits([...page, item])) {
      pages.push(page);
      page = [];
    }
    page.push(item);
    if (page.length === 1 && !fits(page)) throw new RangeError('an item of a list is too long for a page');
  }
  return page.length > 0 ? [...pages, page] : pages;
}

/** The page that is asked for (from 1), or the last one where the list became shorter since. */
export const pageAt = <Page>(pages: readonly Page[], number: number): Page | undefined =>
  pages[Math.min(number, pages.length) - 1];

/** Of Discord's 2000 characters: the rest is for what stands under a list. */
export const pageCharacters = 1_800;
