import iconv from 'iconv-lite';

/** What a terminal's display understands. */
export type TextEncoding = 'ascii' | 'gb18030';

/** One character as its display cells: its bytes in the terminal's encoding. */
function cellsOf(character: string, encoding: TextEncoding): Uint8Array {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return Uint8Array.of(0x20);
  if (code < 0x7f) return Uint8Array.of(code);
  return encoding === 'ascii' ? Uint8Array.of(0x3f) : iconv.encode(character, 'gb18030');
}

/** Text as display bytes; what the encoding does not have becomes `?`, control characters become blanks. */
export function encodeText(text: string, encoding: TextEncoding): Uint8Array {
  return Uint8Array.from(Array.from(text).flatMap((character) => Array.from(cellsOf(character, encoding))));
}

/** Columns a text takes on the display: one for ASCII, two for a Chinese character (its GB18030 bytes). */
export function displayWidth(text: string, encoding: TextEncoding = 'gb18030'): number {
  let width = 0;
  for (const character of text) width += cellsOf(character, encoding).length;
  return width;
}

/** Cuts or pads with blanks to exactly `columns`; a character that would be cut in two is left out. */
export function fitToColumns(text: string, columns: number, encoding: TextEncoding = 'gb18030'): string {
  let fitted = '';
  let width = 0;
  for (const character of text) {
    const cells = cellsOf(character, encoding).length;
    if (width + cells > columns) break;
    fitted += character;
    width += cells;
  }
  return fitted + ' '.repeat(columns - width);
}

/** Splits a fitted line into pieces of at most `maxBytes`, never inside a character. */
export function splitLine(text: string, maxBytes: number, encoding: TextEncoding): Uint8Array[] {
  const pieces: number[][] = [[]];
  for (const character of text) {
    const cells = cellsOf(character, encoding);
    if ((pieces.at(-1)?.length ?? 0) + cells.length > maxBytes) pieces.push([]);
    pieces.at(-1)?.push(...cells);
  }
  return pieces.filter((piece) => piece.length > 0).map((piece) => Uint8Array.from(piece));
}
