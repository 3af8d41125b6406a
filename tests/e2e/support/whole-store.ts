import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { expect } from 'vitest';
import type { Site } from '../../../core/model/site/schema.ts';
import { tempFolder } from '../../scripts/temp-folder.ts';
import { launchChromium } from '../../support/chromium.ts';
import { Station } from './stations.ts';
import { StoreHardware } from './store-hardware.ts';
import { proveBooks, StoreProcess } from './store-process.ts';
import { cardOf, storeSite } from './store-site.ts';

/** A store as it stands in a shop: its devices on real lines, its program in a process of its own, a browser. */
export class WholeStore {
  readonly hardware: StoreHardware;
  readonly dataDir: string;
  readonly #folder: ReturnType<typeof tempFolder>;
  readonly #stations = new Map<string, Station>();
  readonly #browser: Browser;
  #process: StoreProcess;

  private constructor(
    folder: ReturnType<typeof tempFolder>,
    hardware: StoreHardware,
    process: StoreProcess,
    browser: Browser,
  ) {
    this.#folder = folder;
    this.dataDir = dataDirIn(folder.path);
    this.hardware = hardware;
    this.#process = process;
    this.#browser = browser;
  }

  /** Opens two floors of the store, with settings of its own where given; every terminal has answered. */
  static async open(settings: Partial<Site['store']> = {}): Promise<WholeStore> {
    const folder = tempFolder();
    const site = storeSite();
    Object.assign(site.store, settings);
    const hardware = await StoreHardware.open(site, ['floor-2', 'floor-3']);
    const siteFile = path.join(folder.path, 'site.json');
    writeFileSync(siteFile, JSON.stringify(hardware.site));
    const [process, browser] = await Promise.all([
      StoreProcess.start({ dataDir: dataDirIn(folder.path), siteFile }),
      launchChromium(),
    ]);
    const store = new WholeStore(folder, hardware, process, browser);
    try {
      await hardware.allOnline();
    } catch (error) {
      await store.close();
      throw error;
    }
    return store;
  }

  /** A browser window at a station; `name` is what its picture is called when something fails. */
  async station(name: string, screen: string): Promise<Station> {
    const station = await Station.open(this.#browser, this.#process.url, screen);
    this.#stations.set(name, station);
    return station;
  }

  /** The card of a technician or other staff by number, or of a wristband (`band 44`). */
  card(holder: string): string {
    return cardOf(this.hardware.site, holder);
  }

  /** Technicians hold their cards to the clock-room reader, in this order. */
  async comeOnDuty(...technicianNos: string[]): Promise<void> {
    const reader = this.hardware.terminal('clock-room');
    for (const no of technicianNos) {
      await reader.swipe(this.card(no));
      await reader.shows(`${no}号 上班`);
    }
  }

  /** What every station shows now, kept under `failed-<name>`. */
  async pictures(): Promise<void> {
    for (const [name, station] of this.#stations) {
      if (!station.page.isClosed()) await station.picture(`failed-${name}`);
    }
  }

  /** Ends the program as a power cut does. */
  async cutPower(): Promise<void> {
    await this.#process.kill();
  }

  /** Starts the program again, on its folder and its port. */
  async powerOn(): Promise<void> {
    const { port } = this.#process;
    this.#process = await StoreProcess.start({ dataDir: this.dataDir, port });
    expect(this.#process.port).toBe(port);
  }

  /** Ends the working day: nothing went wrong in any page, the program stops with 0, and its books are proved. */
  async closeAndProve(): Promise<void> {
    for (const [name, { errors }] of this.#stations) expect([name, ...errors]).toEqual([name]);
    await this.#browser.close();
    expect(await this.#process.stop()).toBe(0);
    proveBooks(this.dataDir);
  }

  /** Lets go of everything, whatever became of it. */
  async close(): Promise<void> {
    await this.#browser.close();
    await this.#process.kill();
    await this.hardware.close();
    this.#folder.remove();
  }
}

const dataDirIn = (folder: string) => path.join(folder, 'data');
