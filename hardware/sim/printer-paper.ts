import iconv from 'iconv-lite';

/*
 * What an ESC/POS printer makes of bytes: lines of text on paper, cuts, drawer pulses. Enough of Epson's “ESC/POS
 * Command Reference” to show what would be read; pictures and barcodes are passed over.
 */

export interface PaperLine {
  /** As it reads from left to right, blanks where the head moved over white paper. */
  text: string;
  /** The largest height and width on the line, 1…8. */
  height: number;
  width: number;
}

export interface PaperListener {
  /** A line was fed. */
  onLine(line: PaperLine): void;
  onCut(): void;
  onDrawerKick(pin: 2 | 5): void;
  /** A QR code was drawn. */
  onCode?(data: string): void;
  /** GS r: answered in its turn. */
  onQuestionInTurn(sensor: number): void;
  /** GS I: who it is. */
  onNameAsked?(question: number): void;
}

const dotsOfColumn = 12;
/** Longest line and command that are kept; what is longer is dropped, as a printer drops it. */
const mostCellsOfLine = 512;
const mostBytesOfCommand = 64;
const mostBytesOfCode = 512;

const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const LF = 0x0a;

/** Parameters after the two bytes of a command. Commands with a length inside are in `lengthOf`. */
const parametersOf: Readonly<Record<number, string>> = {
  [ESC]: '@0 !1 -1 E1 G1 a1 M1 R1 t1 {1 20 31 $2 \\2 p3 d1 J1 V1 i0 m0 c2 B2 =1 r1 S0 L0 T1',
  [GS]: '!1 B1 L2 W2 a1 r1 I1 P2 b1 $2 \\2 h1 w1 H1 f1 :0',
  [FS]: '&0 .0 C1 S2 -1 !1 W1',
};

const fixedLengths = new Map<string, number>(
  Object.entries(parametersOf).flatMap(([lead, list]) =>
    list.split(' ').map((entry): [string, number] => [`${lead}:${entry.slice(0, -1)}`, 2 + Number(entry.slice(-1))]),
  ),
);
// ESC SP n cannot stand in a list that blanks separate.
fixedLengths.set(`${ESC}: `, 3);

/** A command's length as far as its bytes tell it: `kept` are looked at, `skipped` are data that follow. */
type Extent = { kept: number; skipped: number } | 'more' | 'unknown';

function extentOf(command: readonly number[]): Extent {
  const [lead = 0, code, ...rest] = command;
  if (code === undefined) return 'more';
  const name = String.fromCharCode(code);
  const fixed = fixedLengths.get(`${lead}:${name}`);
  if (fixed !== undefined) return { kept: fixed, skipped: 0 };
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = rest;
  const whenKnown = (bytes: number, kept: number, skipped: number): Extent =>
    rest.length < bytes ? 'more' : { kept, skipped };
  if (lead === GS && name === 'V') return whenKnown(1, [65, 66, 97, 98, 103, 104].includes(a) ? 4 : 3, 0);
  if (lead === GS && name === 'v') return whenKnown(6, 8, (c | (d << 8)) * (e | (f << 8)));
  if (lead === GS && name === '8') return whenKnown(5, 7, b + c * 0x100 + d * 0x10000 + e * 0x1000000);
  if (lead === GS && name === 'k') return rest.length > 0 && a <= 6 ? 'unknown' : whenKnown(2, 4, b);
  if (lead === ESC && name === '*') return whenKnown(3, 5, (b | (c << 8)) * (a >= 32 ? 3 : 1));
  if ((lead === GS || lead === FS) && name === '(') return whenKnown(3, 5, b | (c << 8));
  return 'unknown';
}

/** Code pages of ESC t n that a single-byte text may use. */
const pages: Readonly<Record<number, string>> = {
  0: 'cp437',
  2: 'cp850',
  3: 'cp860',
  4: 'cp863',
  5: 'cp865',
  16: 'win1252',
  17: 'cp866',
  18: 'cp852',
  19: 'cp858',
};

/** A print head over endless paper. Bytes of any kind may come in any pieces. */
export class PrinterPaper {
  readonly #listener: PaperListener;
  readonly #encoding: string;
  #command: number[] = [];
  #skip = 0;
  /** What is skipped, where it is a code's: GS ( k with its length, `cn`, `fn` and data. */
  #code: number[] | undefined;
  #codeData = '';
  #character: number[] = [];
  /** Commands that the printer does not know: what follows their two bytes prints as text, as on a real one. */
  unknownCommands = 0;

  #wideMode = true;
  #page = 'cp437';
  #height = 1;
  #width = 1;
  #leftDots = 0;
  #dots = 0;
  #cells: { column: number; columns: number; character: string }[] = [];
  #lineHeight = 1;
  #lineWidth = 1;

  /** @param encoding of two-byte text, as iconv names it */
  constructor(listener: PaperListener, encoding = 'gb18030') {
    this.#listener = listener;
    this.#encoding = encoding;
  }

  print(bytes: Uint8Array): void {
    for (const byte of bytes) this.#take(byte);
  }

