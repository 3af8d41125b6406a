import type { TerminalPlace } from './terminal.ts';

/** Text by display columns. */

/** What a display shows: rows by importance from the top, and the one row that says it where there is only one. */
export interface Rows {
  rows: readonly string[];
  fold: string;
}

/** Common characters of GB18030, two bytes and so two columns: ideographs, CJK and full-width signs, the middle dot. */
const twoColumns = /^[\u4e00-\u9fa5\u3001-\u3003\u3005-\u3011\uff01-\uff5e\u00b7]$/u;

/** Columns a character takes at most; a rare one is four bytes, and so four columns, in GB18030. */
function columnsOf(character: string): number {
  if (character.charCodeAt(0) < 0x80) return 1;
  return twoColumns.test(character) ? 2 : 4;
}

/** Columns a text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

/** Cuts a text to `columns`; a character that would be cut in two is left out. */
export function cutTo(text: string, columns: number): string {
  let cut = '';
  let width = 0;
  for (const character of text) {
    width += columnsOf(character);
    if (width > columns) break;
    cut += character;
  }
  return cut;
}

/** A text on as many rows of `columns` as it takes; a word of letters is not broken where it fits on a row. */
export function wrapTo(text: string, columns: number): string[] {
  const rows: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    // A character that is wider than the display stands alone, cut as it is shown.
    const cut = cutTo(rest, columns) || ([...rest][0] ?? '');
    const breaksWord = /[\w'-]$/.test(cut) && /^[\w'-]/.test(rest.slice(cut.length));
    const space = breaksWord ? cut.lastIndexOf(' ') : -1;
    const row = space > 0 ? cut.slice(0, space) : cut;
    rows.push(row.trimEnd());
    rest = rest.slice(row.length).trimStart();
  }
  return rows;
}

/** The rows as the lines of this display. */
export function layOut(place: TerminalPlace, { rows, fold }: Rows): string[] {
  const shown = place.lines === 1 ? [fold] : rows.slice(0, place.lines);
  return shown.map((row) => cutTo(row, place.columns));
}

/** A question with what was typed so far on the last line; a one-line display shows the question until a key comes. */
export function layOutTyping(place: TerminalPlace, question: Rows, typed: string): string[] {
  const echo = `${typed}_`;
  if (place.lines === 1) return [cutTo(typed === '' ? question.fold : echo, place.columns)];
  const above = Array.from({ length: place.lines - 1 }, (_, index) => question.rows[index] ?? '');
  return [...above, echo].map((row) => cutTo(row, place.columns));
}
