import type { Command } from './codec/commands.ts';
import { encodeCommand, MAX_TEXT_BYTES } from './codec/commands.ts';
import type { Frame } from './codec/frame.ts';
import { capability } from './codec/replies.ts';
import type { Capabilities } from './session-types.ts';

/** Everything of a frame but its data: 53h, address, LEN, CTRL, security block, ID, MAC and CRC. */
const PLAIN_OVERHEAD_BYTES = 5 + 1 + 2;
const SECURE_OVERHEAD_BYTES = PLAIN_OVERHEAD_BYTES + 2 + 4;
const CIPHER_BLOCK_BYTES = 16;
/** Bytes of a TEXT command before the text itself. */
const TEXT_HEAD_BYTES = 6;
/** Every device takes a frame of this length, whatever it says of its buffer. */
const LEAST_BUFFER_BYTES = 128;

/** How long a frame with this much clear data is, mark byte not counted. */
function frameBytes(dataBytes: number, isSecure: boolean): number {
  if (!isSecure) return PLAIN_OVERHEAD_BYTES + dataBytes;
  // Encrypted data has at least one byte of padding; without data there is only the MAC.
  const cipherBytes = dataBytes === 0 ? 0 : (Math.floor(dataBytes / CIPHER_BLOCK_BYTES) + 1) * CIPHER_BLOCK_BYTES;
  return SECURE_OVERHEAD_BYTES + cipherBytes;
}

/** The receive buffer a device tells of in its list, in bytes; undefined where it tells none. */
function bufferBytesOf(capabilities: Capabilities | undefined): number | undefined {
  const told = capabilities?.get(capability.receiveBuffer);
  return told ? Math.max(told.level + told.count * 256, LEAST_BUFFER_BYTES) : undefined;
}

/** True when the command fits into the receive buffer the device told of. Throws OSDP_BAD_ARGUMENT as encoding does. */
export function fitsBuffer(command: Command, capabilities: Capabilities | undefined, isSecure: boolean): boolean {
  const bytes = frameBytes(encodeCommand(command).data.length, isSecure);
  return bytes <= (bufferBytesOf(capabilities) ?? Number.POSITIVE_INFINITY);
}

/** Longest text in one TEXT command for this device, in bytes. */
export function mostTextBytes(capabilities: Capabilities | undefined, isSecure: boolean): number {
  const buffer = bufferBytesOf(capabilities);
  if (buffer === undefined) return MAX_TEXT_BYTES;
  let bytes = MAX_TEXT_BYTES;
  while (bytes > 1 && frameBytes(TEXT_HEAD_BYTES + bytes, isSecure) > buffer) bytes -= 1;
  return bytes;
}

/** The check a device wants once its list is known: CRC where it can, else the one-byte checksum. */
export function checkOf(capabilities: Capabilities | undefined, current: Frame['check']): Frame['check'] {
  const told = capabilities?.get(capability.check);
  if (!told) return current;
  return told.level >= 1 ? 'crc' : 'sum';
}
