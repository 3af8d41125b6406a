import type { Page } from 'playwright-core';

/** What is cut off, hangs over, is too small for a finger, or was never given a text. */
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
    return found;
  });
}
