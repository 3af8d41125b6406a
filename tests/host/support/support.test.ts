import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { hashPinNow } from '../../../host/people/pins.ts';
import { temporaryDirectory } from '../../db/files.ts';
import { exampleSite } from '../../db/shop-day.ts';
import { WatchedStore } from '../safekeeping/watched-store.ts';

const longMs = 240_000;
const pin = '90817263';
const markedPhone = '13912345678';

/** A store in which everything that must not get out is marked, and what is. */
async function marked() {
  const watched = new WatchedStore();
  const store = await watched.open();
  const site = exampleSite();
  const staff = site.staff.map((person, at) => ({ ...person, name: `Geheimfrau${at}` }));
  const technicians = site.technicians.map((person, at) => ({ ...person, name: `密玉${at}号` }));
  await store.setup.fromFile(JSON.stringify({ ...site, staff, technicians, buses: [], printers: [] }));
  await store.sessions.setFirstPin(watched.desk(), 'M01', pin);
  const { code } = await store.safekeeping.makeSheet(watched.desk(), null);
  const guest = { guestName: 'Zoltan Geheim', phone: markedPhone, note: 'allergic to Mandelblüten' };
  const cards = [...staff, ...technicians].flatMap(({ card }) => (card ? [card] : []));
  const secrets = [
    ...staff.map(({ name }) => name),
    ...technicians.map(({ name }) => name),
    ...Object.values(guest),
    ...cards,
    ...[pin, code, code.replaceAll('-', ''), hashPinNow(pin).slice(0, 7)],
    ...site.wristbands.flatMap(({ card }) => (card ? [card] : [])),
  ];
  // Whatever a line of the log may come to hold.
  mkdirSync(path.join(watched.dataDir, 'logs'), { recursive: true });
  const time = '2026-11-21T04:00:00.000Z';
  const stack = `Error: ${guest.guestName}\n    at decide (/home/Geheimfrau0/core/rules/site/decide.ts:12:3)`;
  const lines = [
    { level: 30, time, msg: 'the store is open', guest, card: cards[0], list: secrets, count: 3 },
    { level: 50, time, msg: guest.guestName, err: { type: 'Error', message: guest.guestName, code: 'EACCES', stack } },
    {
      level: 50,
      time,
      msg: `call ${markedPhone}`,
      phone: Number(markedPhone),
      [guest.guestName]: 1,
      fault: 'DISK_FULL',
    },
  ];
  const file = path.join(watched.dataDir, 'logs', '2026-11-21.log');
  for (const line of lines) appendFileSync(file, `${JSON.stringify(line)}\n`);
  appendFileSync(file, `no JSON ${guest.guestName}\n"${markedPhone}"\nnull\n`);
  return { watched, secrets };
}

/** A text in every form in which it may stand somewhere. */
function formsOf(text: string): string[] {
  const bytes = Buffer.from(text);
  const wide = Buffer.from(text, 'utf16le');
  // In base64 the same bytes look otherwise at each of three places: without the characters that hang on neighbours.
  const encoded = [0, 1, 2].map((at) => {
    const base64 = Buffer.concat([Buffer.alloc(at), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    return base64.slice(at === 0 ? 0 : at + 1, -1);
  });
  const escaped = [...text].map((one) => `\\u${one.codePointAt(0)?.toString(16).padStart(4, '0')}`).join('');
  return [
    text,
    text.toLowerCase(),
    encodeURIComponent(text),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    wide.toString('hex'),
    wide.toString('base64').replace(/=+$/, '').slice(0, -1),
    ...encoded,
    ...encoded.map((one) => one.replaceAll('+', '-').replaceAll('/', '_')),
    JSON.stringify(text).slice(1, -1),
    escaped,
    [...text].toReversed().join(''),
  ].filter((form) => form.length >= 4);
}

const found = (text: string, secrets: readonly string[]) =>
  secrets.flatMap(formsOf).filter((form) => text.includes(form) || text.toLowerCase().includes(form.toLowerCase()));

it(
  'a store full of secrets gives none of them, in no form, at the screen and by command',
  async () => {
    const { watched, secrets } = await marked();
    const bundle = watched.store.support.bundle();
    expect(found(JSON.stringify(bundle), secrets)).toEqual([]);
    const names = bundle.sections.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['program', 'health', 'devices', 'settings', 'schema', 'log']));
    const log = bundle.sections.find(({ name }) => name === 'log')?.text ?? '';
    // What the program wrote itself is there.
    expect(log).toContain('the store is open');
    expect(log).toContain('EACCES');
    expect(log).toContain('core/rules/site/decide.ts:12');
    expect(log).toContain('DISK_FULL');

    const out = path.join(temporaryDirectory(), 'support.json.gz');
    const script = new URL('../../../scripts/support.ts', import.meta.url).pathname;
    const run = (...line: string[]) =>
      spawnSync(process.execPath, [script, '--data', watched.dataDir, ...line], { encoding: 'utf8' });
    expect(run().status).toBe(2);
    expect(run('--out', out).status).toBe(2);
    expect(existsSync(out)).toBe(false);
    expect(run('--out', out, '--yes').status).toBe(0);
    const saved = gunzipSync(readFileSync(out)).toString('utf8');
    expect(JSON.parse(saved)).toMatchObject({ kind: 'clockroom-support/1' });
    expect(found(saved, secrets)).toEqual([]);
    const shown = run('--show');
    expect(shown.status).toBe(0);
    expect(found(shown.stdout, secrets)).toEqual([]);
    // Forms are found where they are.
    expect(found(Buffer.from(`x${secrets[0]}`).toString('base64'), secrets)).not.toEqual([]);
    expect(found(Buffer.from(secrets[0] ?? '', 'utf16le').toString('hex'), secrets)).not.toEqual([]);
  },
  longMs,
);
