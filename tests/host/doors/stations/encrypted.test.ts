import { request as plainRequest } from 'node:http';
import { request } from 'node:https';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { dayMs } from '../../../../core/kernel/time.ts';
import { plainDoor } from '../../../../host/doors/stations/plain-door.ts';
import type { StationServer } from '../../../../host/doors/stations/station-server.ts';
import { fingerprintOf } from '../../../../host/doors/tls/pinned-authority.ts';
import type { StoreAuthority } from '../../../../host/doors/tls/store-authority.ts';
import { known } from './fake-store.ts';
import { authorityIn, ownOf, type Served, serve, testFolder } from './served.ts';

const caOf = (authority: StoreAuthority | null) => authority?.certificate.toString() ?? '';

/** A server for the network, and its authority. */
async function networked(patienceMs?: number) {
  const served = await serve(true, patienceMs);
  return { ...served, ca: caOf(served.authority) };
}

/** What an HTTPS client that trusts `ca` gets; throws what it throws. */
function ask(server: StationServer, ca: string, options: object = {}): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: server.port, path: '/', ca, agent: false, ...options },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => {
          body += text;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      },
    );
    sent.on('error', reject).end();
  });
}

/** A station's line: says who it is, and gives the answer to one call. */
async function callBy(server: StationServer, ca: string, params: object, path: string, input?: unknown) {
  const socket = new WebSocket(`wss://127.0.0.1:${server.port}/trpc?connectionParams=1`, { ca });
  onTestFinished(() => socket.terminate());
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const answer = new Promise<string>((resolve) => socket.once('message', (data) => resolve(data.toString())));
  socket.send(JSON.stringify({ method: 'connectionParams', data: params }));
  socket.send(
    JSON.stringify({ id: 1, method: path === 'session.pair' ? 'mutation' : 'query', params: { path, input } }),
  );
  return JSON.parse(await answer) as {
    result?: { data: Record<string, unknown> };
    error?: { data: { storeCode: string } };
  };
}

/** Sends these bytes and stays; resolves when the server hangs up. */
function hold(server: StationServer, bytes: Uint8Array | string, localAddress: string) {
  const socket: Socket = connect({ port: server.port, host: '127.0.0.1', localAddress });
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {});
  socket.resume();
  const opened = new Promise<void>((resolve) => socket.once('connect', () => socket.write(bytes, () => resolve())));
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return { socket, opened, closed };
}

/** The beginning of a TLS handshake, and no more of it. */
const helloBegun = Buffer.from('160301020001', 'hex');

