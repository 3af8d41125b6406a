import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HardwareError } from '../../../hardware/error.ts';
import { checksum8, crc16 } from '../../../hardware/osdp/codec/check.ts';
import { decodeCommand, encodeCommand } from '../../../hardware/osdp/codec/commands.ts';
import { encodeFrame, type Frame } from '../../../hardware/osdp/codec/frame.ts';
import { type Decoded, FrameDecoder } from '../../../hardware/osdp/codec/frame-decoder.ts';
import { decodeReply, encodeReply, keysToText, textToKeys } from '../../../hardware/osdp/codec/replies.ts';
import { capture, frameOf, hex, toHexText } from './capture.ts';

const frames = fc.record({
  mark: fc.boolean(),
  address: fc.integer({ min: 0, max: 0x7f }),
  reply: fc.boolean(),
  sequence: fc.integer({ min: 0, max: 3 }),
  check: fc.constantFrom('crc' as const, 'sum' as const),
  id: fc.integer({ min: 0, max: 255 }),
  data: fc.uint8Array({ maxLength: 80 }),
});

function framesIn(decoded: Decoded[]): string[] {
  return decoded.flatMap((each) => (each.kind === 'frame' ? [toHexText(encodeFrame(each.frame))] : []));
}

function wholly(bytes: Uint8Array): Decoded[] {
  const decoder = new FrameDecoder();
  return [...decoder.push(bytes), ...decoder.endOfTransmission()];
}

describe('checks of a frame', () => {
  it('match the published values', () => {
    expect(crc16(hex('537F0D00046E0080250000'))).toBe(0x386e); // on the wire 6E38
    expect(crc16(hex('53000900046100'))).toBe(0x66c0);
    expect(checksum8(hex('537F0C00006E0080250000'))).toBe(0x0f);
    expect(checksum8(hex('53000800006100'))).toBe(0x44);
  });

  it('are part of the published frames', () => {
    const base: Frame = { mark: true, address: 0x65, reply: false, sequence: 0, check: 'crc', id: 0, data: hex('') };
    expect(toHexText(encodeFrame({ ...base, ...encodeCommand({ type: 'poll' }) }))).toBe('ff5365080004606090');
    expect(toHexText(encodeFrame({ ...base, ...encodeCommand({ type: 'id', kind: 0 }) }))).toBe('ff53650900046100d97a');
  });
});

describe.each(['osdp-plain', 'osdp-secure'] as const)('the capture %s', (name) => {
  it('is decoded and encoded again to the same bytes', () => {
    const all = capture(name);
    expect(all.length).toBeGreaterThan(100);
    for (const { bytes, frame } of all) expect(toHexText(encodeFrame(frame))).toBe(toHexText(bytes));
  });
});

describe('typed messages', () => {
  it('of the plain capture are all known and encode to the same data', () => {
    const types = new Set<string>();
    for (const { frame } of capture('osdp-plain')) {
      const message = frame.reply ? decodeReply(frame) : decodeCommand(frame);
      const again = frame.reply ? encodeReply(decodeReply(frame)) : encodeCommand(decodeCommand(frame));
      expect([again.id, toHexText(again.data)]).toEqual([frame.id, toHexText(frame.data)]);
      types.add(message.type);
    }
    expect([...types].sort()).toEqual(
      ['ack', 'buz', 'cap', 'id', 'keypad', 'led', 'lstat', 'lstatr', 'mfg', 'mfgrep', 'pdcap', 'pdid', 'poll', 'raw']
        .concat(['tdset', 'text', 'xrd', 'xwr'])
        .sort(),
    );
  });

  it('lay out what the captures do not hold as documented', () => {
    const samples: [string, ReturnType<typeof encodeCommand>][] = [
      ['6801022c01', encodeCommand({ type: 'out', output: 1, code: 2, timer100ms: 300 })],
      ['6e0580250000', encodeCommand({ type: 'comset', address: 5, baudRate: 9600 })],
      [`750110${'00'.repeat(16)}`, encodeCommand({ type: 'keyset', kind: 1, key: new Uint8Array(16) })],
      ['7b8002', encodeCommand({ type: 'acurxsize', sizeBytes: 640 })],
      ['a7e803', encodeCommand({ type: 'keepactive', timeMs: 1000 })],
      ['a2', encodeCommand({ type: 'abort' })],
      ['540580250000', encodeReply({ type: 'com', address: 5, baudRate: 9600 })],
      ['4104', encodeReply({ type: 'nak', reason: 4, detail: hex('') })],
      ['4b0002', encodeReply({ type: 'rstatr', readers: hex('0002') })],
    ];
    for (const [expected, { id, data }] of samples) expect(toHexText(Uint8Array.of(id, ...data))).toBe(expected);
  });

  it('keep unknown IDs as they are', () => {
    const raw = { id: 0xee, data: hex('0102') };
    expect(decodeCommand(raw)).toEqual({ type: 'unknown', ...raw });
    expect(encodeReply(decodeReply(raw))).toEqual(raw);
  });

  it('of any length are decoded to the same bytes or refused with a code', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), fc.uint8Array({ maxLength: 60 }), (id, data) => {
        for (const again of [
          () => encodeCommand(decodeCommand({ id, data })),
          () => encodeReply(decodeReply({ id, data })),
        ]) {
          try {
            expect(again()).toEqual({ id, data });
          } catch (error) {
            if (!(error instanceof HardwareError)) throw error;
            expect(error.code).toBe('OSDP_MALFORMED');
          }
        }
      }),
      { numRuns: 500, seed: 20_261_121 },
    );
  });

  it('refuse numbers that do not fit their bytes', () => {
    expect(() => encodeCommand({ type: 'acurxsize', sizeBytes: 65_536 })).toThrow('OSDP_BAD_ARGUMENT');
    expect(() => encodeCommand({ type: 'chlng', randomA: hex('00') })).toThrow('OSDP_BAD_ARGUMENT');
  });

  it('translate keys both ways', () => {
    expect(keysToText(hex('31397f0d414244'))).toBe('19*#ABD');
    expect(keysToText(hex('3100ff32'))).toBe('12');
    expect(textToKeys('*#0C')).toEqual(hex('7f0d3043'));
    expect(textToKeys('1x')).toBeUndefined();
  });
});

