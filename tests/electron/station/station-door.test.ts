import { statSync, writeFileSync } from 'node:fs';
import { createServer as createTcpServer } from 'node:net';
import path from 'node:path';
import { connect } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import { dayMs } from '../../../core/kernel/time.ts';
import { StationDoor } from '../../../electron/station/station-door.ts';
import { StationSettings } from '../../../electron/station/station-settings.ts';
import { authorityIn, type Served, serve, testFolder } from '../../host/doors/stations/served.ts';

const origin = 'clockroom://app';
const code = '048213';

/** A station of that store, in a folder of its own. `now`: by its own clock. */
function stationOf(port: number, { folder = testFolder(), host = '127.0.0.1', now = () => Date.now() } = {}) {
  let startedAnew = 0;
  const settings = new StationSettings(folder, `${host}:${port}`);
  const startAnew = () => {
    startedAnew += 1;
  };
  const door = new StationDoor({ store: { host, port }, settings, now, startAnew });
  const get = async (at: string) => {
    const answer = await door.answer(new Request(`${origin}${at}`));
    return answer && { policy: answer.headers.get('content-security-policy') ?? '', text: await answer.text() };
  };
  return {
    ...{ door, folder, get },
    type: async (typed: string) => (await get(`/station/pair?code=${encodeURIComponent(typed)}`))?.text ?? '',
    startedAnew: () => startedAnew,
    opens: () => door.firstUrl(origin, 'board', 'en'),
    pinned: () => settings.authority()?.fingerprint256 ?? null,
  };
}

/** What a browser is shown by whoever answers at that port: PEM. */
function shownAt(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      resolve(socket.getPeerX509Certificate()?.toString() ?? '');
      socket.destroy();
    });
    socket.on('error', reject);
  });
}

const markOf = ({ authority }: Served) => authority?.mark ?? '';

describe('a station’s first contact', () => {
  test('asks for the code in both languages, and pins the store whose mark was typed', async () => {
    const served = await serve(true);
    const { port } = served.server;
    const station = stationOf(port);
    expect(station.opens()).toBe('clockroom://app/station');
    const asked = await station.get('/station');
    expect(asked?.text).toMatch(/在前台打开“工作站”[\s\S]*At the front desk open “Stations”/);
    expect(asked?.policy).toContain("form-action 'self'");
    const mark = markOf(served);
    const went = await station.type(`048 213 ${mark.slice(0, 5).toLowerCase()} ${mark.slice(5)}`);
    expect(went).toContain(`content="0;url=https://127.0.0.1:${port}/#pair=${code}"`);
    expect(station.pinned()).toBe(served.authority?.certificate.fingerprint256);
    expect(station.opens()).toBe(`https://127.0.0.1:${port}/?language=en#/board`);
    expect(station.door.isStore('127.0.0.1', await shownAt(port))).toBe(true);
    expect(station.startedAnew()).toBe(0);
    if (process.platform !== 'win32') {
      expect(statSync(path.join(station.folder, 'station.json')).mode & 0o777).toBe(0o600);
    }
  });

  test('is refused where the mark is of another store, or no mark: nothing is pinned', async () => {
    const [served, between] = [await serve(true), await serve(true)];
    const station = stationOf(between.server.port);
    // The desk shows the store's mark; who answers is somebody else.
    expect(await station.type(`${code} ${markOf(served)}`)).toContain('也可能有人冒充门店');
    expect(await station.type('482913')).toContain('six digits and ten characters');
    expect(await station.type('"><script>alert(1)</script>')).not.toContain('<script>');
    expect([station.pinned(), station.opens()]).toEqual([null, 'clockroom://app/station']);
    expect(station.door.isStore('127.0.0.1', await shownAt(between.server.port))).toBe(false);
  });

  test('says that nobody answers, or not encrypted, or that a clock is wrong', async () => {
    const served = await serve(true);
    const typed = `${code} ${markOf(served)}`;
    const mute = createTcpServer((socket) => socket.on('error', () => {}).end('HTTP/1.1 200 OK\r\n\r\n'));
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void mute.close());
    const plain = await serve();
    expect(await stationOf((mute.address() as { port: number }).port).type(typed)).toContain('no encrypted store');
    expect(await stationOf(plain.server.port).type(typed)).toContain('no encrypted store');
    const { port } = plain.server;
    await plain.server.close();
    expect(await stationOf(port).type(typed)).toContain('does not answer');
    const late = stationOf(served.server.port, { now: () => Date.now() + 500 * dayMs });
    expect(await late.type(typed)).toContain('the date of this computer');
    expect(late.pinned()).toBeNull();
    const elsewhere = stationOf(served.server.port, { host: '127.0.0.9' });
    expect(await elsewhere.type(typed)).toContain('not for this address');
  });
});

