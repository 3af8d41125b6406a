import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { pin } from './store-site.ts';

const pictures = path.resolve(import.meta.dirname, '../../../artifacts/screenshots');

/** The size the screens are made for. */
export const screenSize = { width: 1600, height: 900 };

/** One screen somebody works at, with a memory of its own. */
export class Station {
  readonly page: Page;
  /** What went wrong in the page. */
  readonly errors: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('console', (message) => {
      // A line that is cut on purpose is told by the browser itself.
      if (message.type() === 'error' && !/WebSocket|ERR_CONNECTION/.test(message.text()))
        this.errors.push(message.text());
    });
  }

  /** Opens a screen (`board`, `display` …) in a browser window of its own; `url`: as the store prints it. */
  static async open(browser: Browser, url: string, screen: string): Promise<Station> {
    const context = await browser.newContext({ viewport: screenSize, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
    context.setDefaultTimeout(20_000);
    const station = new Station(await context.newPage());
    await station.page.goto(`${url}/${screen}`);
    return station;
  }

  /** Signs in by keyboard, and waits until the work can begin. */
  async signIn(staffNo: string): Promise<void> {
    const { page } = this;
    await page.getByLabel('工号').waitFor();
    await page.keyboard.type(staffNo);
    await page.keyboard.press('Enter');
    await page.keyboard.type(pin);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: new RegExp(`^${staffNo} .*，账户$`) }).waitFor();
  }

  /** A room on the board. */
  room(no: string): Locator {
    return this.page.locator(`[data-room="${no}"]`);
  }

  /** Resolves when the board shows the room in that state. */
  async roomIs(no: string, state: string): Promise<void> {
    await this.page.locator(`[data-room="${no}"][data-state="${state}"]`).waitFor();
  }

  /** The panel beside the board. */
  get panel(): Locator {
    return this.page.getByRole('complementary', { name: '所选房间' });
  }

  async picture(name: string): Promise<void> {
    mkdirSync(pictures, { recursive: true });
    await this.page.screenshot({ path: path.join(pictures, `${name}.png`) });
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