describe('FrameDecoder', () => {
  it('gives the same frames however the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(frames, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 9 }),
        (sent, pieceBytes) => {
          const bytes = Buffer.concat(sent.map((frame) => encodeFrame(frame)));
          const decoder = new FrameDecoder();
          const received: Decoded[] = [];
          for (let at = 0; at < bytes.length; at += pieceBytes) {
            received.push(...decoder.push(bytes.subarray(at, at + pieceBytes)));
          }
          expect(received.every((each) => each.kind === 'frame')).toBe(true);
          expect(framesIn(received)).toEqual(sent.map((frame) => toHexText(encodeFrame(frame))));
          expect(decoder.isInsideFrame).toBe(false);
        },
      ),
      { numRuns: 200, seed: 20_261_121 },
    );
  });

  it('finds the frame behind noise and accounts for every byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), frames, (noise, frame) => {
        const wire = encodeFrame({ ...frame, check: 'crc', mark: false });
        const decoded = wholly(Uint8Array.from([...noise, ...wire]));
        // The last byte of the noise may pass for the mark.
        expect(framesIn(decoded).some((found) => found.replace(/^ff53/, '53') === toHexText(wire))).toBe(true);
        let count = 0;
        for (const each of decoded) {
          count += each.kind === 'discarded' ? each.length : each.frame.wire.length + (each.frame.mark ? 1 : 0);
        }
        expect(count).toBe(noise.length + wire.length);
      }),
      { numRuns: 300, seed: 20_261_121 },
    );
  });

  it.each([
    ['junk', '010203'],
    ['check', 'ff5365080004606091'],
    ['check', '53000800006100ff45'],
    ['length', '5365040004606090'],
    ['length', '5365ffff04606090'],
    ['control', '5365080014604292'],
    ['incomplete', 'ff536508000460'],
  ])('names the loss %s of %s', (reason, text) => {
    const bytes = reason === 'control' ? withCrc(hex('536508001460')) : hex(text);
    expect(wholly(bytes)).toEqual([{ kind: 'discarded', reason, length: bytes.length, bytes }]);
  });

  it.each(['00', '01', '09', 'ff'])('refuses a security block that claims %s bytes', (length) => {
    const bytes = withCrc(hex(`53650a000c${length}1560`));
    expect(wholly(bytes)).toEqual([{ kind: 'discarded', reason: 'security', length: bytes.length, bytes }]);
  });

  it('counts a broken frame once and takes the one behind it', () => {
    const good = hex('ff5365080004606090');
    const broken = Uint8Array.from(good).fill(0x53, 6, 8);
    const decoded = wholly(Uint8Array.from([...broken, ...good]));
    expect(decoded.map((each) => each.kind)).toEqual(['discarded', 'frame']);
  });

  it('holds no more than one frame of bytes that never end', () => {
    const decoder = new FrameDecoder();
    let lost = 0;
    for (let round = 0; round < 200; round += 1) {
      for (const each of decoder.push(new Uint8Array(1000).fill(0x53)))
        lost += each.kind === 'discarded' ? each.length : 0;
    }
    for (const each of decoder.endOfTransmission()) lost += each.kind === 'discarded' ? each.length : 0;
    expect(lost).toBe(200_000);
  });
});

function withCrc(body: Uint8Array): Uint8Array {
  const crc = crc16(body);
  return Uint8Array.from([...body, crc & 0xff, crc >> 8]);
}

describe('frameOf', () => {
  it('reads address, direction and sequence', () => {
    expect(frameOf(hex('ff538114000445d6c5009901010302010a0b0c9fa3'))).toMatchObject({
      mark: true,
      address: 1,
      reply: true,
      sequence: 0,
      check: 'crc',
      id: 0x45,
    });
  });
});