describe('a station that knows its store', () => {
  async function known() {
    const served = await serve(true);
    const station = stationOf(served.server.port);
    await station.type(`${code} ${markOf(served)}`);
    return { served, station, port: served.server.port };
  }

  test('takes a new certificate of the same authority, and keeps it over a start', async () => {
    const { served, station, port } = await known();
    const again = stationOf(port, { folder: station.folder });
    expect(again.opens()).toMatch(/^https:/);
    const renewed = served.authority?.serverPair({ hosts: ['localhost'], addresses: ['127.0.0.1'] }, Date.now());
    expect(again.door.isStore('127.0.0.1', renewed?.certificate.toString() ?? '')).toBe(true);
  });

  test('refuses another authority, and says so with a way on; pairing again starts the program anew', async () => {
    const { station, port } = await known();
    const between = await serve(true);
    expect(station.door.isStore('127.0.0.1', await shownAt(between.server.port))).toBe(false);
    station.door.notLoaded();
    const said = (await station.get('/station'))?.text ?? '';
    expect(said).toMatch(/门店的证书变了[\s\S]*certificate has changed[\s\S]*<form/);
    // There is no way past it but the code.
    expect(said).not.toContain('再试一次');
    expect(station.pinned()).not.toBe(between.authority?.certificate.fingerprint256);

    // The store was set up anew: the same address, another authority, and its mark on the desk's screen.
    const moved = stationOf(between.server.port, { folder: station.folder });
    expect(moved.opens()).toBe('clockroom://app/station');
    await moved.type(`${code} ${markOf(between)}`);
    expect(moved.pinned()).toBe(between.authority?.certificate.fingerprint256);
    expect(stationOf(port, { folder: station.folder }).pinned()).toBe(station.pinned());
    const other = authorityIn(testFolder()).serverPair({ hosts: ['localhost'], addresses: ['127.0.0.1'] }, Date.now());
    expect(moved.door.isStore('127.0.0.1', other.certificate.toString())).toBe(false);
    await moved.type(`${code} ${markOf(between)}`);
    expect(moved.startedAnew()).toBe(1);
  });

  test('takes nothing else for the store: other hosts, garbage, an ended certificate', async () => {
    const { served, station, port } = await known();
    const shown = await shownAt(port);
    expect(station.door.isStore('bank.com', shown)).toBe(false);
    expect(station.door.isStore('localhost', shown)).toBe(false);
    expect(station.door.isStore('127.0.0.1', 'x')).toBe(false);
    const names = { hosts: ['localhost'], addresses: ['127.0.0.1'] };
    const ended = served.authority?.serverPair(names, Date.now() - 400 * dayMs).certificate.toString() ?? '';
    expect(station.door.isStore('127.0.0.1', ended)).toBe(false);
    station.door.notLoaded();
    expect((await station.get('/station'))?.text).toContain('the date of this computer');
    expect(await station.get('/index.html')).toBeNull();
    // By itself again once the store is there.
    station.door.notLoaded();
    expect((await station.get('/station'))?.text).toContain(
      `<meta http-equiv="refresh" content="5;url=https://127.0.0.1:${port}/">`,
    );
  });

  test('asks for the code where its file cannot be read', async () => {
    const { station, port } = await known();
    for (const text of ['', '[]', '{', `{"127.0.0.1:${port}":"x"}`, `{"127.0.0.1:${port}":7}`]) {
      writeFileSync(path.join(station.folder, 'station.json'), text);
      expect(stationOf(port, { folder: station.folder }).opens()).toBe('clockroom://app/station');
    }
  });
});
