import { bytes, counted, type Layout, type MessageOf, messageCodec, record, rest, u8, u16, u32 } from './layout.ts';

/** Nothing after the ID byte. */
const none: Layout<object> = record({});

/** What a LED does for a time (`timer100ms` × 100 ms), or for good. Times × 100 ms, colours see `ledColour`. */
const ledTemporary = record({ code: u8, on: u8, off: u8, onColour: u8, offColour: u8, timer100ms: u16 });
const ledPermanent = record({ code: u8, on: u8, off: u8, onColour: u8, offColour: u8 });

/** Every command from panel to device (docs/design/osdp.md, “Commands”). */
const commands = {
  poll: { id: 0x60, layout: none },
  id: { id: 0x61, layout: record({ kind: u8 }) },
  cap: { id: 0x62, layout: record({ kind: u8 }) },
  lstat: { id: 0x64, layout: none },
  istat: { id: 0x65, layout: none },
  ostat: { id: 0x66, layout: none },
  rstat: { id: 0x67, layout: none },
  out: { id: 0x68, layout: record({ output: u8, code: u8, timer100ms: u16 }) },
  led: { id: 0x69, layout: record({ reader: u8, led: u8, temporary: ledTemporary, permanent: ledPermanent }) },
  buz: { id: 0x6a, layout: record({ reader: u8, code: u8, on: u8, off: u8, repetitions: u8 }) },
  text: { id: 0x6b, layout: record({ reader: u8, code: u8, seconds: u8, row: u8, column: u8, text: counted }) },
  tdset: { id: 0x6d, layout: record({ year: u16, month: u8, day: u8, hour: u8, minute: u8, second: u8 }) },
  comset: { id: 0x6e, layout: record({ address: u8, baudRate: u32 }) },
  keyset: { id: 0x75, layout: record({ kind: u8, key: counted }) },
  chlng: { id: 0x76, layout: record({ randomA: bytes(8) }) },
  scrypt: { id: 0x77, layout: record({ cryptogram: bytes(16) }) },
  acurxsize: { id: 0x7b, layout: record({ sizeBytes: u16 }) },
  mfg: { id: 0x80, layout: record({ vendor: bytes(3), data: rest }) },
  xwr: { id: 0xa1, layout: record({ data: rest }) },
  abort: { id: 0xa2, layout: none },
  keepactive: { id: 0xa7, layout: record({ timeMs: u16 }) },
} as const;

/** A command in words. `unknown` carries an ID this catalogue does not have. */
export type Command = MessageOf<typeof commands>;

const codec = messageCodec(commands);
/** Command to ID and data; throws OSDP_BAD_ARGUMENT when a number does not fit. */
export const encodeCommand = codec.encode;
/** ID and data to a command; throws OSDP_MALFORMED when too short or too long. */
export const decodeCommand = codec.decode;

/** ID bytes the lower layers must know without decoding. */
export const commandId = { poll: commands.poll.id, keyset: commands.keyset.id } as const;

/** Colours of LED commands. */
export const ledColour = { off: 0, red: 1, green: 2, amber: 3, blue: 4, magenta: 5, cyan: 6, white: 7 } as const;

/** The codes of a TEXT command. */
export const textCode = { permanent: 1, permanentWrap: 2, temporary: 3, temporaryWrap: 4 } as const;

/** Longest text in one TEXT command that every device takes, in bytes. */
export const MAX_TEXT_BYTES = 32;
