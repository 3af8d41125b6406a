import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { cardsIn } from '../../core/kernel/card-fields.ts';
import { textOfFile } from '../../core/kernel/file-text.ts';
import { siteError } from '../../core/model/site/errors.ts';
import type { Site } from '../../core/model/site/schema.ts';
import { deviceSections, type Section } from '../../core/model/site/sections.ts';
import { importSite as decideImport } from '../../core/rules/site/decide.ts';
import { staffWithPin } from '../../db/operational/credentials.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import type { RunOwn } from '../contract/commands.ts';
import type { SignIn } from '../people/sign-in.ts';
import { isForPractice, practiceSite } from '../practice/simulated-site.ts';
import type { TerminalKeys } from '../secrets/terminal-keys.ts';
import { againstStore, type Overwritten } from './since-export.ts';
import { readSite, siteNow } from './site-files.ts';

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
  /** Terminals have other keys than they were opened with. */
  onNewKeys(): void;
  /** Throws TRADING_STOPPED: what was here has to be seen to before anything is set up. */
  requireTrading(): void;
  run: RunOwn;
}

export interface ImportOptions {
  /** Promises, and changes of sections, that were read. */
  despite?: readonly string[] | undefined;
  /** Nothing but devices may change. */
  devicesOnly?: boolean;
  /** Sections that stay as they are in force, whatever the file says. */
  keep?: readonly Section[] | undefined;
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
    if (siteFile !== undefined) this.fromFile(textOfFile(readFileSync(siteFile)) ?? '', demo);
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

  /**
   * Throws as `importSite` of the rules, SETTINGS_CHANGED with what was set since the file was exported, and
   * SITE_CHANGES_SETTINGS with what a file changes that does not tell; then nothing was taken over.
   */
  import(
    json: string,
    demo: boolean,
    actor: string,
    station: string,
    { despite = [], keep = [], devicesOnly = false }: ImportOptions = {},
  ): void {
    const { db, keys, people, isPractice, now, businessDate, run } = this.#options;
    this.#options.requireTrading();
    const incoming = readSite(json, db.isSetUp ? db.state.site.site : null);
    // Before it is held against the store: a card is the same by its number and by the hash of one that was lost.
    cardsIn(incoming.site, (card) => db.meetCard(card));
    const file = isPractice ? practiceSite(incoming.full) : incoming.full;
    const { kept, unread } = this.#heldAgainstStore(file, { despite, keep, devicesOnly });
    const how = { demo, despite: [...despite], keep: kept, devicesOnly };
    // What would be refused is refused before any key is taken over.
    if (db.isSetUp) {
      decideImport(
        db.state,
        { site: incoming.site, ...how },
        { at: now(), businessDate: businessDate(), actor, newId: randomUUID },
      );
      if (unread.length > 0) throw siteError('SITE_CHANGES_SETTINGS', { sections: unread });
    }
    // Keys first: a store that knows of a terminal without its key would wait for an installer after a power cut.
    const adopts = !isPractice && !keep.includes('terminals');
    if (adopts && keys.adopt(incoming.full)) this.#options.onNewKeys();
    const site = isPractice ? practiceSite(incoming.site) : incoming.site;
    const isNew = !db.isSetUp;
    run('site.import', { site, ...how }, actor, station);
    // In a store that is set up a PIN is set by whoever proves the own one, and by nothing else.
    if (!isNew && !demo) return;
    const pins = demo ? new Map(incoming.site.staff.map(({ no }) => [no, demoPin])) : incoming.pins;
    const newPins = [...pins].filter(([staffNo]) => !demo || !staffWithPin(db.read).includes(staffNo));
    people.adoptPins(new Map(newPins));
    for (const [staffNo] of newPins) run('staff.recordPin', { staffNo }, actor, station);
  }

  /**
   * The sections that stay as they are in force, and what a file that does not tell what it was made from changes and
   * nobody has read. Throws SETTINGS_CHANGED.
   */
  #heldAgainstStore(
    file: Site,
    { despite, keep, devicesOnly }: { despite: readonly string[]; keep: readonly Section[]; devicesOnly: boolean },
  ): { kept: Section[]; unread: Overwritten[] } {
    const { db } = this.#options;
    if (!db.isSetUp) return { kept: [], unread: [] };
    const { same, overwritten } = againstStore(file, siteNow(db), db.state);
    // Who looks after devices neither changes nor takes back anything else.
    const mayTake = ({ section }: Overwritten) => !devicesOnly || deviceSections.includes(section);
    const isKept = (one: Overwritten) => keep.includes(one.section) || (!mayTake(one) && one.isEdited === false);
    const unread = overwritten.filter((one) => !isKept(one) && !despite.includes(one.key));
    if (file.asExported && unread.length > 0 && unread.every(mayTake)) {
      throw siteError('SETTINGS_CHANGED', { sections: unread });
    }
    return { kept: [...same, ...overwritten.filter(isKept).map(({ section }) => section)], unread };
  }

  /** What the copy knows of is simulated from here on. */
  #becomePractice(): void {
    const { db, run } = this.#options;
    const { site, demo } = db.state.site;
    if (demo && isForPractice(site)) return;
    run('site.import', { site: practiceSite(site), demo: true }, 'system', 'practice');
  }

  #requireNew(): void {
    this.#options.requireTrading();
    if (this.#options.db.isSetUp) throw siteError('STORE_ALREADY_SET_UP');
  }
}
