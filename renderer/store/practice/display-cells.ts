/** One character on a display of fixed cells, and how many of them it takes. */
export interface DisplayCell {
  /** The first cell it stands in, counted from 0. */
  at: number;
  text: string;
  width: 1 | 2;
}

/**
 * A line as the display shows it: GB18030 gives every character outside of ASCII two cells. What does not fit is cut,
 * what is missing is blank.
 */
export function cellsOf(line: string, columns: number): DisplayCell[] {
  const cells: DisplayCell[] = [];
  let at = 0;
  for (const text of line) {
    const width = (text.codePointAt(0) ?? 0) > 0x7f ? 2 : 1;
    if (at + width > columns) break;
    cells.push({ at, text, width });
    at += width;
  }
  for (; at < columns; at += 1) cells.push({ at, text: ' ', width: 1 });
  return cells;
}
