import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { cardsIn } from '../../core/kernel/card-fields.ts';
import { StoreError } from '../../core/kernel/error.ts';
import { textOfFile } from '../../core/kernel/file-text.ts';
import type { Language } from '../../core/kernel/money.ts';
import type { CommandData } from '../../core/model/commands.ts';
import { changesOf, weightyFirst } from '../../core/model/site/change-lines.ts';
import { lineOfChange } from '../../core/model/site/change-words.ts';
import { siteError } from '../../core/model/site/errors.ts';
import type { Site } from '../../core/model/site/schema.ts';
import type { Section } from '../../core/model/site/sections.ts';
import { permissionsOf } from '../../core/model/staff/permissions.ts';
import { changesByImport, importSite as decideImport } from '../../core/rules/site/decide.ts';
import { toldOf } from '../../core/rules/site/difference.ts';
import { type NewStoreAnswers, newSite } from '../../core/rules/site/new-site.ts';
import { answersSummary } from '../../core/rules/site/new-site-words.ts';
import { withoutRight, wordOf } from '../../core/rules/site/rights.ts';
import { textDigest } from '../../core/seal/text-digest.ts';
import { staffWithPin } from '../../db/operational/credentials.ts';
import { finishJob, jobHeadsIn } from '../../db/operational/jobs.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import type { RunOwn } from '../contract/commands.ts';
import type { SignIn } from '../people/sign-in.ts';
import { isForPractice, practiceSite } from '../practice/simulated-site.ts';
import type { TerminalKeys } from '../secrets/terminal-keys.ts';
import { playBusyDays } from './busy-days.ts';
import { differenceFromFile } from './compare-file.ts';
import { demoDays, eveningStart, playEvening } from './demo-evening.ts';
import { siteIn } from './demo-site.ts';
import { againstStore, keyOfDifference, type Overwritten } from './since-export.ts';
import { readSite, siteNow } from './site-files.ts';

const demoSiteFile = path.join(import.meta.dirname, '..', '..', 'site', 'jiangwan.json');
const demoPin = '0000';
/** So many lines of a file that is not taken over go into the log. */
const linesTold = 50;

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
  /** Does something at times that have passed; null: a demo has no past. */
  play: ((work: (setTime: (at: number) => void) => void) => void) | null;
  /** A demo's past goes back over the end of a month. */
  hasMonth: boolean;
  log: { warn(facts: object, message: string): void };
}

/** What a store begins with that is not set up. */
interface FirstStart {
  siteFile?: string;
  demo?: boolean;
  /** Of the demo; missing: Chinese. */
  language?: Language;
}

export interface ImportOptions {
  /** Promises, and changes of sections, that were read. */
  despite?: readonly string[] | undefined;
  /** A manager's approval of what whoever brings the file may not change. */
  authorisationId?: string | undefined;
  /** What it changes was shown by whoever asks: a form of one device. */
  isShown?: boolean;
  /** Sections that stay as they are in force, whatever the file says. */
  keep?: readonly Section[] | undefined;
}

/** What a file brings, as the command says it. */
type Brought = CommandData<'site.import'> & { despite: string[] };

/** Makes a store out of a site file, and takes a newer file over. */
export class StoreSetup {
  readonly #options: StoreSetupOptions;

  constructor(options: StoreSetupOptions) {
    this.#options = options;
  }

  /** Before any device is opened. A store that is set up already keeps what it has, and one that is stopped too. Throws SITE_INVALID. */
  atOpening({ siteFile, demo = false, language }: FirstStart, isStopped: boolean): void {
    const { db, isPractice } = this.#options;
    if (isPractice) this.#becomePractice();
    if (db.isSetUp && siteFile !== undefined) this.#tellDifference(siteFile);
    if (db.isSetUp || isStopped) return;
    if (siteFile !== undefined) this.fromFile(textOfFile(readFileSync(siteFile)) ?? '', demo);
    else if (demo) this.asDemo(language ?? 'zh-CN');
  }

