/**
 * The few words of receiptline's markup that the tickets use. Only this file knows the syntax; text that people
 * typed comes in through `text` and cannot get out of its cell (the type keeps plain strings out of the layout).
 */
export type Markup = string & { readonly markup: unique symbol };

/** `tall`: double height; `large`: twice, `huge`: three times as large; `inverse`: white on black. */
export type Style = 'normal' | 'bold' | 'tall' | 'large' | 'huge' | 'inverse';

/** Marks that start and end a style. Receiptline: `"` emphasis, `^` widths and heights, a backtick inverts. */
const marksOf: Readonly<Record<Style, string>> = {
  normal: '',
  bold: '"',
  tall: '^^',
  large: '^^^',
  huge: '^^^^',
  inverse: '`',
};

/** Longer notes are cut: a slip is read in passing. */
const longestText = 400;

/** What means something in the markup, and - and = which draw a rule or cut the paper where they stand alone. */
const special = '\\\\|{}~_"`^=\\-';

/**
 * What someone typed, as it can stand on paper: one line, composed characters, nothing a printer cannot place
 * (controls, zero-width and direction marks, half surrogate pairs, accents without a letter).
 */
function printable(typed: string): string {
  const clean = typed
    .toWellFormed()
    .replaceAll('\uFFFD', '?')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\p{Cf}\p{Noncharacter_Code_Point}\p{Variation_Selector}]/gu, '')
    .normalize('NFC')
    // The renderer composes once more: a mark after an escape would become part of the escape.
    .replace(new RegExp(`(^|[${special}])\\p{M}+`, 'gu'), '$1')
    // The printer's fonts have the full-width sign only; the other is not in GB2312.
    .replaceAll('¥', '￥')
    .trim();
  const characters = Array.from(clean);
  return characters.length <= longestText ? clean : `${characters.slice(0, longestText - 1).join('')}…`;
}

/** How many columns of paper the text takes at normal size: Chinese characters and signs take two. */
export function columnsOf(typed: string): number {
  return Array.from(printable(typed)).reduce((sum, character) => sum + (character > '\u007f' ? 2 : 1), 0);
}

/** Text of a cell. Whatever it holds is printed, not obeyed. */
export function text(typed: string, style: Style = 'normal'): Markup {
  const escaped = printable(typed).replace(
    new RegExp(`[${special}]`, 'g'),
    (character) => `\\x${character.charCodeAt(0).toString(16)}`,
  );
  // A style around nothing would be read as another style (^^ ^^ as ^^^^).
  const marks = escaped === '' ? '' : marksOf[style];
  return `${marks}${escaped}${marks}` as Markup;
}

/** Pieces of one cell after each other, a space between them; empty ones leave no gap. */
export function joined(...pieces: readonly Markup[]): Markup {
  return pieces.filter((piece) => piece !== '').join(' ') as Markup;
}

type Align = 'left' | 'centre' | 'right';
export interface Cell {
  text: Markup;
  align: Align;
}

export const left = (content: Markup): Cell => ({ text: content, align: 'left' });
export const right = (content: Markup): Cell => ({ text: content, align: 'right' });
export const centre = (content: Markup): Cell => ({ text: content, align: 'centre' });

/** A column is pulled to the bar it touches. */
const touch: Readonly<Record<Align, (content: string) => string>> = {
  left: (content) => `${content} `,
  centre: (content) => ` ${content} `,
  right: (content) => ` ${content}`,
};

/**
 * Column widths in characters for all rows of `lines`, `'*'` for what is left. The same widths must fit 32 columns
 * (58 mm) and 48 (80 mm): one `'*'` among them.
 */
export function columns(widths: readonly ('*' | number)[], rows: readonly (readonly Cell[])[]): string[] {
  if (rows.length === 0) return [];
  return [
    `{width:${widths.join(' ')}}`,
    ...rows.map((cells) => `|${cells.map((cell) => touch[cell.align](cell.text)).join('|')}|`),
    '{width:auto}',
  ];
}

/** One cell over the whole width. */
export function line(cell: Cell): string {
  return `|${touch[cell.align](cell.text)}|`;
}

/** A QR code in the middle. What it says is plain ASCII: numbers of bills; anything else is left out. */
export function qrCode(content: string): string[] {
  return /^[A-Za-z0-9./:_-]{1,80}$/.test(content) ? [`{code:${content};option:qrcode,5,m}`] : [];
}

/** A rule over the whole width. */
export const rule = '-';

/** An empty line. */
export const blank = '||';

/** Lines to the markup of a ticket. */
export function ticket(lines: readonly string[]): string {
  return lines.join('\n');
}
