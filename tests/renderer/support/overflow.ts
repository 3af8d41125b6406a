import type { Page } from 'playwright-core';

/**
 * What of the page is beside the window: its whole width, if it scrolls sideways, and each text that begins or ends
 * outside; text within something that scrolls sideways by itself (a table, a day's hours) is reached there.
 */
export function overflowOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth - clientWidth} px too wide`);
    // Whether somebody can bring it into sight, or it says by an ellipsis that there is more.
    const isReached = (element: Element | null): boolean => {
      for (let one = element; one && one !== document.body; one = one.parentElement) {
        const { overflowX, textOverflow } = getComputedStyle(one);
        if (one.scrollWidth > one.clientWidth && (/auto|scroll/.test(overflowX) || textOverflow === 'ellipsis')) {
          return true;
        }
      }
      return false;
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const parent = node.parentElement;
      if (text === '' || !parent?.checkVisibility({ visibilityProperty: true })) continue;
      range.selectNodeContents(node);
      const { left, right, width } = range.getBoundingClientRect();
      // Words for screen readers only are a point somewhere.
      if (width === 0 || parent.clientWidth === 1) continue;
      // The way past the rail waits there for the Tab key.
      if (right < 0) continue;
      if ((left < -0.5 || right > clientWidth + 0.5) && !isReached(parent)) {
        found.push(`“${text.slice(0, 30)}” from ${Math.round(left)} to ${Math.round(right)} of ${clientWidth}`);
      }
    }
    return found;
  });
}