  #take(byte: number): void {
    if (this.#skip > 0) {
      this.#skip--;
      if (this.#code && this.#code.length < mostBytesOfCode) this.#code.push(byte);
      if (this.#skip === 0 && this.#code) this.#obeyCode(this.#code);
      return;
    }
    if (this.#command.length > 0) {
      this.#command.push(byte);
      this.#tryCommand();
      return;
    }
    if (this.#character.length === 0) {
      if (byte === ESC || byte === FS || byte === GS) {
        this.#command = [byte];
        return;
      }
      if (byte === LF) {
        this.#feed();
        return;
      }
      if (byte < 0x20) return;
    }
    this.#takeCharacter(byte);
  }

  #tryCommand(): void {
    const extent = extentOf(this.#command);
    if (extent === 'unknown' || this.#command.length > mostBytesOfCommand) {
      this.unknownCommands++;
      this.#command = [];
      return;
    }
    if (extent === 'more' || this.#command.length < extent.kept) return;
    const command = this.#command;
    this.#command = [];
    this.#skip = extent.skipped;
    this.#code = command[0] === GS && command[1] === 0x28 && command[2] === 0x6b ? [] : undefined;
    this.#obey(command);
  }

  #obey([lead = 0, code = 0, a = 0, b = 0]: readonly number[]): void {
    const word = a | (b << 8);
    switch (`${lead === ESC ? 'ESC' : lead === GS ? 'GS' : 'FS'} ${String.fromCharCode(code)}`) {
      case 'ESC @':
        this.#reset();
        break;
      case 'ESC $':
        this.#dots = this.#leftDots + word;
        break;
      case 'ESC \\':
        this.#dots += word >= 0x8000 ? word - 0x10000 : word;
        break;
      case 'ESC !':
        this.#width = a & 0x20 ? 2 : 1;
        this.#height = a & 0x10 ? 2 : 1;
        break;
      case 'ESC t':
        this.#page = pages[a] ?? 'cp437';
        break;
      case 'ESC d':
        for (let line = 0; line < a; line++) this.#feed();
        break;
      case 'ESC p':
        this.#listener.onDrawerKick(a === 1 || a === 49 ? 5 : 2);
        break;
      case 'GS !':
        this.#width = ((a >> 4) & 7) + 1;
        this.#height = (a & 7) + 1;
        break;
      case 'GS L':
        this.#leftDots = word;
        this.#dots = word;
        break;
      case 'GS V':
        if (this.#cells.length > 0) this.#feed();
        this.#listener.onCut();
        break;
      case 'GS r':
        this.#listener.onQuestionInTurn(a);
        break;
      case 'GS I':
        this.#listener.onNameAsked?.(a);
        break;
      case 'FS &':
        this.#wideMode = true;
        break;
      case 'FS .':
        this.#wideMode = false;
        break;
      case 'FS C':
        // Shift JIS says of each byte by itself whether another follows.
        if (a === 1 || a === 49) this.#wideMode = true;
        break;
    }
  }

  /** QR codes: function 80 stores the data after `m`, function 81 draws them. */
  #obeyCode([kind, step, , ...data]: readonly number[]): void {
    this.#code = undefined;
    if (kind !== 49) return;
    if (step === 80) this.#codeData = iconv.decode(Buffer.from(data), this.#encoding);
    if (step === 81) this.#listener.onCode?.(this.#codeData);
  }

  #reset(): void {
    this.#wideMode = true;
    this.#page = 'cp437';
    this.#height = 1;
    this.#width = 1;
    this.#leftDots = 0;
    this.#dots = 0;
    // Half a line that was not fed yet is thrown away, as the manual says.
    this.#cells = [];
    this.#lineHeight = 1;
    this.#lineWidth = 1;
  }

  #takeCharacter(byte: number): void {
    this.#character.push(byte);
    const [first = 0, second] = this.#character;
    const isKana = this.#encoding === 'shiftjis' && first >= 0xa0 && first <= 0xdf;
    const isWide = this.#wideMode && first >= 0x81 && !isKana;
    if (isWide && second === undefined) return;
    const isFourBytes =
      isWide && this.#encoding === 'gb18030' && second !== undefined && second >= 0x30 && second <= 0x39;
    if (isFourBytes && this.#character.length < 4) return;
    const character = iconv.decode(Buffer.from(this.#character), isWide ? this.#encoding : this.#page);
    this.#character = [];
    const columns = (isWide ? 2 : 1) * this.#width;
    if (this.#cells.length < mostCellsOfLine) {
      this.#cells.push({ column: this.#dots / dotsOfColumn, columns, character });
    }
    this.#dots += columns * dotsOfColumn;
    this.#lineHeight = Math.max(this.#lineHeight, this.#height);
    this.#lineWidth = Math.max(this.#lineWidth, this.#width);
  }

  #feed(): void {
    let text = '';
    let column = 0;
    for (const cell of this.#cells.sort((one, other) => one.column - other.column)) {
      text += ' '.repeat(Math.max(0, Math.round(cell.column - column)));
      text += cell.character;
      column = Math.max(column, cell.column) + cell.columns;
    }
    this.#cells = [];
    this.#dots = this.#leftDots;
    this.#listener.onLine({ text: text.trimEnd(), height: this.#lineHeight, width: this.#lineWidth });
    this.#lineHeight = 1;
    this.#lineWidth = 1;
  }
}
