import type { ReaderService } from '../../../host/api/reader-service.ts';
import type { CardHolderView, CardSeen, ReaderView, TypedCardShape } from '../../../host/api/reader-views.ts';
import type { Connection } from '../../../host/api/store-service.ts';

/** Readers for screens to be tried on: keeps what was typed, and shows the cards a test holds. */
export class FakeReaders implements ReaderService {
  /** Texts that screens took for cards. */
  readonly typed: string[] = [];
  /** Whose card a typed text is. */
  readonly holders = new Map<string, CardHolderView>();
  shapes: TypedCardShape[] = [{ prefix: '', suffix: '', alphabet: '0123456789ABCDEFabcdef', lengths: [8, 14, 20] }];
  readers: ReaderView[] = [
    { id: 'desk', type: 'pcsc', state: 'offline', reason: 'READER_NOT_FOUND', cards: 0, unreadable: 0, lastCard: null },
    { id: 'cashier', type: 'keyboard', state: 'unknown', reason: null, cards: 3, unreadable: 0, lastCard: null },
  ];
  readonly #listeners = new Set<(card: CardSeen) => void>();

  list(): ReaderView[] {
    return this.readers;
  }

  typedShapes(): TypedCardShape[] {
    return this.shapes;
  }

  takeTyped(_connection: Connection, text: string): CardHolderView {
    this.typed.push(text);
    const holder = this.holders.get(text) ?? { kind: 'unknown', uid: 'A1B2C3D4' };
    this.hold(holder);
    return holder;
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
