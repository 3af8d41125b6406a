import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CommandInput, CommandName } from '../../core/model/commands.ts';
import type { StoreEvent } from '../../core/model/events.ts';
import type { Site } from '../../core/model/site/schema.ts';
import type { CommandAnswer } from '../../host/contract/commands.ts';
import type { OpenedSession } from '../../host/contract/connection.ts';
import type { StopView } from '../../host/parts/safekeeping/views.ts';
import { type CallerOptions, type CallOutcome, StoreCaller } from '../common/store-caller.ts';
import { crashSite, exampleSite } from '../crash/site.ts';
import { foldersIn, type StoreFolders, StoreProcess, smallScreens } from '../crash/store-process.ts';

/** Of managers, and of everybody else. */
const managerPin = '48151623';
const staffPin = '739105';
/** As a forwarder of another machine's calls sends them: the store takes the screen for one of its network. */
const fromElsewhere = { 'x-forwarded-for': '192.0.2.7' };

/** A fresh store, its own process and its real sockets, that is attacked. */
export class Ground {
  readonly folders: StoreFolders;
  readonly #beside: string;
  readonly #isDemo: boolean;
  readonly #lines: StoreCaller[] = [];
  readonly #others: Ground[] = [];
  readonly #spare: { process: StoreProcess | null };
  #store: StoreProcess | null = null;
  #url = '';

  private constructor(beside: string, name: string, isDemo: boolean, spare: { process: StoreProcess | null }) {
    this.#beside = beside;
    this.#spare = spare;
    this.#isDemo = isDemo;
    this.folders = foldersIn(path.join(beside, name));
  }

  /** `beside`: a folder that is thrown away afterwards. */
  static open(beside: string): Promise<Ground> {
    return Ground.#make(beside, 'store', false, { process: null });
  }

