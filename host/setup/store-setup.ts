import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { siteError } from '../../core/model/site/errors.ts';
import { importSite as decideImport } from '../../core/rules/site/decide.ts';
import { staffWithPin } from '../../db/operational/credentials.ts';
import { forgetForPractice } from '../../db/operational/practice.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import type { RunOwn } from '../contract/commands.ts';
import type { SignIn } from '../people/sign-in.ts';
import { isSimulated, simulatedSite } from '../practice/simulated-site.ts';
import type { TerminalKeys } from '../secrets/terminal-keys.ts';
import { readSite } from './site-files.ts';

const demoSiteFile = path.join(import.meta.dirname, '..', '..', 'site', 'jiangwan.json');
const demoPin = '0000';

export interface StoreSetupOptions {
  db: StoreDatabase;
  keys: TerminalKeys;
  people: SignIn;
  /** The wall clock, UTC ms. */
  now(): number;
  /** The trading day. */
  businessDate(): string;
  /** The folder holds a copy for practice: what is imported is simulated. */
  isPractice: boolean;
  /** Throws TRADING_STOPPED: what was here has to be seen to before anything is set up. */
  requireTrading(): void;
  run: RunOwn;
}

export interface ImportOptions {
  /** Promises that were read. */
  despite?: readonly string[] | undefined;
  /** Nothing but devices may change. */
  devicesOnly?: boolean;
  /** Whether PINs in the file are taken over. */
  withPins?: boolean;
}

/** Makes a store out of a site file, and takes a newer file over. */
export class StoreSetup {
  readonly #options: StoreSetupOptions;

  constructor(options: StoreSetupOptions) {
    this.#options = options;
  }

  /** Before any device is opened. A store that is set up already keeps what it has, and one that is stopped too. Throws SITE_INVALID. */
  atOpening({ siteFile, demo = false }: { siteFile?: string; demo?: boolean }, isStopped: boolean): void {
    const { db, isPractice } = this.#options;
    if (isPractice) this.#becomePractice();
    if (db.isSetUp || isStopped) return;
    if (siteFile !== undefined) this.fromFile(readFileSync(siteFile, 'utf8'), demo);
    else if (demo) this.asDemo();
  }

  /** Throws STORE_ALREADY_SET_UP, SITE_INVALID. */
  asDemo(): void {
    this.#requireNew();
    this.import(readFileSync(demoSiteFile, 'utf8'), true, 'system', 'setup');
  }

  /** Throws STORE_ALREADY_SET_UP, SITE_INVALID. */
  fromFile(json: string, demo: boolean): void {
    this.#requireNew();
    this.import(json, demo, 'system', 'setup');
  }

  /** `despite`: promises that were read. Throws as `importSite` of the rules; then nothing was taken over. */
  import(
    json: string,
    demo: boolean,
    actor: string,
    station: string,
    { despite = [], devicesOnly = false, withPins = true }: ImportOptions = {},
  ): void {
    const { db, keys, people, isPractice, now, businessDate, run } = this.#options;
    const incoming = readSite(json);
    this.#options.requireTrading();
    // What would be refused is refused before any key is taken over.
    if (db.isSetUp) {
      decideImport(
        db.state,
        { site: incoming.site, demo, despite: [...despite], devicesOnly },
        { at: now(), businessDate: businessDate(), actor, newId: randomUUID },
      );
    }
    // Keys first: a store that knows of a terminal without its key would wait for an installer after a power cut.
    keys.adopt(incoming.full);
    const site = isPractice ? simulatedSite(incoming.site) : incoming.site;
    run('site.import', { site, demo, despite: [...despite], devicesOnly }, actor, station);
    if (!withPins) return;
    const pins = demo ? new Map(incoming.site.staff.map(({ no }) => [no, demoPin])) : incoming.pins;
    const newPins = [...pins].filter(([staffNo]) => !demo || !staffWithPin(db.read).includes(staffNo));
    people.adoptPins(new Map(newPins));
    for (const [staffNo] of newPins) run('staff.recordPin', { staffNo }, actor, station);
  }

  /** What the copy knows of is simulated from here on. */
  #becomePractice(): void {
    const { db, now, run } = this.#options;
    db.transact((tx) => forgetForPractice(tx, now()));
    const { site } = db.state.site;
    if (!isSimulated(site)) run('site.import', { site: simulatedSite(site), demo: true }, 'system', 'practice');
  }

  #requireNew(): void {
    this.#options.requireTrading();
    if (this.#options.db.isSetUp) throw siteError('STORE_ALREADY_SET_UP');
  }
}
