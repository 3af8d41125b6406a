import { HardwareError } from '../../error.ts';
import { checksum8, crc16 } from './check.ts';

/** First byte of every frame. */
export const START_OF_MESSAGE = 0x53;
/** Optional byte before a frame, outside length, check and MAC. */
export const MARK = 0xff;
/** Longest frame OSDP knows; a longer LEN is noise. */
const MAX_FRAME_BYTES = 1440;
/** The address every device answers to. */
export const BROADCAST_ADDRESS = 0x7f;

/** Types of the security block (SCB). 11–14 open the channel, 15–18 travel inside it and carry a MAC. */
export const scb = {
  challenge: 0x11,
  clientCryptogram: 0x12,
  serverCryptogram: 0x13,
  firstRMac: 0x14,
  commandMac: 0x15,
  replyMac: 0x16,
  commandEncrypted: 0x17,
  replyEncrypted: 0x18,
} as const;

const REPLY_BIT = 0x80;
const CONTROL_CRC = 0x04;
const CONTROL_SCB = 0x08;
const HEADER_BYTES = 5;
const MAC_BYTES = 4;

/** One OSDP frame. `data` is what follows the ID byte: clear, or cipher text when `security` says so. */
export interface Frame {
  mark: boolean;
  /** 0–127, without the direction bit. */
  address: number;
  /** True from the device to the panel. */
  reply: boolean;
  /** 0–3. */
  sequence: number;
  check: 'crc' | 'sum';
  security?: { type: number; data: Uint8Array };
  id: number;
  data: Uint8Array;
  /** The four bytes of the MAC, with security types 15h–18h only. */
  mac?: Uint8Array;
}

/** A frame as it came, with the bytes (mark excluded) that a MAC is checked against. */
export type ReceivedFrame = Frame & { readonly wire: Uint8Array };

/** Why bytes were not a frame. */
export type DiscardReason = 'junk' | 'length' | 'check' | 'control' | 'security' | 'incomplete';

/** True for security types that carry a MAC. */
function carriesMac(type: number | undefined): boolean {
  return type !== undefined && type >= scb.commandMac && type <= scb.replyEncrypted;
}

/**
 * Frame to bytes. A frame of the secure channel is signed by `sign`, which gets everything from 53h through
 * the data with the final LEN and returns the MAC (at least 4 bytes); without `sign`, `frame.mac` is used.
 * Throws OSDP_BAD_ARGUMENT when it would be longer than a frame may be.
 */
export function encodeFrame(frame: Frame, sign?: (body: Uint8Array) => Uint8Array): Uint8Array {
  const security = frame.security;
  const securityBytes = security ? 2 + security.data.length : 0;
  const bodyBytes = HEADER_BYTES + securityBytes + 1 + frame.data.length;
  const hasMac = carriesMac(security?.type);
  const length = bodyBytes + (hasMac ? MAC_BYTES : 0) + (frame.check === 'crc' ? 2 : 1);
  if (length > MAX_FRAME_BYTES) throw new HardwareError('OSDP_BAD_ARGUMENT', { frameBytes: length });

  const out = new Uint8Array(length + (frame.mark ? 1 : 0));
  if (frame.mark) out[0] = MARK;
  const wire = frame.mark ? out.subarray(1) : out;
  wire[0] = START_OF_MESSAGE;
  wire[1] = frame.address | (frame.reply ? REPLY_BIT : 0);
  wire[2] = length & 0xff;
  wire[3] = length >> 8;
  wire[4] = frame.sequence | (frame.check === 'crc' ? CONTROL_CRC : 0) | (security ? CONTROL_SCB : 0);
  if (security) {
    wire[HEADER_BYTES] = securityBytes;
    wire[HEADER_BYTES + 1] = security.type;
    wire.set(security.data, HEADER_BYTES + 2);
  }
  wire[HEADER_BYTES + securityBytes] = frame.id;
  wire.set(frame.data, HEADER_BYTES + securityBytes + 1);
  if (hasMac) {
    const mac = sign ? sign(wire.subarray(0, bodyBytes)) : frame.mac;
    if (!mac || mac.length < MAC_BYTES) throw new HardwareError('OSDP_BAD_ARGUMENT', { reason: 'MAC missing' });
    wire.set(mac.subarray(0, MAC_BYTES), bodyBytes);
  }
  writeCheck(wire, frame.check);
  return out;
}

function writeCheck(wire: Uint8Array, check: Frame['check']): void {
  if (check === 'sum') {
    wire[wire.length - 1] = checksum8(wire.subarray(0, -1));
    return;
  }
  const crc = crc16(wire.subarray(0, -2));
  wire[wire.length - 2] = crc & 0xff;
  wire[wire.length - 1] = crc >> 8;
}

/** The bytes a MAC stands for: everything before it. */
export function signedPart(frame: ReceivedFrame): Uint8Array {
  return frame.wire.subarray(0, frame.wire.length - MAC_BYTES - (frame.check === 'crc' ? 2 : 1));
}

/**
 * LEN of the frame that starts at `start` (at its 53h), `undefined` while too few bytes are there, or 0 when it
 * cannot be the length of a frame.
 */
export function frameLength(bytes: Uint8Array, start: number): number | undefined {
  const low = bytes[start + 2];
  const high = bytes[start + 3];
  if (low === undefined || high === undefined) return undefined;
  const length = low | (high << 8);
  return length < HEADER_BYTES + 2 || length > MAX_FRAME_BYTES ? 0 : length;
}

/** Exactly one frame's bytes (from 53h through the check) to a frame, or the reason why they are none. */
export function decodeFrame(wire: Uint8Array, mark: boolean): ReceivedFrame | DiscardReason {
  const control = wire[4] ?? 0;
  const check = control & CONTROL_CRC ? 'crc' : 'sum';
  const end = wire.length - (check === 'crc' ? 2 : 1);
  if (frameLength(wire, 0) !== wire.length || end < HEADER_BYTES + 1) return 'length';
  if (!checkFits(wire, check, end)) return 'check';
  if (control & 0xf0) return 'control';

  let idAt = HEADER_BYTES;
  let security: Frame['security'];
  if (control & CONTROL_SCB) {
    const securityBytes = wire[HEADER_BYTES] ?? 0;
    const type = wire[HEADER_BYTES + 1] ?? 0;
    idAt += securityBytes;
    if (securityBytes < 2 || idAt + 1 + (carriesMac(type) ? MAC_BYTES : 0) > end) return 'security';
    security = { type, data: wire.slice(HEADER_BYTES + 2, idAt) };
  }
  const dataEnd = carriesMac(security?.type) ? end - MAC_BYTES : end;
  const address = wire[1] ?? 0;
  return {
    mark,
    address: address & ~REPLY_BIT,
    reply: (address & REPLY_BIT) !== 0,
    sequence: control & 3,
    check,
    ...(security ? { security } : {}),
    id: wire[idAt] ?? 0,
    data: wire.slice(idAt + 1, dataEnd),
    ...(dataEnd < end ? { mac: wire.slice(dataEnd, end) } : {}),
    wire,
  };
}

function checkFits(wire: Uint8Array, check: Frame['check'], end: number): boolean {
  const body = wire.subarray(0, end);
  if (check === 'sum') return wire[end] === checksum8(body);
  const crc = crc16(body);
  return wire[end] === (crc & 0xff) && wire[end + 1] === crc >> 8;
}
