import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { openLog } from '../../../../host/doors/boot/log.ts';
import { testFolder } from '../stations/served.ts';

/** A log whose day can be changed; `lines` are the messages in a day's file. */
function logOf(dataDir = testFolder()) {
  const clock = { now: new Date('2026-01-01T10:00:00Z') };
  const folder = path.join(dataDir, 'logs');
  const file = (day: string) => path.join(folder, `${day}.log`);
  const lines = (day: string): { msg: string; lost?: number }[] =>
    readFileSync(file(day), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  return { clock, folder, file, lines, open: () => openLog(dataDir, () => clock.now) };
}

test('the log keeps no secrets and no old files', () => {
  const { clock, folder, file, open } = logOf();
  open().info({ pin: '1234', call: { token: 'abc', path: 'act' } }, 'signed in');
  const text = readFileSync(file('2026-01-01'), 'utf8');
  expect(text).toContain('"path":"act"');
  expect(text).not.toMatch(/1234|abc/);
  clock.now = new Date('2026-03-01T00:00:00Z');
  open();
  expect(readdirSync(folder)).toEqual(['2026-03-01.log']);
});

test('a store that is never stopped begins a new file each day, and old ones go', () => {
  const { clock, folder, lines, open } = logOf();
  const log = open();
  log.info({}, 'one');
  clock.now = new Date('2026-01-02T00:00:01Z');
  log.info({}, 'two');
  expect(lines('2026-01-01').map(({ msg }) => msg)).toEqual(['one']);
  expect(lines('2026-01-02').map(({ msg }) => msg)).toEqual(['two']);
  clock.now = new Date('2026-02-01T12:00:00Z');
  log.info({}, 'three');
  expect(readdirSync(folder)).toEqual(['2026-01-02.log', '2026-02-01.log']);
});

describe('a log that cannot be written', () => {
  it('stops nobody, and says afterwards how many lines are missing', () => {
    const { file, lines, open } = logOf();
    mkdirSync(file('2026-01-01'), { recursive: true });
    const log = open();
    log.info({}, 'lost');
    log.warn({}, 'lost too');
    rmSync(file('2026-01-01'), { recursive: true });
    log.info({}, 'back');
    expect(lines('2026-01-01').map(({ msg, lost }) => [msg, lost])).toEqual([
      ['lines could not be logged', 2],
      ['back', undefined],
    ]);
  });

  it.runIf(process.platform === 'linux')('because the disk is full stops nobody', () => {
    const { folder, file, lines, open } = logOf();
    mkdirSync(folder);
    symlinkSync('/dev/full', file('2026-01-01'));
    const log = open();
    log.info({}, 'lost');
    rmSync(file('2026-01-01'));
    log.info({}, 'back');
    expect(lines('2026-01-01').map(({ msg, lost }) => [msg, lost])).toEqual([
      ['lines could not be logged', 1],
      ['back', undefined],
    ]);
  });
});
