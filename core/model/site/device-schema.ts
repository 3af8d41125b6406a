import { z } from 'zod';
import { code, no, shortCode, withDefault } from '../../kernel/site-fields.ts';
import { settingDefaults } from './defaults.ts';
import { readerPresetIds } from './reader-presets.ts';

/** The devices in a site file: terminals on their lines, readers, printers, voices. */

const baudRate = z.literal([9600, 19200, 38400, 57600, 115200, 230400]);

const serial = z.strictObject({ type: z.literal('serial'), path: z.string().min(1), baudRate });
const otherLines = [
  z.strictObject({ type: z.literal('tcp'), host: z.string().min(1), port: z.int().min(1).max(65535) }),
  z.strictObject({ type: z.literal('file'), path: z.string().min(1) }),
  z.strictObject({ type: z.literal('sim') }),
] as const;

const transport = z.discriminatedUnion('type', [
  serial.extend({
    /** For a simple RS-485 adapter that is told by RTS when to send. */
    direction: z.enum(['rts', 'rts-inverted']).optional(),
  }),
  ...otherLines,
]);

const terminal = z.strictObject({
  address: z.int().min(0).max(126),
  room: no.optional(),
  place: z.literal('clock-room').optional(),
  scbk: z
    .string()
    .regex(/^[0-9A-F]{32}$/, '16 bytes in upper-case hex')
    .optional(),
  /** `false`: cards only. What needs keys is done at the desk. */
  keypad: withDefault(z.boolean(), settingDefaults.terminal.keypad),
  text: withDefault(
    z.strictObject({
      lines: z.literal([1, 2, 4]),
      columns: z.literal(16),
      encoding: z.enum(['ascii', 'gb18030']),
    }),
    settingDefaults.terminal.text,
  ),
});

export const bus = z.strictObject({
  id: code,
  transport,
  /** Looks for the speed at which the terminals answer, beginning with the one of the transport. */
  searchSpeed: withDefault(z.boolean(), settingDefaults.bus.searchSpeed),
  /** Whether frames begin with the mark byte FFh. */
  mark: withDefault(z.boolean(), settingDefaults.bus.mark),
  terminals: z.array(terminal).max(126),
});

const usbId = z.string().regex(/^[0-9A-Fa-f]{4}$/, 'four hex digits');
/** How a reader writes a UID; `hardware/reader/uid.ts` says what each means. */
const uidFormat = {
  encoding: z.enum(['bytes', 'hex', '8H10D', '6H8D', '14H17D', '3+5', '5+5']),
  /** The last byte of the UID comes first. */
  reversed: withDefault(z.boolean(), settingDefaults.reader.reversed),
  /** Bytes or characters before the UID, and how many it takes. */
  offset: z.int().min(0).max(1023).optional(),
  length: z.int().min(1).max(64).optional(),
};
/** Characters before and after each UID on a serial line; without an end, a CR or LF ends it. */
const frameText = z
  .string()
  .min(1)
  .max(8)
  .refine((text) => [...text].every((character) => character <= '\u00ff'), 'characters of one byte each');
const lines = { ...uidFormat, prefix: frameText.optional(), suffix: frameText.optional() };
const typedText = z.string().regex(/^[\x21-\x7e]{1,8}$/, '1 to 8 visible ASCII characters');

