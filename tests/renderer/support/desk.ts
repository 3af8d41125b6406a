import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest';
import type { StoreService } from '../../../host/doors/api/store-service.ts';
import { launchChromium } from '../../support/chromium.ts';
import { openPage } from './browser.ts';
import { type ServedStore, serve } from './serve.ts';

/** One browser for a file's tests; each test gets a store of its own, served, and the pages it opens. */
export class Desk<Store extends StoreService & { signedIn(staffNo: string): string }> {
  #browser: Browser | undefined;
  #store: Store | undefined;
  #served: ServedStore | undefined;
  #opened: { page: Page; errors: string[] } | undefined;

  constructor(newStore: () => Store) {
    beforeAll(async () => {
      this.#browser = await launchChromium();
    });
    afterAll(() => this.browser.close());
    beforeEach(async () => {
      this.#store = newStore();
      this.#served = await serve(this.#store, inject('screensDir'));
    });
    afterEach(async () => {
      await Promise.all(this.browser.contexts().map((context) => context.close()));
      await this.served.close();
      this.#opened = undefined;
    });
  }

  get browser(): Browser {
    return there(this.#browser);
  }

  get store(): Store {
    return there(this.#store);
  }

  get served(): ServedStore {
    return there(this.#served);
  }

  /** The page opened last. */
  get page(): Page {
    return there(this.#opened).page;
  }

  /** What that page logged as an error. */
  get errors(): string[] {
    return there(this.#opened).errors;
  }

  /** Opens a page (`#/display`); with a token, somebody is signed in there. */
  async open({ at = '', token, url = this.served.url }: { at?: string; token?: string; url?: string } = {}) {
    this.#opened = await openPage(this.browser, `${url}/${at}`, token);
  }

  /** Opens the board as somebody who has signed in before; signing in itself is tried where it is the subject. */
  async openAs(staffNo: string) {
    await this.open({ token: this.store.signedIn(staffNo) });
    await this.page.locator('[data-room="201"]').waitFor();
  }
}

function there<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error('only within a test, and after a page was opened');
  return thing;
}
