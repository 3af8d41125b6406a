import type { JournalHead } from '../../db/engine/journal.ts';
import type { StoreFault } from '../../db/inspection.ts';
import type { Copy, KeepRule } from './copies.ts';
import type { MoveInput, OpenedMove } from './move-file.ts';
import type { Places } from './places.ts';
import type { Restored } from './restore.ts';

/** What a process of its own does for a store's safety, and what it answers; one task at a time. */
export interface KeeperTasks {
  /** Looks at every page of the file. */
  pages: { input: { file: string }; answer: StoreFault | null };
  /** Keeps the rows behind a place as segments, and the secrets anew where there is a sheet; tells the last row. */
  segment: { input: { places: Places; after: JournalHead | null; publicKey: string | null }; answer: JournalHead };
  /** A whole copy, proved; what the rule does not keep goes. */
  copy: { input: { places: Places; at: number; businessDate: string; keep: KeepRule; byHand?: boolean }; answer: Copy };
  /** The one file by which a store leaves for another computer; tells how many bytes it has. */
  move: { input: MoveInput; answer: { bytes: number } };
  /** Prepares the store of such a file to take this one's place. `code` as below. */
  openMove: { input: { places: Places; file: string; code: string; at: number }; answer: OpenedMove };
  /** `code`: a recovery code in its one form. */
  restore: {
    input: { places: Places; name: string | null; code: string | null; at: number };
    answer: Restored;
  };
}

export interface KeeperTask<Name extends keyof KeeperTasks = keyof KeeperTasks> {
  name: Name;
  input: KeeperTasks[Name]['input'];
}

export type FromKeeperProcess =
  | { answer: unknown }
  | { code: string; message: string; context: Readonly<Record<string, unknown>> };
