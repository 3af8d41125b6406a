import type { ReaderPresetId } from '../../../core/model/site/reader-presets.ts';

/** Whose card it is. The UID itself goes to screens only where nobody holds the card yet. */
export type CardHolderView =
  | { kind: 'wristband'; no: string }
  | { kind: 'technician' | 'staff'; no: string; name: string }
  /** 挂失: a card that somebody lost. */
  | { kind: 'lost'; no: string; name: string }
  | { kind: 'unknown'; uid: string };

/** A card that was held to a reader of this station. */
export interface CardSeen {
  readerId: string;
  at: number;
  holder: CardHolderView;
}

/** A card reader at the desk. */
export interface ReaderView {
  id: string;
  type: 'sim' | 'keyboard' | 'serial' | 'tcp' | 'hid' | 'pcsc';
  /** `unknown`: one that types like a keyboard does not show whether it is there. */
  state: 'online' | 'offline' | 'starting' | 'unknown';
  /** The code of why it is offline. */
  reason: string | null;
  cards: number;
  /** What was no card in the reader's format. */
  unreadable: number;
  lastCard: { at: number; holder: CardHolderView } | null;
}

/** A USB reader that is plugged in, by what tells it from others: numbers as four upper-case hex digits. */
export interface AttachedReader {
  vendorId: string;
  productId: string;
  usagePage?: string | undefined;
  /** Only where there are several of its kind. */
  serialNumber?: string | undefined;
  /** Maker and product as the device tells them; may be empty. */
  name: string;
}

/** A reader of a known make. */
export interface ReaderPresetView {
  id: ReaderPresetId;
  /** Maker and product; for one that types, what it types of the card 026F6C3A where there are several. */
  name: string;
  /** USB vendor and product where they are known: `072F:2200`. */
  usb: string[];
  type: 'pcsc' | 'keyboard' | 'hid' | 'serial';
}

/** How far learning a reader is: `cards` is how many holds of a card were seen (one, the same again, another). */
export type LearningView =
  | { state: 'waiting'; cards: 0 | 1 | 2 }
  | { state: 'done'; readerId: string }
  | { state: 'failed'; code: string; context: Readonly<Record<string, unknown>> };

/** What a screen is told of a number it sent: never whose it is, as anybody may send any. */
export type TypedCardAnswer = 'known' | 'lost' | 'unknown';

/** What a card looks like when a reader types it: by this a screen tells cards from typing. */
export interface TypedCardShape {
  prefix: string;
  suffix: string;
  /** Every character that may stand between the two. */
  alphabet: string;
  /** How many of them there can be. */
  lengths: number[];
}
