import {
  bytes,
  counted,
  type Layout,
  list,
  type MessageOf,
  messageCodec,
  record,
  rest,
  u8,
  u16,
  u32,
} from './layout.ts';

/** Nothing after the ID byte. */
const none: Layout<object> = record({});

/** Every reply from device to panel (docs/design/osdp.md, “Replies”). */
const replies = {
  ack: { id: 0x40, layout: none },
  nak: { id: 0x41, layout: record({ reason: u8, detail: rest }) },
  pdid: {
    id: 0x45,
    layout: record({ vendor: bytes(3), model: u8, version: u8, serial: u32, firmware: bytes(3) }),
  },
  pdcap: { id: 0x46, layout: record({ capabilities: list(record({ function: u8, level: u8, count: u8 })) }) },
  lstatr: { id: 0x48, layout: record({ tamper: u8, power: u8 }) },
  istatr: { id: 0x49, layout: record({ inputs: rest }) },
  ostatr: { id: 0x4a, layout: record({ outputs: rest }) },
  rstatr: { id: 0x4b, layout: record({ readers: rest }) },
  raw: { id: 0x50, layout: record({ reader: u8, format: u8, bits: u16, card: rest }) },
  keypad: { id: 0x53, layout: record({ reader: u8, keys: counted }) },
  com: { id: 0x54, layout: record({ address: u8, baudRate: u32 }) },
  ccrypt: { id: 0x76, layout: record({ clientId: bytes(8), randomB: bytes(8), cryptogram: bytes(16) }) },
  rmac: { id: 0x78, layout: record({ rMac: bytes(16) }) },
  busy: { id: 0x79, layout: none },
  mfgrep: { id: 0x90, layout: record({ vendor: bytes(3), data: rest }) },
  xrd: { id: 0xb1, layout: record({ data: rest }) },
} as const;

/** A reply in words. `unknown` carries an ID this catalogue does not have. */
export type Reply = MessageOf<typeof replies>;

const codec = messageCodec(replies);
/** Reply to ID and data; throws OSDP_BAD_ARGUMENT when a number does not fit. */
export const encodeReply = codec.encode;
/** ID and data to a reply; throws OSDP_MALFORMED when too short or too long. */
export const decodeReply = codec.decode;

/** ID bytes the session must know without decoding. */
export const replyId = { nak: replies.nak.id, busy: replies.busy.id } as const;

/** Reasons of a NAK. */
export const nakReason = {
  check: 1,
  length: 2,
  unknownCommand: 3,
  sequence: 4,
  channelRefused: 5,
  channelRequired: 6,
  record: 9,
} as const;

/** Function codes of PDCAP. */
export const capability = {
  led: 4,
  beeper: 5,
  text: 6,
  time: 7,
  check: 8,
  security: 9,
  receiveBuffer: 10,
} as const;

const keyOfByte = new Map<number, string>([
  ...Array.from('0123456789', (digit): [number, string] => [digit.charCodeAt(0), digit]),
  [0x7f, '*'],
  [0x0d, '#'],
  ...Array.from('ABCD', (key): [number, string] => [key.charCodeAt(0), key]),
]);
const byteOfKey = new Map(Array.from(keyOfByte, ([byte, key]) => [key, byte]));

/** Key bytes of a KEYPAD reply as text: digits, `*`, `#`, `A`–`D` for F1–F4. Other bytes are no keys and left out. */
export function keysToText(keys: Uint8Array): string {
  return Array.from(keys, (byte) => keyOfByte.get(byte) ?? '').join('');
}

/** The inverse of `keysToText`; `undefined` when a character is no key. */
export function textToKeys(text: string): Uint8Array | undefined {
  const keys = Array.from(text, (key) => byteOfKey.get(key));
  return keys.every((key) => key !== undefined) ? Uint8Array.from(keys) : undefined;
}
