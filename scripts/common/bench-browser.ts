import { minuteMs } from '../../core/kernel/time.ts';
import type { BenchBrowser, BenchPage, CountedPage, StillPage } from '../bench/bench-page.ts';
import { findBrowser, unattendedFlags } from './browser.ts';

/** A frame at 60 a second. */
const frameMs = 1000 / 60;

/** The system's browser without a window, for the benchmarks. Null where there is none. */
export async function launchBenchBrowser(env: NodeJS.ProcessEnv): Promise<BenchBrowser | null> {
  const executablePath = findBrowser(env);
  if (!executablePath) return null;
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath, args: unattendedFlags });
  return {
    open: (url, sessionToken) => openPage(browser, url, sessionToken),
    openStill: (html) => openStillPage(browser, html),
    firstScreenMs: (url) => firstScreenMs(browser, url),
    close: () => browser.close(),
  };
}

type Browser = import('playwright-core').Browser;
type Page = import('playwright-core').Page;

async function openPage(browser: Browser, url: string, sessionToken: string): Promise<BenchPage> {
  const { page, counted } = await openWindow(browser);
  await page.addInitScript((token) => sessionStorage.setItem('clockroom.session', token), sessionToken);
  await page.goto(url);
  return {
    ...counted,
    async showsRooms(states) {
      await page.waitForFunction(
        (expected) => {
          const tiles = [...document.querySelectorAll<HTMLElement>('[data-room]')];
          return (
            tiles.length === Object.keys(expected).length &&
            tiles.every(({ dataset }) => expected[dataset.room ?? ''] === dataset.state)
          );
        },
        states,
        { timeout: minuteMs },
      );
    },
    still: () => page.evaluate(stillOf),
    tiles: (nos) =>
      page.evaluate(
        (wanted) => wanted.map((no) => ({ no, html: document.querySelector(`[data-room="${no}"]`)?.outerHTML ?? '' })),
        nos,
      ),
  };
}

async function openStillPage(browser: Browser, html: string): Promise<StillPage> {
  const { page, counted } = await openWindow(browser);
  await page.setContent(html);
  return { ...counted, change: (tiles, everyMs) => page.evaluate(changeByHand, { tiles, everyMs }) };
}

async function firstScreenMs(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 900 } });
  const page = await context.newPage();
  const startedMs = performance.now();
  await page.goto(url);
  // What is written, and shown.
  await page.locator('body :text-matches(".")').first().waitFor({ timeout: minuteMs });
  const tookMs = performance.now() - startedMs;
  await context.close();
  return tookMs;
}

/** In the page: its document with every rule of its style sheets, and no script. */
function stillOf(): string {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText));
  const root = document.documentElement.cloneNode(true) as HTMLElement;
  for (const each of root.querySelectorAll('script, link, style')) each.remove();
  const style = document.createElement('style');
  style.textContent = rules.join('\n');
  root.querySelector('head')?.append(style);
  return `<!doctype html>${root.outerHTML}`;
}

/** In the page: see `StillPage.change`. */
function changeByHand({
  tiles,
  everyMs,
}: {
  tiles: readonly { no: string; html: string }[];
  everyMs: number;
}): Promise<void> {
  const counts = [...document.querySelectorAll<HTMLElement>('button[aria-pressed] strong')];
  const lines = new Map(
    [...document.querySelectorAll('section button > strong')].map((strong) => [strong.textContent, strong]),
  );
  const change = ({ no, html }: { no: string; html: string }) => {
    const tile = document.querySelector(`[data-room="${no}"]`);
    if (tile) tile.outerHTML = html;
    for (const [at, by] of [
      [2, 1],
      [3, -1],
    ] as const) {
      const count = counts[at];
      if (count) count.textContent = String(Number(count.textContent) + by);
    }
    lines.get(no)?.parentElement?.remove();
  };
  return new Promise((resolve) => {
    let at = 0;
    const timer = setInterval(() => {
      const next = tiles[at];
      at += 1;
      if (next) change(next);
      else {
        clearInterval(timer);
        resolve();
      }
    }, everyMs);
  });
}

/** A window of a front desk's size, and what its page works. */
async function openWindow(browser: Browser): Promise<{ page: Page; counted: CountedPage }> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 900 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  // Of the thread itself: what others take from the processor is no work of the page.
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const counted: CountedPage = {
    async workedMs() {
      const { metrics } = await devtools.send('Performance.getMetrics');
      return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
    },
    async watchFrames() {
      await page.evaluate(() => {
        const times: number[] = [];
        const look = (at: number) => {
          times.push(at);
          requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
        Object.assign(window, { benchFrames: times });
      });
    },
    async frames() {
      const times: number[] = await page.evaluate(() => (window as unknown as { benchFrames: number[] }).benchFrames);
      const late = times.filter((at, index) => index > 0 && at - (times[index - 1] ?? at) >= 2 * frameMs).length;
      return { all: times.length, late };
    },
  };
  return { page, counted };
}
