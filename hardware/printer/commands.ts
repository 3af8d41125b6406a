import escpos from 'escpos/commands.js';

/*
 * The few ESC/POS commands around a slip. Names and parameters: Epson, “ESC/POS Command Reference”.
 * The tables of the escpos package end before a command's parameters; what the printer takes next is added here,
 * because a printer would otherwise take it from the bytes of the slip.
 */

/** Bytes of a string of the escpos tables: one character is one byte. */
function bytesOf(commands: string): Uint8Array {
  return Uint8Array.from(commands, (character) => character.charCodeAt(0));
}

const unitOfPulseMs = 2;

export interface DrawerPulse {
  /** The pin of the drawer's plug: 2 for the first drawer, 5 for the second. */
  pin?: 2 | 5;
  /** How long the coil is driven, 2…510 ms. Default 100. */
  onMs?: number;
  /** How long it rests before anything else, at least as long as it was driven. Default 400. */
  offMs?: number;
}

/** Initialise: what another program left behind (sizes, margins, kanji mode, half a line) is gone. ESC @ */
export function initialise(): Uint8Array {
  return bytesOf(escpos.HARDWARE.HW_INIT);
}

/** Opens the cash drawer. ESC p m t1 t2, times in units of 2 ms, held within what a byte carries. */
export function drawerKick({ pin = 2, onMs = 100, offMs = 400 }: DrawerPulse = {}): Uint8Array {
  const units = (ms: number) => Math.min(255, Math.max(1, Math.round(ms / unitOfPulseMs)));
  const prefix = pin === 5 ? escpos.CASH_DRAWER.CD_KICK_5 : escpos.CASH_DRAWER.CD_KICK_2;
  return Uint8Array.of(...bytesOf(prefix), units(onMs), units(offMs));
}

/** Feeds the last line past the knife and cuts, leaving one point. GS V 66 0, as a string for the ticket renderer. */
export const feedAndCut = `${escpos.PAPER.PAPER_CUT_B}\x00`;

const errorLevels = { l: 48, m: 49, q: 50, h: 51 } as const;

/**
 * A QR code drawn by the printer itself, as a string for the ticket renderer: a few bytes where a picture would be
 * thousands, on a serial line seconds. GS ( k: model 2, cell size, error correction, data, draw.
 * @param data plain ASCII, at most 250 characters
 */
export function drawQrCode(data: string, cellDots: number, level: keyof typeof errorLevels): string {
  const step = (fn: number, ...parameters: number[]) =>
    `${escpos.GS}(k${String.fromCharCode(parameters.length + 2, 0, 49, fn, ...parameters)}`;
  const bytes = Array.from(data, (character) => character.charCodeAt(0));
  return step(65, 50, 0) + step(67, cellDots) + step(69, errorLevels[level]) + step(80, 48, ...bytes) + step(81, 48);
}

/** What DLE EOT can be asked. */
export const statusQuestion = { printer: 1, offlineCause: 2, paper: 4 } as const;
export type StatusQuestion = (typeof statusQuestion)[keyof typeof statusQuestion];

/** Asks at once, past everything that waits in the printer's buffer. DLE EOT n */
export function askStatus(question: StatusQuestion): Uint8Array {
  return Uint8Array.of(...bytesOf(escpos.DLE + escpos.EOT), question);
}

/** Asks in its turn: the answer comes when everything before it was worked off. GS r 1 (paper sensor) */
export function askInTurn(): Uint8Array {
  return Uint8Array.of(...bytesOf(`${escpos.GS}r`), 1);
}

/** What GS I can be asked in letters: its maker, and its model. */
export const nameQuestion = { maker: 66, model: 67 } as const;

/** Asks who it is. GS I n; the answer is an underline, letters and NUL */
export function askName(question: (typeof nameQuestion)[keyof typeof nameQuestion]): Uint8Array {
  return Uint8Array.of(...bytesOf(`${escpos.GS}I`), question);
}

/** Longer than the data of any command of a slip (a QR code's are the longest). */
const mostDataOfCommand = 256;

/** What a command whose rest was lost on the way takes as its data; where there is none, a printer passes over it. NUL */
export function endTornCommand(): Uint8Array {
  return new Uint8Array(mostDataOfCommand);
}

/** Bits 1 and 4 set, 0 and 7 clear: an answer to DLE EOT, whichever. */
export function isStatusAnswer(byte: number): boolean {
  return (byte & 0b1001_0011) === 0b0001_0010;
}

/** Bits 4 and 7 clear: an answer to GS r. */
export function isInTurnAnswer(byte: number): boolean {
  return (byte & 0b1001_0000) === 0;
}

/** Of the answer to `statusQuestion.printer`. */
export function saysOffline(answer: number): boolean {
  return (answer & 0b0000_1000) !== 0;
}

/** Of the answer to `statusQuestion.offlineCause`. */
export function saysCoverOpen(answer: number): boolean {
  return (answer & 0b0000_0100) !== 0;
}

/** Of the answer to `statusQuestion.paper`: no paper at all (near the end still prints). */
export function saysNoPaper(answer: number): boolean {
  return (answer & 0b0110_0000) !== 0;
}

/** Of the answer to `statusQuestion.paper`: the roll is nearly used up. */
export function saysPaperLow(answer: number): boolean {
  return (answer & 0b0000_1100) !== 0;
}
