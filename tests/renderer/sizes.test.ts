import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { screens } from '../../renderer/store/screens.ts';
import { launchChromium } from '../support/chromium.ts';
import { openPage } from './support/browser.ts';
import { BusyStore } from './support/busy-store.ts';
import { overflowOf } from './support/overflow.ts';
import { serve } from './support/serve.ts';

/** A phone, a tablet, a desk's low and high screen; the half of the low one is what 200 % leave of it. */
const sizes = [
  { width: 390, height: 844 },
  { width: 1024, height: 768 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
  { width: 683, height: 384 },
];

/** What somebody comes to a screen for, where that is one thing: in sight at every size without a step. */
const mainThing: Partial<Record<(typeof screens)[number]['id'], string>> = {
  board: '[data-room]',
  reservations: 'button:has(kbd)',
  'clock-room': '[role="tabpanel"] li button',
  cashier: 'input',
  policy: '[role="tab"]',
};

let stop: () => Promise<unknown>;
const pages = {} as Record<'zh-CN' | 'en', Page>;
const errors: string[][] = [];

beforeAll(async () => {
  const store = new BusyStore();
  const served = await serve(store, inject('screensDir'));
  const browser = await launchChromium();
  stop = async () => Promise.all([browser.close(), served.close()]);
  for (const language of ['zh-CN', 'en'] as const) {
    const opened = await openPage(browser, `${served.url}/?language=${language}`, store.signedIn('M01'));
    pages[language] = opened.page;
    opened.page.setDefaultTimeout(15_000);
    errors.push(opened.errors);
    await opened.page.locator('[data-room="201"]').waitFor();
  }
}, 120_000);
afterAll(async () => {
  expect(errors.flat()).toEqual([]);
  await stop();
});

/** Goes to a place of the address, and waits until nothing is loading. */
async function go(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
  await page.waitForFunction(() => {
    const main = document.querySelector('main');
    return main && main.textContent !== '' && !/正在加载|Loading/.test(main.textContent);
  });
  // Drawn as wide as the window is by now.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/** Whether all of the first of these that is shown is in the window. */
async function isInSight(page: Page, selector: string): Promise<boolean> {
  return page.evaluate((wanted) => {
    const one = [...document.querySelectorAll(wanted)].find((element) => element.checkVisibility());
    if (!one) return false;
    const { left, top, right, bottom } = one.getBoundingClientRect();
    return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
  }, selector);
}

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  test.each(sizes)('every screen is whole at $width × $height', async (size) => {
    const page = pages[language];
    await page.setViewportSize(size);
    const found: string[] = [];
    for (const { id } of screens) {
      const main = mainThing[id];
      await go(page, `#/${id}`);
      const said = await overflowOf(page);
      if (id !== 'display' && !(await isInSight(page, 'header [aria-haspopup="menu"]'))) said.push('no account menu');
      if (main && !(await isInSight(page, `main ${main}`))) said.push(`not in sight: ${main}`);
      found.push(...said.map((what) => `${id}: ${what}`));
    }
    expect(found).toEqual([]);
  });
});

test.each([
  { width: 390, height: 844 },
  { width: 683, height: 384 },
])('signing in is whole at $width × $height', async (size) => {
  const context = await pages.en.context().browser()?.newContext({ viewport: size });
  const page = await context?.newPage();
  if (!page) throw new Error('no page');
  await page.goto(new URL('/?language=en', pages.en.url()).href);
  await page.getByRole('button', { name: 'Sign in' }).scrollIntoViewIfNeeded();
  expect(await overflowOf(page)).toEqual([]);
  await page.context().close();
});

/** What is chosen on a screen, and what then is to be seen of it. */
const chosen = [
  { on: 'board', choose: '[data-room="201"]', shown: /加钟/ },
  { on: 'board', choose: '[data-room="302"]', shown: /^开单/ },
  { on: 'reservations', choose: 'button:has(svg):has(kbd)', shown: /^预订$|^订下/ },
  { on: 'clock-room', choose: '[role="tabpanel"] li button:nth-of-type(2)', shown: /关闭|收起/ },
  { on: 'cashier', choose: 'section ul li button', shown: /^收/ },
  { on: 'pay', choose: 'td button', shown: /更正|Excel/ },
  { on: 'incidents', choose: 'td button', shown: /关闭|收起/ },
] as const;

describe.each([
  { width: 390, height: 844 },
  { width: 1024, height: 768 },
  { width: 683, height: 384 },
])('what is chosen lies over the screen at $width × $height', (size) => {
  test.each(chosen)('$on $choose', async ({ on, choose, shown }) => {
    const page = pages['zh-CN'];
    await page.setViewportSize(size);
    await go(page, `#/${on}`);
    const over = page.locator('main [data-over]');
    const way = page.locator(`main ${choose}`).first();
    await way.click();
    await over.waitFor();
    await over.getByRole('button', { name: shown }).first().scrollIntoViewIfNeeded();
    expect(await overflowOf(page)).toEqual([]);
    // The way back of the browser, and Escape, take it away and stay on the screen.
    await page.evaluate(() => history.back());
    await over.waitFor({ state: 'detached' });
    expect(new URL(page.url()).hash).toBe(`#/${on}`);
    await way.click();
    await over.waitFor();
    await page.keyboard.press('Escape');
    await over.waitFor({ state: 'detached' });
  });
});
