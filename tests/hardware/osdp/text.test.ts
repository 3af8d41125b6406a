import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth, encodeText, fitToColumns, splitLine, type TextEncoding } from '../../../hardware/osdp/text.ts';
import { toHexText } from './capture.ts';

const encodings: TextEncoding[] = ['ascii', 'gb18030'];

describe('text for a display', () => {
  it('takes one column for ASCII and two for a Chinese character', () => {
    expect(displayWidth('Room 101')).toBe(8);
    expect(displayWidth('请88号技师')).toBe(10);
    expect(displayWidth('请88号技师', 'ascii')).toBe(6);
  });

  it('is cut before a character that does not fit and padded with blanks', () => {
    expect(fitToColumns('请技师到三零二号房', 16)).toBe('请技师到三零二号');
    expect(fitToColumns('1请技师到三零二号房', 16)).toBe('1请技师到三零二 ');
    expect(fitToColumns('ab', 4, 'ascii')).toBe('ab  ');
  });

  it('is GB18030 where the display knows it, else a question mark', () => {
    expect(toHexText(encodeText('足A', 'gb18030'))).toBe('d7e341');
    expect(toHexText(encodeText('足A', 'ascii'))).toBe('3f41');
    expect(toHexText(encodeText('a\n\x7f\x85b', 'ascii'))).toBe('6120202062');
  });

  it('always fills its columns exactly, and pieces never split a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.integer({ min: 1, max: 64 }),
        fc.constantFrom(...encodings),
        (text, columns, encoding) => {
          const fitted = fitToColumns(text, columns, encoding);
          expect(encodeText(fitted, encoding).length).toBe(columns);
          expect(displayWidth(fitted, encoding)).toBe(columns);
          const pieces = splitLine(fitted, 32, encoding);
          expect(Buffer.concat(pieces)).toEqual(Buffer.from(encodeText(fitted, encoding)));
          for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(32);
        },
      ),
      { numRuns: 300, seed: 20_261_121 },
    );
  });

  it('keeps characters whole at the border of two messages', () => {
    expect(splitLine(`a${'钟'.repeat(20)}`, 32, 'gb18030').map((piece) => piece.length)).toEqual([31, 10]);
  });
});
