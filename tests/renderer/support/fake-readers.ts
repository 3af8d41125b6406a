import { deviceError } from '../../../core/model/devices/errors.ts';
import type { Connection } from '../../../host/contract/connection.ts';
import type { ReaderService } from '../../../host/parts/readers/service.ts';
import type {
  AttachedReader,
  CardHolderView,
  CardSeen,
  LearningView,
  ReaderPresetView,
  ReaderView,
  TypedCardAnswer,
  TypedCardShape,
} from '../../../host/parts/readers/views.ts';

/** Readers for screens to be tried on: keeps what was typed, and shows the cards a test holds. */
export class FakeReaders implements ReaderService {
  /** Texts that screens took for cards. */
  readonly typed: string[] = [];
  /** Whose card a typed text is. */
  readonly holders = new Map<string, CardHolderView>();
  shapes: TypedCardShape[] = [
    { prefix: '', suffix: '', alphabet: '0123456789ABCDEFabcdef', lengths: [8, 10, 14, 16, 20] },
  ];
  readers: ReaderView[] = [
    { id: 'desk', type: 'pcsc', state: 'offline', reason: 'READER_NOT_FOUND', cards: 0, unreadable: 0, lastCard: null },
    { id: 'cashier', type: 'keyboard', state: 'unknown', reason: null, cards: 3, unreadable: 0, lastCard: null },
  ];
  /** Presets that screens chose, with the path given. */
  readonly added: [preset: string, path: string | undefined][] = [];
  readonly #listeners = new Set<(card: CardSeen) => void>();

  list(): ReaderView[] {
    return this.readers;
  }

  presets(): ReaderPresetView[] {
    return [
      { id: 'acr122u', name: 'ACS ACR122U', usb: ['072F:2200'], type: 'pcsc' },
      { id: 'rdm6300', name: 'RDM6300', usb: [], type: 'serial' },
    ];
  }

  async addPreset(_connection: Connection, preset: string, path: string | undefined): Promise<string> {
    this.added.push([preset, path]);
    return `${preset}-1`;
  }

  async addTyping(_connection: Connection, text: string): Promise<string> {
    if (text !== '0040856634') throw deviceError('READER_TYPES_NO_CARD');
    this.added.push(['typing', text]);
    return 'keyboard-1';
  }

  typedShapes(): TypedCardShape[] {
    return this.shapes;
  }

  takeTyped(_connection: Connection, text: string): TypedCardAnswer {
    this.typed.push(text);
    const holder = this.holders.get(text) ?? { kind: 'unknown', uid: 'A1B2C3D4' };
    this.hold(holder);
    return holder.kind === 'unknown' || holder.kind === 'lost' ? holder.kind : 'known';
  }

  /** Null: the machine has no HID library. */
  plugged: AttachedReader[] | null = [{ vendorId: '1A86', productId: 'E010', usagePage: 'FF00', name: 'Maker R1' }];
  /** What screens asked for. */
  readonly learnt: string[] = [];
  learningView: LearningView = { state: 'waiting', cards: 0 };

  async attached(): Promise<AttachedReader[]> {
    if (!this.plugged) throw deviceError('HID_NO_LIBRARY');
    return this.plugged;
  }

  async learn(_connection: Connection, { vendorId, productId }: AttachedReader): Promise<string> {
    this.learnt.push(`learn ${vendorId}:${productId}`);
    return '1';
  }

  learning(): LearningView {
    return this.learningView;
  }

  async cancelLearning(learningId: string): Promise<void> {
    this.learnt.push(`cancel ${learningId}`);
  }

  onCard(_connection: Connection, listener: (card: CardSeen) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** How many screens listen for cards. */
  get listening(): number {
    return this.#listeners.size;
  }

  /** A card is held to the station's reader. */
  hold(holder: CardHolderView): void {
    for (const listener of this.#listeners) listener({ readerId: 'desk', at: Date.now(), holder });
  }
}
