import type { Site, SiteGoods } from '../model/site/schema.ts';
import type { SiteIndex } from '../model/site/site-index.ts';

/**
 * Articles on a keypad, which has no letters: an article's key is the number of its category (1 for the first in the
 * site file's list of goods, 2 for the next …) and the digits of its code. With drinks as the first category, D01 is
 * 101. A code of digits only is typed as it is and comes first.
 */

/** The articles that what was typed can mean: usually one; none, or several where a site's codes are not unique. */
export function goodsByKeys(index: SiteIndex, typed: string): SiteGoods[] {
  const exact = index.goods.get(typed);
  if (exact) return [exact];
  return index.site.goods.filter((goods) => keysOf(index, goods) === typed);
}

/** What to type for an article; null where its code has no digits (then it is ordered at the desk). */
export function keysOf(index: { site: Pick<Site, 'goods'> }, goods: SiteGoods): string | null {
  const digits = goods.code.replace(/\D/g, '');
  if (digits === goods.code) return digits;
  if (digits === '') return null;
  const categories = [...new Set(index.site.goods.map((article) => article.category))];
  return `${categories.indexOf(goods.category) + 1}${digits}`;
}
