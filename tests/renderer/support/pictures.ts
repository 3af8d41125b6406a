import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** Keeps a page as pictures of the two sizes desks have, for people to look at. */
export async function pictures(page: Page, name: string): Promise<void> {
  const folder = new URL('../../../artifacts/screens/', import.meta.url).pathname;
  mkdirSync(folder, { recursive: true });
  for (const [width, height] of [
    [1366, 768],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: `${folder}${name}-${width}.png` });
  }
}