describe('the store’s port, encrypted', () => {
  test('serves screens and calls to whoever trusts the store’s authority, and to nobody else', async () => {
    const { server, ca } = await networked();
    expect(await ask(server, ca)).toMatchObject({ status: 200, body: expect.stringContaining('Clockroom') });
    expect(await ask(server, ca, { method: 'POST' })).toMatchObject({ status: 405 });
    await expect(ask(server, '')).rejects.toMatchObject({ code: 'SELF_SIGNED_CERT_IN_CHAIN' });
    await expect(ask(server, caOf(authorityIn(testFolder())))).rejects.toMatchObject({
      code: 'SELF_SIGNED_CERT_IN_CHAIN',
    });
    await expect(ask(server, ca, { servername: 'bank.com' })).rejects.toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
  });

  test('a station is paired and works over it; what protects it is written down and shown', async () => {
    const { server, ca, logged } = await networked();
    expect((await callBy(server, ca, {}, 'session.welcome')).result?.data).toMatchObject({ needsPairing: true });
    const paired = await callBy(server, ca, {}, 'session.pair', { code: known.code, name: 'TV' });
    const station = String(paired.result?.data.stationToken);
    expect((await callBy(server, ca, { station }, 'board.snapshot')).result?.data).toMatchObject({ seq: 7 });
    const { lines, fingerprint, mark } = server.network();
    expect(lines).toEqual([{ stationId: 'station-7', address: '127.0.0.1', tls: 'TLSv1.3' }]);
    expect(fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(mark).toMatch(/^\w{5} \w{5}$/);
    const told = logged.filter(({ message }) => message === 'a station is there').map(({ facts }) => facts);
    expect(told).toEqual([{ stationId: 'station-7', address: '127.0.0.1', protection: 'TLSv1.3' }]);
    // The machine’s own screen, in plain text on the machine.
    expect((await callBy(server, ca, ownOf(server), 'board.snapshot')).result?.data).toMatchObject({ seq: 7 });
  });

  test('old protocols and weak ciphers are refused', async () => {
    const { server, ca } = await networked();
    const shake = (options: object) =>
      new Promise<string>((resolve) => {
        const socket = connectTls({ port: server.port, host: '127.0.0.1', ca, ...options }, () => {
          resolve(`${socket.getProtocol()} ${socket.getCipher().name}`);
          socket.destroy();
        });
        socket.on('error', () => resolve('refused'));
      });
    expect(await shake({})).toMatch(/^TLSv1\.3 TLS_AES_256_GCM/);
    expect(await shake({ maxVersion: 'TLSv1.2' })).toMatch(/^TLSv1\.2 ECDHE-ECDSA-AES256-GCM/);
    expect(await shake({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' })).toBe('refused');
    expect(await shake({ maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA:AES128-SHA' })).toBe('refused');
  });

  test('goes on with a new certificate when addresses change or the old one ends; open lines stay', async () => {
    const told = { now: Date.now(), addresses: ['127.0.0.1'] };
    const names = () => ({ hosts: ['localhost'], addresses: [...told.addresses] });
    const served: Served = await serve({ names, now: () => told.now });
    const ca = caOf(served.authority);
    const shown = async () =>
      new Promise<{ names: string; until: number }>((resolve, reject) => {
        const socket = connectTls({ port: served.server.port, host: '127.0.0.1', ca }, () => {
          const certificate = socket.getPeerX509Certificate();
          resolve({ names: certificate?.subjectAltName ?? '', until: certificate?.validToDate.getTime() ?? 0 });
          socket.destroy();
        });
        socket.on('error', reject);
      });
    const open = new WebSocket(`wss://127.0.0.1:${served.server.port}/trpc`, { ca });
    onTestFinished(() => open.terminate());
    await new Promise((resolve, reject) => open.once('open', resolve).once('error', reject));
    const before = await shown();
    told.addresses.push('192.168.7.9');
    served.identity?.look();
    expect((await shown()).names).toContain('192.168.7.9');
    told.now += 350 * dayMs;
    served.identity?.look();
    await expect(shown()).rejects.toMatchObject({ code: 'CERT_NOT_YET_VALID' });
    told.now -= 350 * dayMs;
    served.identity?.look();
    expect((await shown()).until).toBeGreaterThanOrEqual(before.until);
    const pong = new Promise((resolve) => open.once('pong', resolve));
    open.ping();
    await pong;
  });

  test('says nothing in TLS where only this machine is listened to', async () => {
    const { server } = await serve();
    await expect(ask(server, '')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(server.network()).toEqual({ addresses: [], fingerprint: null, mark: null, guestPort: null, lines: [] });
  });
});

describe('handshakes that are begun and left', () => {
  test('are cut off in time, silent or not', async () => {
    const { server, ca } = await networked(300);
    for (const bytes of ['', helloBegun, helloBegun.subarray(0, 1), Buffer.alloc(200, 0x16)]) {
      await hold(server, bytes, '127.0.0.2').closed;
    }
    expect(await ask(server, ca)).toMatchObject({ status: 200 });
    // One that came to an agreement and then says nothing is closed without a word, as browsers want it.
    const idle = connectTls({ port: server.port, host: '127.0.0.1', ca });
    let said = '';
    idle.on('data', (data) => {
      said += data;
    });
    await new Promise((resolve) => idle.once('close', resolve));
    expect(said).toBe('');
  });

  test('by the hundred from one address leave another one, and the same one, a way in', async () => {
    const { server, ca } = await networked(60_000);
    const held = Array.from({ length: 100 }, () => hold(server, helloBegun, '127.0.0.2'));
    await Promise.all(held.map(({ opened }) => opened));
    expect(await ask(server, ca)).toMatchObject({ status: 200 });
    expect(await ask(server, ca, { localAddress: '127.0.0.2' })).toMatchObject({ status: 200 });
    // Of those that are held there are no more than the limit.
    await Promise.all(held.slice(0, 68).map(({ closed }) => closed));
    await expect.poll(() => held.filter(({ socket }) => !socket.destroyed).length).toBeLessThanOrEqual(32);
  });

  test('from many addresses leave every other one a way in', async () => {
    const { server, ca } = await networked(60_000);
    const held = Array.from({ length: 12 * 30 }, (_, at) => hold(server, helloBegun, `127.0.1.${1 + (at % 12)}`));
    await Promise.all(held.map(({ opened }) => opened));
    expect(await ask(server, ca)).toMatchObject({ status: 200 });
    await expect.poll(() => held.filter(({ socket }) => !socket.destroyed).length).toBeLessThanOrEqual(256);
  });

  test('do not fill the log', async () => {
    const { server, ca, logged } = await networked();
    for (let at = 0; at < 60; at += 1) await hold(server, Buffer.from('160301000463000000', 'hex'), '127.0.0.2').closed;
    await ask(server, ca);
    expect(logged.filter(({ message }) => message === 'a TLS handshake failed')).toHaveLength(5);
  });
});

describe('plain text from another machine', () => {
  /** The door behind the port, on a port of its own: here every sender is one of this machine. */
  async function door() {
    const authority = authorityIn(testFolder());
    const server = plainDoor(authority.certificate, 10_000);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as { port: number };
    const get = (path: string, options: { method?: string; headers?: Record<string, string> } = {}) =>
      new Promise<{ status: number; type: string; body: Buffer; headers: Record<string, unknown> }>(
        (resolve, reject) => {
          const sent = plainRequest({ host: '127.0.0.1', port, path, ...options }, (response) => {
            const parts: Buffer[] = [];
            response.on('data', (part: Buffer) => parts.push(part));
            response.on('end', () =>
              resolve({
                status: response.statusCode ?? 0,
                type: String(response.headers['content-type']),
                body: Buffer.concat(parts),
                headers: response.headers,
              }),
            );
          });
          sent.on('error', reject).end();
        },
      );
    return { authority, port, get };
  }

  test('is told how to get in, in both languages, and given the certificate; nothing of the store', async () => {
    const { authority, port, get } = await door();
    const zh = await get('/');
    expect([zh.status, zh.type]).toEqual([200, 'text/html; charset=utf-8']);
    expect(zh.body.toString()).toContain(`href="https://127.0.0.1:${port}/"`);
    expect(zh.body.toString()).toContain('这台设备还不认识本店');
    expect(zh.headers['content-security-policy']).toContain("default-src 'none'");
    const en = await get('/board?language=en');
    expect(en.body.toString()).toContain('This device does not know the store yet');
    expect((await get('/', { headers: { 'accept-language': 'en-GB,zh;q=0.5' } })).body.toString()).toContain(
      'lang="en"',
    );
    // Who can change this page can change what it says of the fingerprint.
    expect(zh.body.toString()).not.toContain(fingerprintOf(authority.certificate));
    const file = await get('/clockroom.crt');
    expect([file.status, file.type]).toEqual([200, 'application/x-x509-ca-cert']);
    expect(file.body.equals(authority.certificate.raw)).toBe(true);
  });

  test('nothing is taken in: no calls, no other method, no foreign name', async () => {
    const { port, get } = await door();
    expect(await get('/', { method: 'POST' })).toMatchObject({ status: 426 });
    expect((await get('/trpc')).body.toString()).toContain('<h1>');
    expect(await get('/', { headers: { host: 'evil.example' } })).toMatchObject({ status: 421 });
    const socket = new WebSocket(`ws://127.0.0.1:${port}/trpc`);
    const refused = await new Promise((resolve) => {
      socket.once('unexpected-response', (_request, response) => resolve(response.statusCode));
      socket.once('open', () => resolve('open'));
    });
    expect(refused).toBe(426);
  });
});
