import iconv from 'iconv-lite';
import * as receiptline from 'receiptline';
import { HardwareError } from '../error.ts';
import { drawQrCode, feedAndCut } from './commands.ts';
import { fitting, type PrinterEncoding, printsChinese } from './encoding.ts';

export interface Paper {
  /** Width of the roll. 58 mm prints 48 mm: 384 dots, 32 columns; 80 mm prints 72 mm: 576 dots, 48 columns. */
  paperMm: 58 | 80;
  /** `false`: the printer cannot draw QR codes, so they are left out. Default true. */
  qr?: boolean;
}

const columnsOf: Readonly<Record<Paper['paperMm'], number>> = { 58: 32, 80: 48 };

/** A ticket of a store is a page or two; more is a mistake of the caller, not a slip. */
const longestMarkup = 200_000;

/**
 * ESC/POS for the printers that stores have. Receiptline's generic set, with two changes: rules are drawn with the
 * character set of the text (the original switches to a Japanese code page, which others print as letters), and the
 * end says nothing back: the driver asks for the end itself.
 */
function commandsFor(encoding: PrinterEncoding, qr: boolean): receiptline.BaseCommand {
  const base = receiptline.commands.generic;
  const mark = fitting('─', encoding);
  const columnsOfMark = printsChinese(encoding) ? 2 : 1;
  const commands: receiptline.BaseCommand = {
    ...base,
    hr: (width) => commands.text(mark.repeat(Math.floor(width / columnsOfMark)), byReceiptline(encoding)),
    cut: () => feedAndCut,
    close: () => feedAndCut,
    qrcode: ({ data, cell, level }) => (qr ? `${drawQrCode(data, cell, level)}\n` : ''),
  };
  return commands;
}

/**
 * The bytes a printer prints a ticket with, the cut at the end included.
 * @param markup a ticket in receiptline's markup; what users typed in it must be escaped (host/tickets does)
 * @throws HardwareError PRINTER_BAD_TICKET where the markup cannot be laid out
 */
export function renderEscPos(
  markup: string,
  { paperMm, encoding, qr = true }: Paper & { encoding: PrinterEncoding },
): Uint8Array {
  const commands = transform(markup, encoding, {
    cpl: columnsOf[paperMm],
    spacing: true,
    command: commandsFor(encoding, qr),
  });
  return iconv.encode(commands, 'latin1');
}

/**
 * The same ticket as a picture for screens: an SVG document, one unit a dot (384 or 576 wide). Throws as above.
 * @param paper the printer's own settings, so that the picture is what comes out there
 */
export function renderSvg(
  markup: string,
  { paperMm, encoding = 'gb18030', qr = true }: Paper & { encoding?: PrinterEncoding },
): string {
  const command = qr ? receiptline.commands.svg : { ...receiptline.commands.svg, qrcode: () => '' };
  return transform(markup, encoding, { cpl: columnsOf[paperMm], spacing: true, command });
}

/** What is in GBK has the same two bytes in GB18030, by which receiptline counts columns. */
function byReceiptline(encoding: PrinterEncoding): Exclude<PrinterEncoding, 'gbk'> {
  return encoding === 'gbk' ? 'gb18030' : encoding;
}

function transform(
  markup: string,
  encoding: PrinterEncoding,
  printer: Omit<NonNullable<Parameters<typeof receiptline.transform>[1]>, 'encoding'>,
): string {
  if (markup.length > longestMarkup) throw new HardwareError('PRINTER_BAD_TICKET', { characters: markup.length });
  try {
    return receiptline.transform(fitting(markup, encoding), { ...printer, encoding: byReceiptline(encoding) });
  } catch (cause) {
    throw new HardwareError('PRINTER_BAD_TICKET', { characters: markup.length }, { cause });
  }
}
