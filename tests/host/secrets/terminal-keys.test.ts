import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Site } from '../../../core/model/site/schema.ts';
import { TerminalKeys } from '../../../host/secrets/terminal-keys.ts';
import { exampleSite } from '../../db/shop-day.ts';
import { testFolder } from '../doors/stations/served.ts';

const keyOne = '11'.repeat(16);
const keyTwo = '22'.repeat(16);

/** The example store with one line of terminals that hold these keys; `undefined` leaves a key out. */
function siteWith(keys: Record<number, string | undefined>): Site {
  const [bus] = exampleSite().buses;
  if (!bus) throw new Error('the example has no line');
  const terminals = Object.entries(keys).map(([address, scbk]) => ({
    address: Number(address),
    room: '301',
    ...(scbk === undefined ? {} : { scbk }),
  }));
  return { ...exampleSite(), buses: [{ ...bus, id: 'floor-3', terminals }] };
}

const inFile = (folder: string) => JSON.parse(readFileSync(path.join(folder, 'terminal-keys.json'), 'utf8'));

it('keys survive a site file that leaves them out, and one that leaves their line out', () => {
  const folder = testFolder();
  const keys = TerminalKeys.open(folder);
  keys.adopt(siteWith({ 1: keyOne, 2: keyTwo }));
  keys.adopt(siteWith({ 1: undefined }));
  keys.adopt({ ...exampleSite(), buses: [] });
  expect(keys.of('floor-3/1')).toBe(keyOne);
  expect(inFile(folder)).toEqual({ 'floor-3/1': keyOne, 'floor-3/2': keyTwo });
  expect(statSync(path.join(folder, 'terminal-keys.json')).mode & 0o077).toBe(0);
});

it('a key that an installer’s tool has written meanwhile is not lost, and is there after the next import', () => {
  const folder = testFolder();
  const ofTheStore = TerminalKeys.open(folder);
  ofTheStore.adopt(siteWith({ 1: keyOne }));
  const ofTheTool = TerminalKeys.open(folder);
  ofTheTool.prepare('floor-3/2', keyTwo);
  ofTheTool.confirm('floor-3/2');
  ofTheTool.rename('floor-3/1', 'floor-3/9');
  ofTheStore.adopt(siteWith({ 2: undefined, 9: undefined }));
  expect([ofTheStore.of('floor-3/1'), ofTheStore.of('floor-3/2'), ofTheStore.of('floor-3/9')]).toEqual([
    null,
    keyTwo,
    keyOne,
  ]);
});

it('a file with an older key does not throw the present one away: it is tried when a key is given again', () => {
  const keys = TerminalKeys.open(testFolder());
  keys.adopt(siteWith({ 1: keyTwo }));
  keys.adopt(siteWith({ 1: keyOne }));
  expect([keys.of('floor-3/1'), keys.pendingOf('floor-3/1')]).toEqual([keyOne, keyTwo]);
  keys.adopt(siteWith({ 1: keyOne }));
  expect(keys.pendingOf('floor-3/1')).toBe(keyTwo);
  keys.confirm('floor-3/1');
  expect([keys.of('floor-3/1'), keys.pendingOf('floor-3/1')]).toEqual([keyTwo, null]);
});

it.each(['', '{"floor-3/1":', '[1]'])(
  'a file that cannot be read (%s) is put aside, and the store opens without it',
  (text) => {
    const folder = testFolder();
    writeFileSync(path.join(folder, 'terminal-keys.json'), text);
    expect(() => TerminalKeys.open(folder)).toThrow();
    const asides: string[] = [];
    const keys = TerminalKeys.open(folder, (aside) => asides.push(aside));
    expect(keys.of('floor-3/1')).toBeNull();
    expect(readFileSync(asides[0] ?? '', 'utf8')).toBe(text);
    keys.adopt(siteWith({ 1: keyOne }));
    expect(inFile(folder)).toEqual({ 'floor-3/1': keyOne });
  },
);
