import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ReaderPreset, readerPresetIds, readerPresets } from '../../../core/model/site/reader-presets.ts';
import { parseSite } from '../../../core/rules/site/parse.ts';
import { resolveReader } from '../../../core/rules/site/resolve-reader.ts';

const example = JSON.parse(readFileSync(new URL('../../fixtures/site/jiangwan.json', import.meta.url), 'utf8'));

/** The problems a site file has with these readers. */
function problemsOf(...readers: object[]): string[] {
  const parsed = parseSite(JSON.stringify({ ...example, readers }));
  return parsed.ok ? [] : parsed.problems.map(({ path, allowed }) => `${path}: ${allowed}`);
}

const hid = { id: 'desk', type: 'hid', vendorId: '1A86', productId: 'e010', encoding: 'bytes' };

describe('the readers of a site file', () => {
  it('may be of every kind', () => {
    expect(
      problemsOf(
        { id: 'a', type: 'sim' },
        { id: 'b', type: 'keyboard' },
        { id: 'c', type: 'keyboard', encoding: '8H10D', reversed: true, suffix: '?' },
        {
          id: 'd',
          type: 'serial',
          path: '/dev/ttyUSB0',
          baudRate: 9600,
          encoding: 'hex',
          prefix: '\u0002',
          suffix: '\u0003',
        },
        { id: 'e', type: 'tcp', host: '10.0.0.5', port: 4001, encoding: '3+5' },
        { ...hid, id: 'f', usagePage: 'FF00', reportId: 2, lengthAt: 1, offset: 2, reversed: true },
        { ...hid, id: 'g', encoding: 'hex', offset: 4, length: 14, serialNumber: 'A1' },
        { id: 'h', type: 'pcsc' },
        { id: 'i', type: 'pcsc', reader: 'ACR122' },
      ),
    ).toEqual([]);
  });

  it.each([
    ['a kind that does not exist', { id: 'a', type: 'telepathy' }, 'readers[0].type: a known "type"'],
    [
      'no profile',
      { id: 'a', type: 'hid', vendorId: '1A86', productId: 'E010' },
      /^readers\[0\]\.encoding: one of "bytes"/,
    ],
    ['an id that is no USB id', { ...hid, length: 7, vendorId: '0x1A86' }, 'readers[0].vendorId: four hex digits'],
    ['no length', hid, 'readers[0].length: length or lengthAt, since a report is longer than a UID'],
    ['two lengths', { ...hid, length: 7, offset: 2, lengthAt: 1 }, 'readers[0].lengthAt: either length or lengthAt'],
    ['the length in the UID', { ...hid, offset: 1, lengthAt: 3 }, 'readers[0].lengthAt: outside of the UID'],
    ['a length no UID has', { ...hid, encoding: '8H10D', length: 8 }, 'readers[0].length: 10 for 8H10D'],
    [
      'bytes without an end',
      { id: 'a', type: 'serial', path: '/dev/ttyS0', baudRate: 9600, encoding: 'bytes' },
      'readers[0].suffix: given, since a CR or LF may be a part of the bytes',
    ],
    ['typed bytes', { id: 'a', type: 'keyboard', encoding: 'bytes' }, /^readers\[0\]\.encoding: one of "hex"/],
    ['what no keyboard types', { id: 'a', type: 'keyboard', suffix: '\r' }, /^readers\[0\]\.suffix: 1 to 8 visible/],
  ])('may not have %s', (_what, reader, problem) => {
    expect(problemsOf(reader)).toEqual([typeof problem === 'string' ? problem : expect.stringMatching(problem)]);
  });

  it('have each id once', () => {
    expect(problemsOf({ id: 'a', type: 'sim' }, { id: 'a', type: 'pcsc' })).toEqual(['readers[1].id: each only once']);
  });

  it.each(readerPresetIds)('may be the preset %s, which means a whole reader', (preset) => {
    const { settings }: ReaderPreset = readerPresets[preset];
    const path = settings.type === 'serial' ? { path: '/dev/ttyUSB0' } : {};
    const reader = { id: 'a', type: 'preset' as const, preset, ...path };
    expect(problemsOf(reader)).toEqual([]);
    expect(problemsOf(resolveReader(reader))).toEqual([]);
  });

  it('say besides a preset only what its kind has', () => {
    const preset = (id: string, more: object) => ({ id: 'a', type: 'preset', preset: id, ...more });
    expect(problemsOf(preset('rdm6300', {}))).toEqual(['readers[0].path: the serial device it hangs on']);
    expect(problemsOf(preset('rdm6300', { path: '/dev/ttyS0', baudRate: 19_200, reversed: true }))).toEqual([]);
    expect(problemsOf(preset('decimal-10', { reversed: true }))).toEqual([]);
    expect(problemsOf(preset('violet-mirror', { serialNumber: 'A1' }))).toEqual([]);
    expect(problemsOf(preset('acr122u', { path: '/dev/ttyS0', reversed: true }))).toEqual([
      'readers[0].path: nothing: acr122u is a pcsc reader',
      'readers[0].reversed: nothing: acr122u is a pcsc reader',
    ]);
    expect(problemsOf(preset('telepathy', {}))[0]).toMatch(/^readers\[0\]\.preset: one of "acr122u"/);
  });

  it('besides a preset are read as the file says', () => {
    expect(resolveReader({ id: 'a', type: 'preset', preset: 'decimal-10', reversed: true })).toEqual({
      id: 'a',
      type: 'keyboard',
      encoding: '8H10D',
      reversed: true,
    });
    expect(resolveReader({ id: 'a', type: 'preset', preset: 'decimal-10-reversed', reversed: false })).toMatchObject({
      reversed: false,
    });
    expect(resolveReader({ id: 'b', type: 'pcsc' })).toEqual({ id: 'b', type: 'pcsc' });
  });
});
