import type { ReaderPresetId } from '../../../core/model/site/reader-presets.ts';
import type { Connection } from '../../contract/connection.ts';
import type {
  AttachedReader,
  CardSeen,
  LearningView,
  ReaderPresetView,
  ReaderView,
  TypedCardAnswer,
  TypedCardShape,
} from './views.ts';

/** The card readers of the store's desks. Errors are StoreError with a stable code. */
export interface ReaderService {
  list(): ReaderView[];
  /** How cards look that readers of this store type; empty where no reader does. */
  typedShapes(): TypedCardShape[];
  /** A reader that poses as a keyboard typed this at the station. Throws CARD_UNKNOWN for what is no card, CARD_TRIES. */
  takeTyped(connection: Connection, text: string): TypedCardAnswer;
  /** The readers whose way of telling a UID is known. */
  presets(): ReaderPresetView[];
  /**
   * Writes a reader of a known make into the site, where it works at once; gives its id. `path`: of a serial one, and
   * of no other. Throws READER_PATH.
   */
  addPreset(connection: Connection, preset: ReaderPresetId, path: string | undefined): Promise<string>;
  /**
   * Somebody held a card of the store to a reader that poses as a keyboard, and it typed this: writes the reader into the
   * site by what the text means. Gives its id. Throws READER_TYPES_NO_CARD.
   */
  addTyping(connection: Connection, text: string): Promise<string>;
  /** The USB readers plugged into the store's machine. Throws HID_NO_LIBRARY, PRACTICE_NOT_HERE. */
  attached(): Promise<AttachedReader[]>;
  /**
   * Begins to learn where a reader puts the UID; when it is found, the reader is written into the site. Gives the id
   * to ask for the progress with. One is learnt at a time: a learning under way ends. Throws READER_NOT_FOUND.
   */
  learn(connection: Connection, device: AttachedReader): Promise<string>;
  learning(learningId: string): LearningView;
  cancelLearning(learningId: string): Promise<void>;
  /** Tells of every card held to a reader of the station, until the returned function is called. */
  onCard(connection: Connection, listener: (card: CardSeen) => void): () => void;
}
