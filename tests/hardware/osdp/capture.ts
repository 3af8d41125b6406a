import { readFileSync } from 'node:fs';
import type { ReceivedFrame } from '../../../hardware/osdp/codec/frame.ts';
import { FrameDecoder } from '../../../hardware/osdp/codec/frame-decoder.ts';

/** Hex to bytes. */
export function hex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
}

/** Bytes to lower-case hex. */
export function toHexText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** The frame in exactly these bytes; throws when they are none. */
export function frameOf(bytes: Uint8Array): ReceivedFrame {
  const [decoded, more] = new FrameDecoder().push(bytes);
  if (decoded?.kind !== 'frame' || more) throw new Error(`not one frame: ${toHexText(bytes)}`);
  return decoded.frame;
}

/** The frames of a capture in tests/fixtures/vectors, each with its bytes. */
export function capture(name: 'osdp-plain' | 'osdp-secure'): { bytes: Uint8Array; frame: ReceivedFrame }[] {
  const file = new URL(`../../fixtures/vectors/${name}.txt`, import.meta.url);
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const bytes = hex(line.split(' ').at(-1) ?? '');
      return { bytes, frame: frameOf(bytes) };
    });
}
