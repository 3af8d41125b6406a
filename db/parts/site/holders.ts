import {
  entriesIn,
  type Holder,
  type HolderKind,
  type HolderName,
  type HoldersSlice,
  type Rename,
  renamesFor,
} from '../../../core/model/site/holders.ts';
import type { Sections } from '../../../core/model/site/sections.ts';
import type { ReadHandle, WriteHandle } from '../../engine/connection.ts';

interface HolderRow {
  kind: HolderKind;
  id: string;
  no: string;
  key: string;
  name: string;
  isPresent: number;
}

const columns = 'kind, id, no, key, name, isPresent';

export class StoredHolders implements HoldersSlice {
  readonly #read: ReadHandle;

  constructor(read: ReadHandle) {
    this.#read = read;
  }

  holderById(kind: HolderKind, id: string): Holder | null {
    return holderOf(this.#read.get<HolderRow>(`SELECT ${columns} FROM holders WHERE kind = ? AND id = ?`, kind, id));
  }

  holderByKey(kind: HolderKind, key: string): Holder | null {
    return holderOf(this.#read.get<HolderRow>(`SELECT ${columns} FROM holders WHERE kind = ? AND key = ?`, kind, key));
  }

  /** No number begins with a tilde, and none sorts behind it. */
  passedOn(kind: HolderKind): Holder[] {
    return this.#read
      .all<HolderRow>(`SELECT ${columns} FROM holders WHERE kind = ? AND key >= '~' ORDER BY key`, kind)
      .flatMap((row) => holderOf(row) ?? []);
  }
}

function holderOf(row: HolderRow | undefined): Holder | null {
  if (!row) return null;
  return { ...row, name: JSON.parse(row.name) as HolderName | null, isPresent: row.isPresent === 1 };
}

/** Takes over who and what some settings are about; gives what has to be known by another key. */
export function takeHolders(tx: WriteHandle, sections: Partial<Sections>): Rename[] {
  const stored = new StoredHolders(tx);
  return [...entriesIn(sections)].flatMap(([kind, entries]) => {
    const renames = renamesFor(stored, kind, entries);
    for (const { from, to } of renames) {
      tx.change('UPDATE holders SET key = ? WHERE kind = ? AND key = ?', to, kind, from);
    }
    tx.run('UPDATE holders SET isPresent = 0 WHERE kind = ?', kind);
    for (const { id, no, name } of entries) {
      tx.run(
        `INSERT INTO holders (kind, id, no, key, name, isPresent) VALUES (?, ?, ?, ?, ?, 1)
         ON CONFLICT (kind, id) DO UPDATE SET no = excluded.no, name = excluded.name, isPresent = 1`,
        kind,
        id,
        no,
        no,
        JSON.stringify(name),
      );
    }
    return renames;
  });
}
