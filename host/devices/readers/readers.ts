import { cardError } from '../../../core/model/cards/errors.ts';
import { deviceError } from '../../../core/model/devices/errors.ts';
import { settingDefaults } from '../../../core/model/site/defaults.ts';
import type { ReaderPresetId } from '../../../core/model/site/reader-presets.ts';
import { readerPresetIds, readerPresets } from '../../../core/model/site/reader-presets.ts';
import type { SiteReader } from '../../../core/model/site/schema.ts';
import type { SiteIndex } from '../../../core/model/site/site-index.ts';
import type { PlainReader } from '../../../core/rules/site/resolve-reader.ts';
import { resolveReader } from '../../../core/rules/site/resolve-reader.ts';
import type { CardReader, ReaderState } from '../../../hardware/reader/card-reader.ts';
import type { ReaderSettings } from '../../../hardware/reader/open.ts';
import { createReader } from '../../../hardware/reader/open.ts';
import type { UidFormat } from '../../../hardware/reader/uid.ts';
import { decodeUid, mayShorten, typedUid } from '../../../hardware/reader/uid.ts';
import type { Scheduler } from '../../../hardware/scheduler.ts';
import { SimReader } from '../../../hardware/sim/sim-reader.ts';
import type { HidLibrary } from '../../../hardware/transport/hid.ts';
import { createTransport } from '../../../hardware/transport/open.ts';
import type { Connection } from '../../contract/connection.ts';
import type { DeviceSummary } from '../../parts/devices/views.ts';
import type { ReaderService } from '../../parts/readers/service.ts';
import type {
  AttachedReader,
  CardHolderView,
  CardSeen,
  LearningView,
  ReaderPresetView,
  ReaderView,
  TypedCardAnswer,
  TypedCardShape,
} from '../../parts/readers/views.ts';
import type { Touch } from '../../people/touches.ts';
import type { DevicePaths } from '../kind/device-path.ts';
import { type HidReader, ReaderLearning } from './reader-learning.ts';

export interface StoreReadersOptions {
  /** Which paths may be opened. */
  paths: DevicePaths;
  site(): SiteIndex;
  /** A card was read, and is looked up next. */
  meetCard(uid: string): void;
  scheduler: Scheduler;
  /** The wall clock, UTC ms. */
  now(): number;
  log: { info(facts: object, message: string): void; warn(facts: object, message: string): void };
  /** The station that readers plugged into this machine belong to. */
  ownStationId: string;
  /** A reader came or went; told once for each change. */
  onState(reader: ReaderPresence): void;
  /**
   * A card at a station; `uid` is the whole UID of the card that is meant. True where somebody took it as a proof: no
   * screen is told of it then.
   */
  onCard(touch: Touch): boolean;
  /** What nobody holds was typed or sent: how often a station may. */
  typed: { admit(stationId: string): void; missed(stationId: string): void };
  /** Who is signed in on the connection now, null for nobody. */
  staffOn(connection: Connection): string | null;
  /** Takes the readers over as those of the site, on behalf of the connection. */
  keepReaders(connection: Connection, readers: SiteReader[]): Promise<void>;
  /** What `import('node-hid')` gives; null where real devices are out of reach. */
  hid?: (() => Promise<HidLibrary>) | null;
}

type KeyboardReader = Extract<PlainReader, { type: 'keyboard' }>;

/** Whether a reader is there, and why not. */
type ReaderPresence = DeviceSummary['readers'][number];

/** Ways a reader that poses as a keyboard may write a UID, those that give all of it first. */
const typedFormats: readonly KeyboardReader[] = (['hex', '14H17D', '8H10D', '5+5', '6H8D', '3+5'] as const).flatMap(
  (encoding) => [
    { id: '', type: 'keyboard', encoding },
    { id: '', type: 'keyboard', encoding, reversed: true },
  ],
);

interface OpenReader {
  settings: PlainReader;
  /** Null for one that types: the screens hear it, not this machine. */
  driver: CardReader | null;
  sim: SimReader | null;
  typedCount: number;
  lastCard: ReaderView['lastCard'];
}