export const reader = z.discriminatedUnion('type', [
  /** A reader of a known make, and what differs of this one. `path`: of the serial ones, which need it. */
  z.strictObject({
    id: code,
    type: z.literal('preset'),
    preset: z.enum(readerPresetIds),
    path: z.string().min(1).optional(),
    baudRate: baudRate.optional(),
    serialNumber: z.string().min(1).max(126).optional(),
    reversed: withDefault(z.boolean(), settingDefaults.reader.reversed),
  }),
  z.strictObject({ id: code, type: z.literal('sim') }),
  z.strictObject({
    id: code,
    type: z.literal('keyboard'),
    encoding: z.enum(['hex', '8H10D', '6H8D', '14H17D', '3+5', '5+5']).optional(),
    reversed: withDefault(z.boolean(), settingDefaults.reader.reversed),
    prefix: typedText.optional(),
    suffix: typedText.optional(),
  }),
  z.strictObject({ id: code, type: z.literal('serial'), path: z.string().min(1), baudRate, ...lines }),
  z.strictObject({
    id: code,
    type: z.literal('tcp'),
    host: z.string().min(1),
    port: z.int().min(1).max(65535),
    ...lines,
  }),
  z.strictObject({
    id: code,
    type: z.literal('hid'),
    vendorId: usbId,
    productId: usbId,
    usagePage: usbId.optional(),
    serialNumber: z.string().min(1).max(126).optional(),
    reportId: z.int().min(1).max(255).optional(),
    /** Only reports that begin with these bytes carry a card. */
    begins: z
      .string()
      .regex(/^([0-9A-Fa-f]{2}){1,8}$/, '1 to 8 bytes in hex')
      .optional(),
    /** Offset of the byte that says how long the UID is. */
    lengthAt: z.int().min(0).max(1023).optional(),
    ...uidFormat,
  }),
  /** Any smart-card reader, or the one whose name has this in it. */
  z.strictObject({ id: code, type: z.literal('pcsc'), reader: z.string().min(1).max(126).optional() }),
]);

/** A printer hangs on any line, or on the computer's own USB: a device node, on Windows a share (`\\PC\POS-58`). */
const printerTransport = z.discriminatedUnion('type', [
  serial.extend({
    /** How the printer stops the line while its buffer is full: by CTS, or by the characters XOFF and XON. */
    flow: z.enum(['rts-cts', 'xon-xoff']).optional(),
  }),
  ...otherLines,
  z.strictObject({ type: z.literal('usb'), path: z.string().min(1) }),
]);

export const printer = z.strictObject({
  id: code,
  transport: printerTransport,
  paperMm: z.literal([58, 80]),
  encoding: z.enum(['gb18030', 'gbk', 'big5', 'shiftjis', 'ksc5601', 'cp437', 'cp858', 'cp866', 'cp1252']),
  prints: z.array(
    z
      .string()
      .regex(
        /^(bill|handover|receipt|payslip|dispatch|order:[A-Za-z0-9._-]+)$/,
        'bill, handover, receipt, payslip, dispatch, or order: and a category',
      ),
  ),
  /** `none`: never asked, for printers that print a question as letters. */
  statusReplies: withDefault(z.enum(['auto', 'none']), settingDefaults.printer.statusReplies),
  /** The pin of the drawer's plug. */
  drawerPin: withDefault(z.literal([2, 5]), settingDefaults.printer.drawerPin),
  /** `false` for a printer that cannot draw QR codes. */
  qr: withDefault(z.boolean(), settingDefaults.printer.qr),
  /** Where its slips go once it has been away for so long. */
  fallback: z.strictObject({ printer: code, afterMinutes: z.int().min(1).max(120) }).optional(),
});

/** What a voice place says: calls of technicians, reminders before the end, rooms that call for service. */
export const spokenKinds = ['call', 'reminder', 'service'] as const;

export const voicePlace = z.strictObject({
  id: code,
  /** `station`: only a screen of this place that was switched on speaks here. */
  engine: z.enum(['auto', 'say', 'espeak-ng', 'file', 'none', 'station']),
  /** The sound device as the engine names it (`plughw:1,0`); only espeak-ng takes one. */
  device: z
    .string()
    .regex(/^[A-Za-z0-9][\w:.,=-]{0,79}$/, 'a sound device')
    .optional(),
  /** Default: all. */
  says: z.array(z.enum(spokenKinds)).min(1).optional(),
  /** Only of rooms on these floors. Default: of all. */
  floors: z.array(shortCode(8)).min(1).optional(),
});
