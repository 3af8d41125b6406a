import type { Page } from 'playwright-core';

/**
 * What is cut off, hangs over, is out of sight, is too small for a finger, stands crooked, or was never given a text.
 */
export function uglinessOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth)
      found.push(`page wider than the screen by ${root.scrollWidth - root.clientWidth}`);
    if (root.scrollHeight > root.clientHeight) {
      found.push(`page higher than the screen by ${root.scrollHeight - root.clientHeight}`);
    }
    const keyLike = /\b[a-z-]+:[a-z][\w-]*\.[\w.-]+|\{\{\w+\}\}|\bundefined\b|\bNaN\b/;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent ?? '';
      if (keyLike.test(text)) found.push(`no text: ${text}`);
      if (text.includes('CN¥')) found.push(`a country before the store's own money: ${text}`);
    }
    const named = (one: HTMLElement) =>
      (one.textContent?.trim() || one.getAttribute('aria-label') || one.className).slice(0, 40);
    // A text that ends in an ellipsis says that there is more; one that is clipped does not.
    const clipped = (one: HTMLElement) =>
      one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).textOverflow !== 'ellipsis';
    for (const button of document.querySelectorAll<HTMLElement>('button, a[href]')) {
      if (clipped(button) || [...button.querySelectorAll<HTMLElement>('.mantine-Button-label')].some(clipped)) {
        found.push(`cut off: ${named(button)}`);
      }
    }
    for (const target of document.querySelectorAll<HTMLElement>('button, a[href], [role="tab"], [role="option"]')) {
      const { width, height } = target.getBoundingClientRect();
      if (width > 1 && (height < 43.5 || width < 31.5)) {
        found.push(`too small: ${named(target)} ${Math.round(width)}×${Math.round(height)}`);
      }
    }
    // Whoever waits for the minutes must not have to guess them.
    for (const one of document.querySelectorAll<HTMLElement>('small, span, td, p')) {
      const isCut = one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1;
      if (isCut && getComputedStyle(one).textOverflow === 'ellipsis' && /\d+′\s*$/.test(one.textContent ?? '')) {
        found.push(`minutes behind an ellipsis: ${named(one)}`);
      }
    }
    // The digits of amounts stand below each other.
    for (const cell of document.querySelectorAll<HTMLElement>('td')) {
      const isAmount = /^[−+-]?[^\d\s]{0,3}[\d,]+\.\d\d$/.test(cell.textContent?.trim() ?? '');
      if (isAmount && !/right|end/.test(getComputedStyle(cell).textAlign)) found.push(`crooked: ${named(cell)}`);
    }
    // What leads to the other screens is all there, without scrolling for it.
    for (const link of document.querySelectorAll<HTMLElement>('nav a[href]')) {
      const { top, bottom } = link.getBoundingClientRect();
      if (top < 0 || bottom > root.clientHeight + 0.5) found.push(`out of sight: ${named(link)}`);
    }
    return found;
  });
}