/** The card readers of the site: opened, watched, and their cards brought to the station they belong to. */
export class StoreReaders implements ReaderService {
  readonly #options: StoreReadersOptions;
  readonly #listeners = new Set<(card: CardSeen, stationId: string) => void>();
  readonly #learning: ReaderLearning;
  #readers: OpenReader[] = [];

  constructor(options: StoreReadersOptions) {
    this.#options = options;
    this.#learning = new ReaderLearning({
      scheduler: options.scheduler,
      hid: options.hid,
      cards: () => options.site().cards,
      staffOn: options.staffOn,
      keep: (connection, reader) => this.#keep(connection, reader),
    });
  }

  /** Opens the readers of the site in force. One that is away is tried again by its driver. */
  async open(): Promise<void> {
    this.#readers = this.#options.site().site.readers.map((reader) => this.#reader(resolveReader(reader)));
    await Promise.all(this.#readers.map(({ driver }) => driver?.open()));
  }

  async close(): Promise<void> {
    await this.#learning.close();
    const readers = this.#readers;
    this.#readers = [];
    await Promise.all(readers.map(({ driver }) => driver?.close()));
  }

  list(): ReaderView[] {
    return this.#readers.map(({ settings: { id, type }, driver, typedCount, lastCard }) => ({
      id,
      type,
      state: driver ? presenceOf(id, driver.state).state : 'unknown',
      reason: driver?.state.reason ?? null,
      cards: driver?.counters.cards ?? typedCount,
      unreadable: driver?.counters.unreadable ?? 0,
      lastCard,
    }));
  }

  /** Those that show whether they are there. */
  presence(): ReaderPresence[] {
    return this.#readers.flatMap(({ settings, driver }) => (driver ? [presenceOf(settings.id, driver.state)] : []));
  }

  typedShapes(): TypedCardShape[] {
    return this.#keyboards().flatMap(({ settings: { encoding = 'hex', prefix = '', suffix = '' } }) => {
      const shape = typedUid(encoding);
      return shape ? [{ prefix, suffix, ...shape }] : [];
    });
  }

  takeTyped(connection: Connection, text: string): TypedCardAnswer {
    const { stationId } = connection;
    this.#options.typed.admit(stationId);
    const read = this.#keyboards().flatMap((reader) => {
      const uid = uidOfTyped(text, reader.settings);
      return uid === null ? [] : [{ reader, uid: this.#wholeUid(uid, reader.settings) }];
    });
    // Readers of several kinds can make a UID of the same text: the one that somebody holds is meant.
    const meant = read.find(({ uid }) => this.#isHeld(uid)) ?? read[0];
    if (!meant) {
      this.#options.typed.missed(stationId);
      throw cardError('CARD_UNKNOWN');
    }
    meant.reader.typedCount += 1;
    const { kind } = this.#tell(meant.reader, { uid: meant.uid, stationId, isHeld: false, from: connection });
    if (kind === 'unknown') this.#options.typed.missed(stationId);
    return kind === 'unknown' || kind === 'lost' ? kind : 'known';
  }

  presets(): ReaderPresetView[] {
    return readerPresetIds.map((id) => {
      const { name, usb, settings } = readerPresets[id];
      return { id, name, usb: [...usb], type: settings.type };
    });
  }

  async addPreset(connection: Connection, preset: ReaderPresetId, path: string | undefined): Promise<string> {
    const { readers } = this.#options.site().site;
    const { type } = readerPresets[preset].settings;
    if ((type === 'serial') !== (path !== undefined)) throw deviceError('READER_PATH', { preset });
    const id = freeId(new Set(readers.map((reader) => reader.id)), preset);
    const reader = { id, type: 'preset' as const, preset, ...(path === undefined ? {} : { path }) };
    await this.#options.keepReaders(connection, [...readers, reader]);
    return id;
  }

  /** What a reader is that typed this of a card of the store. Throws READER_TYPES_NO_CARD. */
  typingOf(connection: Connection, text: string): Omit<KeyboardReader, 'id'> {
    this.#options.typed.admit(connection.stationId);
    const format = typedFormats.find((one) => {
      const uid = uidOfTyped(text, one);
      return uid !== null && this.#isHeld(this.#wholeUid(uid, one));
    });
    if (!format) {
      this.#options.typed.missed(connection.stationId);
      throw deviceError('READER_TYPES_NO_CARD');
    }
    const { id: _id, ...reader } = format;
    return reader;
  }

  async addTyping(connection: Connection, text: string): Promise<string> {
    const { site } = this.#options.site();
    const format = this.typingOf(connection, text);
    const known = site.readers.map(resolveReader).find((reader) => isSameTyping(reader, format));
    if (known) return known.id;
    const id = freeId(new Set(site.readers.map((reader) => reader.id)), 'keyboard');
    await this.#options.keepReaders(connection, [...site.readers, { ...format, id }]);
    return id;
  }

  attached(): Promise<AttachedReader[]> {
    return this.#learning.attached();
  }

  learn(connection: Connection, device: AttachedReader): Promise<string> {
    return this.#learning.start(connection, device);
  }

  learning(learningId: string): LearningView {
    return this.#learning.view(learningId);
  }

  cancelLearning(learningId: string): Promise<void> {
    return this.#learning.cancel(learningId);
  }

  onCard({ stationId }: Connection, listener: (card: CardSeen) => void): () => void {
    const take = (card: CardSeen, at: string) => {
      if (at === stationId) listener(card);
    };
    this.#listeners.add(take);
    return () => this.#listeners.delete(take);
  }

  /** A card on a simulated reader. Throws DEVICE_UNKNOWN, DEVICE_NOT_VIRTUAL. */
  hold(readerId: string, uid: string): void {
    const reader = this.#readers.find(({ settings }) => settings.id === readerId);
    if (!reader) throw deviceError('DEVICE_UNKNOWN', { device: `reader/${readerId}` });
    if (!reader.sim) throw deviceError('DEVICE_NOT_VIRTUAL', { device: `reader/${readerId}` });
    // Each touch of a simulated card is a new holding of it.
    reader.sim.release();
    reader.sim.hold(uid);
  }

  #reader(settings: PlainReader): OpenReader {
    if (settings.type === 'keyboard') return { settings, driver: null, sim: null, typedCount: 0, lastCard: null };
    const sim = settings.type === 'sim' ? new SimReader(settings.id) : null;
    const driver = createReader(settings satisfies ReaderSettings, {
      scheduler: this.#options.scheduler,
      simulate: () => sim ?? new SimReader(settings.id),
      line: (line) => this.#options.paths.guarded(createTransport(line), line),
      ...(this.#options.hid ? { hid: this.#options.hid } : {}),
    });
    const reader: OpenReader = { settings, driver, sim, typedCount: 0, lastCard: null };
    let known = presenceOf(settings.id, driver.state);
    driver.setListeners({
      onCard: (uid) => void this.#touched(reader, uid, settings),
      onState: (state) => {
        const now = presenceOf(settings.id, state);
        // Each try to reach one that is away says so again.
        const isNews = now.state !== known.state || now.reason !== known.reason;
        known = now;
        if (!isNews || state.link === 'closed') return;
        const facts = { reader: settings.id, link: state.link, reason: state.reason };
        if (state.link === 'offline') this.#options.log.warn(facts, 'card reader away');
        else this.#options.log.info(facts, 'card reader');
        if (state.link !== 'starting') this.#options.onState(now);
      },
    });
    return reader;
  }

  /** A reader learnt anew keeps its id. */
  async #keep(connection: Connection, learnt: Omit<HidReader, 'id'>): Promise<string> {
    const { readers } = this.#options.site().site;
    const isSame = (reader: SiteReader) =>
      reader.type === 'hid' &&
      reader.vendorId.toUpperCase() === learnt.vendorId &&
      reader.productId.toUpperCase() === learnt.productId &&
      reader.usagePage?.toUpperCase() === learnt.usagePage &&
      reader.serialNumber === learnt.serialNumber;
    const known = readers.find(isSame)?.id;
    const id = known ?? freeId(new Set(readers.map((reader) => reader.id)), 'usb');
    const reader = { ...learnt, id };
    const kept = known === undefined ? [...readers, reader] : readers.map((one) => (one.id === known ? reader : one));
    await this.#options.keepReaders(connection, kept);
    return id;
  }

  #touched(reader: OpenReader, uid: string, settings: PlainReader): void {
    // Over the network, or through a pseudo-terminal, anything can say that it is the reader. Where nothing is real, all are.
    const isHeld = this.#options.site().demo || this.#options.paths.isOnBus(settings);
    this.#tell(reader, { uid: this.#wholeUid(uid, settings), stationId: this.#options.ownStationId, isHeld });
  }

  #tell(reader: OpenReader, touch: Touch): CardHolderView {
    const { uid, stationId } = touch;
    const at = this.#options.now();
    const holder = this.#holderOf(uid);
    reader.lastCard = { at, holder };
    const readerId = reader.settings.id;
    // Who, never which card: whoever knows a UID can make that card.
    this.#options.log.info({ reader: readerId, holder: holder.kind, no: 'no' in holder ? holder.no : null }, 'card');
    if (this.#options.onCard(touch)) return holder;
    for (const listener of this.#listeners) listener({ readerId, at, holder }, stationId);
    return holder;
  }

  #isHeld(uid: string): boolean {
    return this.#options.site().cards.has(uid);
  }

  #holderOf(uid: string): CardHolderView {
    const site = this.#options.site();
    const lost = site.lostCards.get(uid);
    if (lost) {
      const people = lost.holder === 'staff' ? site.staff : site.technicians;
      return { kind: 'lost', no: lost.no, name: people.get(lost.no)?.name ?? '' };
    }
    const holder = site.cards.get(uid);
    if (holder?.kind === 'wristband') return { kind: 'wristband', no: holder.wristbandNo };
    if (holder?.kind === 'technician')
      return { kind: 'technician', no: holder.technician.no, name: holder.technician.name };
    if (holder?.kind === 'staff') return { kind: 'staff', no: holder.staff.no, name: holder.staff.name };
    return { kind: 'unknown', uid };
  }

  /**
   * The UID of the card that is meant. Some readers give the first or the last bytes of it only: that is a card of the
   * store if it fits exactly one.
   */
  #wholeUid(uid: string, settings: PlainReader): string {
    this.#options.meetCard(uid);
    const { cards } = this.#options.site();
    const encoding = 'encoding' in settings ? settings.encoding : undefined;
    if (cards.has(uid) || encoding === undefined || !mayShorten(encoding)) return uid;
    const fitting = [...cards.keys()].filter((card) => card.startsWith(uid) || card.endsWith(uid));
    return fitting.length === 1 ? (fitting[0] ?? uid) : uid;
  }

  #keyboards(): (OpenReader & { settings: KeyboardReader })[] {
    return this.#readers.filter(
      (reader): reader is OpenReader & { settings: KeyboardReader } => reader.settings.type === 'keyboard',
    );
  }
}

function isSameTyping(
  reader: PlainReader,
  { encoding = 'hex', reversed = false }: Omit<KeyboardReader, 'id'>,
): boolean {
  return (
    reader.type === 'keyboard' &&
    (reader.encoding ?? 'hex') === encoding &&
    (reader.reversed ?? settingDefaults.reader.reversed) === reversed &&
    reader.prefix === undefined &&
    reader.suffix === undefined
  );
}

function uidOfTyped(
  text: string,
  { encoding = 'hex', reversed, prefix = '', suffix = '' }: KeyboardReader,
): string | null {
  if (text.length <= prefix.length + suffix.length || !text.startsWith(prefix) || !text.endsWith(suffix)) return null;
  const format: UidFormat = { encoding, reversed };
  return decodeUid(Buffer.from(text.slice(prefix.length, text.length - suffix.length), 'latin1'), format);
}

/** `usb-1`, or the next number that no other reader has. */
function freeId(taken: ReadonlySet<string>, kind: string): string {
  let number = 1;
  while (taken.has(`${kind}-${number}`)) number += 1;
  return `${kind}-${number}`;
}

function presenceOf(id: string, { link, reason }: ReaderState): ReaderPresence {
  return { id, state: link === 'closed' ? 'offline' : link, reason };
}