  static async #make(
    beside: string,
    name: string,
    isDemo: boolean,
    spare: { process: StoreProcess | null },
  ): Promise<Ground> {
    const ground = new Ground(beside, name, isDemo, spare);
    mkdirSync(ground.folders.root, { recursive: true });
    writeFileSync(path.join(beside, 'site.json'), JSON.stringify(groundSite()));
    await ground.start();
    return ground;
  }

  get url(): string {
    return this.#url;
  }

  get dataDir(): string {
    return this.folders.dataDir;
  }

  get file(): string {
    return path.join(this.dataDir, 'store.sqlite');
  }

  pinOf(staffNo: string): string {
    if (this.#isDemo) return '0000';
    return staffNo.startsWith('M') ? managerPin : staffPin;
  }

  /** Another store, for what leaves nothing behind that could be attacked again. */
  async another(name: string, isDemo = false): Promise<Ground> {
    const other = await Ground.#make(this.#beside, name, isDemo, this.#spare);
    this.#others.push(other);
    return other;
  }

  /** Starts the store. Returns false where it does not open; `laterMs`: ahead of the computer's clock. */
  async start({ laterMs = 0, dataDir = this.dataDir }: { laterMs?: number; dataDir?: string } = {}): Promise<boolean> {
    const store = this.#spare.process ?? this.#loaded();
    // The next one loads while this one is attacked.
    this.#spare.process = this.#loaded();
    const how = this.#isDemo ? ['--demo'] : ['--site', path.join(this.#beside, 'site.json')];
    const flags = ['--headless', '--data', dataDir, '--port', '0', ...how];
    await store.order({ flags, screens: smallScreens(this.#beside), settings: this.folders.settings, laterMs });
    try {
      this.#url = (await store.address()) ?? '';
      this.#store = store;
    } catch {
      return false;
    }
    return true;
  }

  /** Whether a second program opens a folder beside this one. */
  async secondOn(dataDir: string): Promise<boolean> {
    const [url, store] = [this.#url, this.#store];
    const opens = await this.start({ dataDir });
    if (opens) await this.#store?.kill();
    this.#url = url;
    this.#store = store;
    return opens;
  }

  async stop(): Promise<void> {
    this.#store?.askToClose();
    await this.#store?.ended();
    this.#store = null;
  }

  async kill(): Promise<void> {
    await this.#store?.kill();
    this.#store = null;
  }

  /** A screen of this machine, or as the options say. Throws where it is not let in. */
  async screen(options: CallerOptions = {}): Promise<Screen> {
    const line = await StoreCaller.open(this.#url, options);
    this.#lines.push(line);
    return new Screen(line);
  }

  /** A screen of the store's network, not paired. */
  elsewhere(options: CallerOptions = {}): Promise<Screen> {
    return this.screen({ isOwn: false, ...options, headers: { ...fromElsewhere, ...options.headers } });
  }

  /** A screen of this machine at which somebody is signed in. */
  async at(staffNo: string, options: CallerOptions = {}): Promise<Screen> {
    const screen = await this.screen(options);
    await screen.signIn(staffNo, this.pinOf(staffNo));
    return screen;
  }

  /** A screen of the network that is paired. */
  async paired(name: string): Promise<{ screen: Screen; stationToken: string }> {
    const manager = await this.at('M01');
    const { code } = (await manager.done('session.pairingCode')) as { code: string };
    const { stationToken } = (await (await this.elsewhere()).done('session.pair', { code, name })) as {
      stationToken: string;
    };
    return { screen: await this.elsewhere({ station: stationToken }), stationToken };
  }

  async close(): Promise<void> {
    for (const other of this.#others) await other.close();
    for (const line of this.#lines) line.close();
    await this.kill();
  }

  /** Ends also what was loaded for a next start. */
  async end(): Promise<void> {
    await this.close();
    await this.#spare.process?.kill();
  }

  #loaded(): StoreProcess {
    return new StoreProcess(path.join(this.#beside, 'compiled'));
  }
}

/** Somebody at a screen: what she tries is answered or refused. */
export class Screen {
  readonly line: StoreCaller;
  token: string | null = null;

  constructor(line: StoreCaller) {
    this.line = line;
  }

  /** `ok`, or the code it was refused with, or `lost`. */
  async try(path: string, input?: unknown, isQuery = false): Promise<string> {
    return saidBy(await this.outcome(path, input, isQuery));
  }

  outcome(path: string, input?: unknown, isQuery = false): Promise<CallOutcome> {
    return isQuery ? this.line.query(path, input) : this.line.mutation(path, input);
  }

  /** What an answer says. Throws where there is none: then nothing was attacked. */
  async done(path: string, input?: unknown, isQuery = false): Promise<unknown> {
    const outcome = await this.outcome(path, input, isQuery);
    if (outcome.kind === 'answer') return outcome.data;
    throw new Error(`${path}: ${saidBy(outcome)}`);
  }

  async signIn(staffNo: string, pin: string): Promise<void> {
    this.token = ((await this.done('session.signIn', { staffNo, pin })) as OpenedSession).token;
  }

  /** The command's events. Throws where it is refused. */
  async act<Name extends CommandName>(name: Name, data: CommandInput<Name>): Promise<StoreEvent[]> {
    return ((await this.done('act', { commandId: randomUUID(), name, data })) as CommandAnswer).events;
  }

  tryAct<Name extends CommandName>(name: Name, data: CommandInput<Name>): Promise<string> {
    return this.try('act', { commandId: randomUUID(), name, data });
  }

  /** Why the store does not record, by code. */
  async stopped(): Promise<string[]> {
    const { stop } = (await this.done('safekeeping.state', undefined, true)) as { stop: StopView | null };
    return stop?.faults.map(({ code }) => code) ?? [];
  }
}

export function saidBy(outcome: CallOutcome): string {
  if (outcome.kind === 'answer') return 'ok';
  return outcome.kind === 'refused' ? outcome.code : 'lost';
}

/** The example store, with a reader that types, everybody with a PIN. */
function groundSite(): Site {
  const { goods } = exampleSite();
  const site = { ...crashSite(), goods };
  for (const person of site.staff) person.pin = person.no.startsWith('M') ? managerPin : staffPin;
  return { ...site, readers: [{ id: 'cashier', type: 'keyboard' }] };
}

/** A card as it stands in the site. */
export function cardOf(staffNo: string): string {
  return crashSite().staff.find(({ no }) => no === staffNo)?.card ?? '';
}
