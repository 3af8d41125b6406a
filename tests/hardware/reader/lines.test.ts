import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineDecoder } from '../../../hardware/reader/line-decoder.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

function decode(frame: { prefix?: string; suffix?: string }, ...pieces: string[]) {
  const decoder = new LineDecoder({ prefix: latin1(frame.prefix ?? ''), suffix: latin1(frame.suffix ?? '') });
  const lines = pieces
    .flatMap((piece) => decoder.push(latin1(piece)))
    .map((line) => Buffer.from(line).toString('latin1'));
  return { lines, discarded: decoder.discarded };
}

describe('LineDecoder', () => {
  it('ends lines at CR, LF or both when nothing else is said', () => {
    expect(decode({}, 'A\r\nB\nC\r', '\n\n\rD')).toEqual({ lines: ['A', 'B', 'C'], discarded: 0 });
  });

  it('finds its frames in noise, and begins anew at a new beginning', () => {
    const stx = { prefix: '\x02', suffix: '\x03' };
    expect(decode(stx, 'noise\x02A\x03\x03more\x02half\x02B\x03')).toEqual({ lines: ['A', 'B'], discarded: 1 });
    expect(decode({ prefix: 'ID:', suffix: ';' }, 'IID', ':7', '7;ID:', '88;')).toEqual({
      lines: ['77', '88'],
      discarded: 0,
    });
  });

  it('drops a line that does not end, and reads the one after it', () => {
    const long = 'x'.repeat(5_000);
    expect(decode({}, `${long}04E9F85D\r\n04E9F85D\r\n`)).toEqual({ lines: ['04E9F85D'], discarded: 1 });
    expect(decode({ prefix: '\x02', suffix: '\x03' }, `\x02${long}\x03\x02B\x03`)).toEqual({
      lines: ['B'],
      discarded: 1,
    });
    expect(decode({ suffix: 'END' }, `${long}END77END`)).toEqual({ lines: ['77'], discarded: 1 });
  });

  it('forgets what was begun when it is reset', () => {
    const decoder = new LineDecoder({ prefix: latin1(''), suffix: latin1('') });
    decoder.push(latin1('04E9'));
    decoder.reset();
    expect(decoder.push(latin1('F85D\r'))).toEqual([Uint8Array.from(latin1('F85D'))]);
  });

  it('gives the same lines in whatever pieces they come', () => {
    const text = fc.stringMatching(/^[A-F0-9]{1,20}$/);
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), fc.array(fc.nat(9), { maxLength: 60 }), (lines, cuts) => {
        const stream = lines.map((line) => `\x02${line}\x03`).join('');
        const pieces: string[] = [];
        let at = 0;
        for (const cut of cuts) {
          pieces.push(stream.slice(at, at + cut));
          at += cut;
        }
        expect(decode({ prefix: '\x02', suffix: '\x03' }, ...pieces, stream.slice(at)).lines).toEqual(lines);
      }),
      { seed: 20261121 },
    );
  });

  it('takes any bytes; no line is longer than a line may be', () => {
    const bytes = fc.uint8Array({ maxLength: 600 });
    const frame = fc.uint8Array({ maxLength: 3 });
    fc.assert(
      fc.property(frame, frame, fc.array(bytes, { maxLength: 4 }), (prefix, suffix, pieces) => {
        const decoder = new LineDecoder({ prefix, suffix });
        for (const piece of pieces) {
          for (const line of decoder.push(piece)) expect(line.length).toBeLessThanOrEqual(140);
        }
      }),
      { seed: 20261121 },
    );
  });
});
