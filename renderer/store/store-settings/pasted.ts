import { normalCode } from '../../../core/kernel/typed.ts';
import { type Entry, entryOf, type Field, type Options, type Problems, type Typed } from './field.ts';

/** A sheet that was copied out of Excel or WPS, or a CSV file: to rows of fields. Pure, and never throws. */

/** So many rows are taken at once. */
export const mostRows = 500;
const mostColumns = 50;

/** The cells of a text, row by row: tabs where there are any, else commas or semicolons; `"…"` may hold anything. */
export function cellsOf(text: string): string[][] {
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const separator = plain.includes('\t') ? '\t' : (/[,，;；]/.exec(plain)?.[0] ?? '\t');
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endCell = () => {
    row.push(cell.trim());
    cell = '';
  };
  const endRow = () => {
    endCell();
    if (row.some((one) => one !== '') && rows.length <= mostRows) rows.push(row.slice(0, mostColumns));
    row = [];
  };
  for (let index = 0; index < plain.length; index += 1) {
    const character = plain[index] ?? '';
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (plain[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else isQuoted = false;
    } else if (character === '"' && cell.trim() === '') {
      cell = '';
      isQuoted = true;
    } else if (character === separator) endCell();
    else if (character === '\n') endRow();
    else cell += character;
  }
  endRow();
  return rows;
}

/** A word over a column as it is compared. */
function wordOf(text: string): string {
  return normalCode(text)
    .toLowerCase()
    .replace(/[\s:：*（(].*$/, '')
    .replace(/[_-]/g, '');
}

/** Which column is which field; null: none. */
export type Columns = readonly (string | null)[];

/**
 * What stands in each column by the words of the first row (`heads`: the words for each field, in every language), and
 * whether that row is one of heads. Without heads the columns are the fields in their order.
 */
export function columnsOf(
  rows: readonly (readonly string[])[],
  fields: readonly Field[],
  heads: Readonly<Record<string, readonly string[]>>,
): { columns: Columns; hasHeads: boolean } {
  const width = Math.max(0, ...rows.map(({ length }) => length));
  const first = Array.from({ length: width }, (_, index) => wordOf(rows[0]?.[index] ?? ''));
  const taken = new Set<string>();
  const named = first.map((word) => {
    const field =
      word === ''
        ? undefined
        : fields.find(({ id }) => !taken.has(id) && heads[id]?.some((head) => wordOf(head) === word));
    if (field) taken.add(field.id);
    return field?.id ?? null;
  });
  if (taken.size > 0) return { columns: named, hasHeads: true };
  const typed = fields.filter(({ kind }) => kind !== 'card');
  return { columns: first.map((_, index) => typed[index]?.id ?? null), hasHeads: false };
}

export interface PastedRow {
  /** Where it stands in what was pasted, from 1. */
  line: number;
  typed: Typed;
  /** Null where something is wrong. */
  entry: Entry | null;
  problems: Problems;
  /** The number or code stands there already, or twice in what was pasted. */
  isTwice: boolean;
}

/** Each row as an entry or with what is wrong. What no column says is as in a new entry (`blank`). */
export function entriesPasted(
  rows: readonly (readonly string[])[],
  { columns, hasHeads }: { columns: Columns; hasHeads: boolean },
  fields: readonly Field[],
  context: { options: Options; currency: string; blank: Typed; there: ReadonlySet<string> },
): PastedRow[] {
  const seen = new Set(context.there);
  return rows.slice(hasHeads ? 1 : 0).map((cells, index) => {
    const said = columns.flatMap((id, at) => (id !== null && (cells[at] ?? '') !== '' ? [[id, cells[at] ?? '']] : []));
    const typed: Typed = { ...context.blank, ...Object.fromEntries(said) };
    const read = entryOf(typed, null, fields, context);
    const line = index + 1 + (hasHeads ? 1 : 0);
    if (!read.ok) return { line, typed, entry: null, problems: read.problems, isTwice: false };
    const no = String(read.entry.no ?? read.entry.code);
    const isTwice = seen.has(no);
    seen.add(no);
    return { line, typed, entry: isTwice ? null : read.entry, problems: {}, isTwice };
  });
}
