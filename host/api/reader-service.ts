import type { CardHolderView, CardSeen, ReaderView, TypedCardShape } from './reader-views.ts';
import type { Connection } from './store-service.ts';

/** The card readers of the store's desks. Errors are StoreError with a stable code. */
export interface ReaderService {
  list(): ReaderView[];
  /** How cards look that readers of this store type; empty where no reader does. */
  typedShapes(): TypedCardShape[];
  /** A reader that poses as a keyboard typed this at the station. Throws CARD_UNKNOWN for what is no card. */
  takeTyped(connection: Connection, text: string): CardHolderView;
  /** Tells of every card held to a reader of the station, until the returned function is called. */
  onCard(connection: Connection, listener: (card: CardSeen) => void): () => void;
}