  /** A store that is there takes no file over by itself: what it would change is said. */
  #tellDifference(file: string): void {
    const { db, keys, log } = this.#options;
    const changes = weightyFirst(differenceFromFile(db, keys, textOfFile(readFileSync(file)) ?? ''));
    if (changes.length === 0) return;
    const { currency } = db.state.site.site.store;
    const lines = changes.slice(0, linesTold).map((change) => lineOfChange(change, 'en', currency));
    log.warn({ file, changes: changes.length, lines }, 'there is a store already: the site file is not taken over');
  }

  /** The demo as a house in which that language is spoken. Throws STORE_ALREADY_SET_UP, SITE_INVALID. */
  asDemo(language: Language): void {
    this.#requireNew();
    const { play } = this.#options;
    const json = siteIn(language, readFileSync(demoSiteFile, 'utf8'));
    if (play) play((setTime) => this.#playPast(json, setTime));
    else this.import(json, true, 'system', 'setup');
  }

  /** A house at work, with or without a month behind it. What was printed and spoken in it is not printed and spoken now. */
  #playPast(json: string, setTime: (at: number) => void): void {
    const { db, now, run } = this.#options;
    const untilAt = now();
    const { store } = readSite(json, null).site;
    const hands = { state: db.state, run, setTime };
    const gathered = (work: () => void) =>
      db.gather(() => {
        work();
        this.#finishJobs();
      });
    const fromAt = eveningStart(untilAt, store);
    const days = this.#options.hasMonth ? demoDays(untilAt, store) : null;
    setTime(days?.fromAt ?? fromAt);
    this.import(json, true, 'system', 'setup');
    if (days) playBusyDays(hands, { ...days, onDay: gathered });
    setTime(fromAt);
    gathered(() => playEvening(hands, { fromAt, untilAt }));
  }

  #finishJobs(): void {
    const { db, now } = this.#options;
    db.transact((tx) => {
      for (const { id } of jobHeadsIn(db.read, 'waiting')) finishJob(tx, id, now());
    });
  }

  /** Throws STORE_ALREADY_SET_UP, SITE_INVALID. */
  fromFile(json: string, demo: boolean): void {
    this.#requireNew();
    this.import(json, demo, 'system', 'setup');
  }

  /** Throws STORE_ALREADY_SET_UP, NEW_STORE_INVALID. */
  fromAnswers(answers: NewStoreAnswers): void {
    this.#requireNew();
    const made = newSite(answers, this.#options.now());
    if (!made.ok) {
      const { problems } = made;
      throw siteError('NEW_STORE_INVALID', { summary: answersSummary(problems), problems });
    }
    this.import(JSON.stringify(made.site), false, 'system', 'setup');
  }

  /**
   * Throws as `importSite` of the rules, SETTINGS_CHANGED with what was set since the file was exported, and
   * SITE_CHANGES_SETTINGS with everything it changes, until whoever brings it has read that; then nothing was taken
   * over. What the store itself brings (`system`) was read by nobody.
   */
  import(
    json: string,
    demo: boolean,
    actor: string,
    station: string,
    { despite = [], keep = [], authorisationId, isShown = actor === 'system' }: ImportOptions = {},
  ): void {
    const { db, keys, people, isPractice, run } = this.#options;
    this.#options.requireTrading();
    const incoming = readSite(json, db.isSetUp ? db.state.site.site : null, this.#mayGiveCards(actor));
    // Before it is held against the store: a card is the same by its number and by the hash of one that was lost.
    cardsIn(incoming.site, (card) => db.meetCard(card));
    const file = isPractice ? practiceSite(incoming.full) : incoming.full;
    const site = isPractice ? practiceSite(incoming.site) : incoming.site;
    const adopts = !isPractice && !keep.includes('terminals');
    const newKeys = adopts && db.isSetUp ? keys.changedBy(incoming.full) : [];
    const brought = { site, demo, despite: [...despite], ...(newKeys.length > 0 && { newKeys }) };
    const { kept, unread } = this.#heldAgainstStore(file, brought, actor, keep);
    const how = { ...brought, keep: kept, ...(authorisationId !== undefined && { authorisationId }) };
    // What would be refused is refused before any key is taken over.
    if (db.isSetUp) this.#requireRead(how, actor, { unread, isShown });
    // Keys first: a store that knows of a terminal without its key would wait for an installer after a power cut.
    if (adopts && keys.adopt(incoming.full)) this.#options.onNewKeys();
    const isNew = !db.isSetUp;
    run('site.import', how, actor, station);
    // In a store that is set up a PIN is set by whoever proves the own one, and by nothing else.
    if (!isNew && !demo) return;
    const pins = demo ? new Map(incoming.site.staff.map(({ no }) => [no, demoPin])) : incoming.pins;
    const newPins = [...pins].filter(([staffNo]) => !demo || !staffWithPin(db.read).includes(staffNo));
    people.adoptPins(new Map(newPins));
    for (const [staffNo] of newPins) run('staff.recordPin', { staffNo }, actor, station);
  }

  /** Whether somebody may give cards; what the store itself brings is the store's own. */
  #mayGiveCards(actor: string): boolean {
    const { db } = this.#options;
    if (actor === 'system' || !db.isSetUp) return true;
    const person = db.state.site.site.staff.find(({ no }) => no === actor);
    return person !== undefined && permissionsOf(person.role).includes('settings.cards');
  }

  /**
   * The sections that stay as they are in force, and what a file that does not tell what it was made from changes and
   * nobody has read. Throws SETTINGS_CHANGED.
   */
  #heldAgainstStore(
    file: Site,
    brought: Brought,
    actor: string,
    keep: readonly Section[],
  ): { kept: Section[]; unread: Overwritten[] } {
    const { db } = this.#options;
    if (!db.isSetUp) return { kept: [], unread: [] };
    const { same, overwritten } = againstStore(file, siteNow(db), db.state);
    const changes = changesByImport(db.state, { ...brought, keep: [...same, ...keep] }, { newId: randomUUID });
    const own = wordOf(db.state, actor);
    // Nobody takes back what she could not set.
    const mayTake = ({ section }: Overwritten) => withoutRight(changesOf(section, changes), [own]).length === 0;
    const isKept = (one: Overwritten) => keep.includes(one.section) || (!mayTake(one) && one.isEdited === false);
    const kept = overwritten.filter(isKept).map(({ section }) => section);
    const unread = overwritten.filter((one) => !isKept(one) && !brought.despite.includes(one.key));
    if (file.asExported && unread.length > 0 && unread.every(mayTake)) {
      const taken = changes.filter(({ section }) => !kept.includes(section));
      const ofUnread = taken.filter(({ section }) => unread.some((one) => one.section === section));
      const difference = { changes: toldOf(ofUnread), key: keyOfDifference(taken) };
      throw siteError('SETTINGS_CHANGED', { sections: unread, difference });
    }
    return { kept: [...same, ...kept], unread };
  }

  /** Throws what the import would be refused with, and SITE_CHANGES_SETTINGS with what nobody has read yet. */
  #requireRead(
    brought: Brought & { keep: Section[] },
    actor: string,
    { unread, isShown }: { unread: readonly Overwritten[]; isShown: boolean },
  ): void {
    const { db, now, businessDate } = this.#options;
    const ctx = { at: now(), businessDate: businessDate(), actor, newId: randomUUID, digestOf: textDigest };
    const changes = changesByImport(db.state, brought, ctx);
    const difference = { changes: toldOf(changes), key: keyOfDifference(changes) };
    try {
      decideImport(db.state, brought, ctx);
    } catch (error) {
      const code = error instanceof StoreError ? error.code : null;
      // What is to be confirmed is read first.
      if (code !== 'SETTINGS_CONFIRM' && code !== 'SETTINGS_CONFIRM_BY_ANOTHER') {
        // Whoever asks a manager has read it by then.
        if (!(error instanceof StoreError) || code !== 'SETTINGS_NOT_ALLOWED') throw error;
        throw siteError('SETTINGS_NOT_ALLOWED', { ...error.context, difference });
      }
    }
    const isRead = isShown || changes.length === 0 || brought.despite.includes(difference.key);
    // A file without marks lists its sections; what was read of it as a whole was read of each.
    const isListed = unread.length > 0 && !brought.despite.includes(difference.key);
    if (!isRead || (isListed && !(isShown && actor !== 'system'))) {
      throw siteError('SITE_CHANGES_SETTINGS', { sections: unread, difference });
    }
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
