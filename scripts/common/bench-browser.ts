import { minuteMs } from '../../core/kernel/time.ts';
import type { BenchBrowser, BenchPage } from '../bench/bench-page.ts';
import { findBrowser } from './browser.ts';

/** A frame at 60 a second. */
const frameMs = 1000 / 60;

/** The system's browser without a window, for the benchmarks. Null where there is none. */
export async function launchBenchBrowser(env: NodeJS.ProcessEnv): Promise<BenchBrowser | null> {
  const executablePath = findBrowser(env);
  if (!executablePath) return null;
  const { chromium } = await import('playwright-core');
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  const browser = await chromium.launch({
    executablePath,
    args: [...args, '--disable-component-update', '--disable-sync'],
  });
  return {
    open: (url, sessionToken) => openPage(browser, url, sessionToken),
    close: () => browser.close(),
  };
}

async function openPage(
  browser: import('playwright-core').Browser,
  url: string,
  sessionToken: string,
): Promise<BenchPage> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript((token) => sessionStorage.setItem('clockroom.session', token), sessionToken);
  const devtools = await context.newCDPSession(page);
  // Of the thread itself: what others take from the processor is no work of the page.
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(url);
  return {
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
}
