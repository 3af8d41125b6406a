import { request } from 'node:http';
import { connect } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ScreenFiles } from '../../../../host/doors/stations/screen-files.ts';
import { StationServer } from '../../../../host/doors/stations/station-server.ts';
import { known } from './fake-store.ts';
import { bareSocket, builtScreens, client, ownOf, ownSocket, serve, testFolder } from './served.ts';

/** What a screen on another machine looks like to the server: only a proxy says where it came from. */
const fromOutside = { 'x-forwarded-for': '192.168.1.50' };

/** A request whose path and headers go out as they are. */
function ask(server: StationServer, path: string, options: { method?: string; headers?: Record<string, string> } = {}) {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: server.port, path, ...options }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** Bytes as they are; gives all that came back until the server hung up. */
function sendBytes(server: StationServer, bytes: string | Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(server.port, '127.0.0.1', () => socket.end(bytes));
    let answer = '';
    socket.on('data', (data) => {
      answer += data.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
  });
}

/** Sends bytes and waits, with the connection open, for all the server has to say before it hangs up. */
function holdOpen(server: StationServer, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true }, () => socket.write(bytes));
    let answer = '';
    socket.on('data', (data) => {
      answer += data.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('end', () => socket.destroy());
    socket.on('close', () => resolve(answer));
  });
}

const call = (id: number, method: string, path: string, input?: unknown) =>
  JSON.stringify({ id, method, params: { path, input } });

describe('screens', () => {
  test('are served with their type, a strict policy and a cache rule', async () => {
    const { server } = await serve();
    const page = await ask(server, '/');
    expect(page.status).toBe(200);
    expect(page.body).toContain('<title>Clockroom</title>');
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(page.headers['content-security-policy']).toMatch(
      /default-src 'self'.*script-src 'self';.*frame-ancestors 'none'/,
    );
    const script = await ask(server, '/assets/main-4f2a.js?x=1');
    expect(script.headers).toMatchObject({ 'content-type': 'text/javascript; charset=utf-8' });
    expect(script.headers['cache-control']).toContain('immutable');
    const again = await ask(server, '/', { headers: { 'if-none-match': String(page.headers.etag) } });
    expect([again.status, again.body]).toEqual([304, '']);
    const head = await ask(server, '/index.html', { method: 'HEAD' });
    expect([head.status, head.body]).toEqual([200, '']);
  });

  test.each([
    '/../package.json',
    '/..%2f..%2fetc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..\\..\\x',
    '/.stamp',
    '/%',
    '/a\u0000',
    '//etc/passwd',
  ])('nothing outside the folder: %s', async (path) => {
    const { server } = await serve();
    const answer = await sendBytes(server, `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 (404|400) /);
  });

  test('only reading is possible, and calls only over WebSocket', async () => {
    const { server } = await serve();
    expect((await ask(server, '/', { method: 'POST' })).status).toBe(405);
    expect((await ask(server, '/trpc')).status).toBe(426);
  });

  test('who opens a connection and says nothing hears nothing: browsers keep such ones for their next request', async () => {
    const { server } = await serve(false, 50);
    expect(await holdOpen(server, '')).toBe('');
    expect(await holdOpen(server, 'GET / HTTP/1.1\r\nHost: local')).toMatch(/^HTTP\/1\.1 408 /);
    expect(await holdOpen(server, 'no request at all\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('a name that is not ours is refused (DNS rebinding)', async () => {
    const { server } = await serve();
    for (const host of ['evil.example', 'evil.example:80', 'a b', 'localhost.evil.example']) {
      expect((await ask(server, '/', { headers: { host } })).status).not.toBe(200);
    }
    // Whoever came by the name a router gave is told where the store opens; nothing of the name comes back.
    const inWords = (language: string) =>
      ask(server, '/', { headers: { host: 'pc.lan', 'accept-language': language } });
    const [zh, en] = [await inWords('zh-CN'), await inWords('en-GB')];
    expect([zh.status, zh.headers['content-type']]).toEqual([421, 'text/html; charset=utf-8']);
    expect(zh.body).toContain(`href="http://127.0.0.1:${server.port}/"`);
    expect(zh.body).toContain('门店不是用这个名字打开的');
    expect(en.body).toContain('The store is not opened by this name');
    expect(zh.body).not.toContain('pc.lan');
    for (const host of ['localhost', '127.0.0.1:9', '[::1]:8730', '192.168.1.4']) {
      expect((await ask(server, '/', { headers: { host } })).status).toBe(200);
    }
  });
});

describe('who may connect', () => {
  test('a page of another origin is refused, our own page and programs are not', async () => {
    const { server } = await serve();
    const own = `http://127.0.0.1:${server.port}`;
    expect(await bareSocket(server, { origin: own }).opened).toBe('open');
    expect(await bareSocket(server).opened).toBe('open');
    for (const origin of [
      'http://evil.example',
      'null',
      `http://127.0.0.1:${server.port + 1}`,
      `file://127.0.0.1:${server.port}`,
      `https://127.0.0.1:${server.port}`,
      'x',
    ]) {
      expect(await bareSocket(server, { origin }).opened).toBe(403);
    }
    expect(await bareSocket(server, { host: 'evil.example', origin: 'http://evil.example' }).opened).toBe(421);
    expect(await bareSocket(server, {}, '/other').opened).toBe(404);
  });

  test('a program of this machine is no screen of the store without the token, nor with another one', async () => {
    const { server } = await serve();
    expect((await client(server).session.welcome.query()).needsPairing).toBe(false);
    const { own } = ownOf(server);
    for (const shown of ['', 'x', own.slice(1), `${own}x`, own.toLowerCase(), 'x'.repeat(300)]) {
      const program = client(server, { own: shown });
      expect(await program.session.welcome.query()).toMatchObject({ needsPairing: true, staff: [] });
      await expect(program.board.snapshot.query()).rejects.toMatchObject({ data: { storeCode: 'STATION_NOT_PAIRED' } });
    }
    // It may be paired like any other, and is then no screen of this machine.
    const { stationToken } = await client(server, { own: '' }).session.pair.mutate({ code: known.code, name: 'Bar' });
    expect((await client(server, { own: '', station: stationToken }).board.snapshot.query()).seq).toBe(7);
  });

  test('this machine is trusted; another one sees the welcome only, until it is paired', async () => {
    const { server, store } = await serve();
    expect((await client(server).session.welcome.query()).needsPairing).toBe(false);
    // Also with the token of this machine, which it cannot have.
    const stranger = client(server, {}, fromOutside);
    expect(await stranger.session.welcome.query()).toMatchObject({ needsPairing: true, staff: [] });
    const refusal = { data: { storeCode: 'STATION_NOT_PAIRED' } };
    await expect(stranger.board.snapshot.query()).rejects.toMatchObject(refusal);
    await expect(stranger.session.signIn.mutate({ staffNo: '1', pin: known.pin })).rejects.toMatchObject(refusal);
    await expect(stranger.session.pair.mutate({ code: '000000', name: 'TV' })).rejects.toMatchObject(refusal);

    const { stationToken } = await stranger.session.pair.mutate({ code: known.code, name: 'TV' });
    const paired = client(server, { station: stationToken }, fromOutside);
    expect((await paired.board.snapshot.query()).seq).toBe(7);
    await paired.session.welcome.query();
    expect(store.connections.at(-1)).toMatchObject({ stationId: 'station-7', isOwn: false });
    await expect(client(server, { station: 'wrong' }, fromOutside).board.snapshot.query()).rejects.toMatchObject(
      refusal,
    );
  });

  test('a session comes back with its token, and only on a trusted connection', async () => {
    const { server } = await serve();
    const act = { commandId: '0195d9a4-7c11-7000-8000-000000000001', name: 'visit.open' as const, data: {} };
    await expect(client(server).act.mutate(act)).rejects.toMatchObject({ data: { storeCode: 'NOT_SIGNED_IN' } });
    expect((await client(server, { session: known.session }).act.mutate(act)).seq).toBe(8);
    const outside = client(server, { session: known.session }, fromOutside);
    expect((await outside.session.welcome.query()).session).toBeNull();
  });

  test('an address that guesses pairing codes is slowed down, others are not', async () => {
    const { server } = await serve();
    const { socket, opened } = bareSocket(server, fromOutside);
    await opened;
    let answers = 0;
    socket.on('message', () => {
      answers += 1;
    });
    for (let id = 1; id <= 200; id += 1)
      socket.send(call(id, 'mutation', 'session.pair', { code: String(id), name: 'x' }));
    // The trusted screen's call is behind all of these, and is answered at once.
    await client(server).board.snapshot.query();
    await client(server).board.snapshot.query();
    expect(answers).toBeLessThan(100);
  });
});

describe('the feed', () => {
  test('reaches a screen and ends with its connection', async () => {
    const { server, store } = await serve();
    const changes = await new Promise<number[]>((resolve) => {
      const seen: number[] = [];
      client(server).board.changes.subscribe(undefined, {
        onStarted: () => queueMicrotask(() => [8, 9].forEach(store.change)),
        onData: ({ seq }) => seen.push(seq) === 2 && resolve(seen),
      });
    });
    expect(changes).toEqual([8, 9]);
    expect(store.listening()).toBe(1);
    await server.close();
    await expect.poll(store.listening).toBe(0);
  });
});

describe('hostile input', () => {
  const welcomed = async (server: StationServer) => (await client(server).session.welcome.query()).demo;

  test('garbage in messages is answered with an error or ignored, and the server lives', async () => {
    const { server, store } = await serve();
    const hostile = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.json(),
      fc
        .record({
          id: fc.anything(),
          method: fc.constantFrom('query', 'mutation', 'subscription', 'x'),
          params: fc.anything(),
        })
        .map((value) => JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? String(item) : item))),
      fc
        .record({
          id: fc.integer(),
          path: fc.constantFrom('act', 'session.signIn', 'constructor', '__proto__.x', 'board'),
          input: fc.json(),
        })
        .map(({ id, path, input }) => call(id, 'mutation', path, JSON.parse(input))),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(hostile, fc.uint8Array({ maxLength: 300 })), { minLength: 1, maxLength: 10 }),
        async (messages) => {
          const { socket } = await ownSocket(server);
          for (const message of messages) socket.send(message ?? '');
          const pong = new Promise((resolve) => socket.once('pong', resolve).once('close', resolve));
          socket.ping();
          await pong;
          socket.terminate();
        },
      ),
      { numRuns: 40 },
    );
    expect(await welcomed(server)).toBe(true);
    expect(store.acts).toEqual([]);
  });

  test('garbage instead of HTTP or of WebSocket frames ends that connection only', async () => {
    const { server } = await serve();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (bytes) => {
        await sendBytes(server, bytes);
      }),
      { numRuns: 30 },
    );
    const upgrade =
      'GET /trpc HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n';
    const answer = await sendBytes(
      server,
      Buffer.concat([Buffer.from(upgrade), Buffer.from('ff7fffffffffffffff', 'hex')]),
    );
    expect(answer).toContain('101 Switching Protocols');
    expect(await welcomed(server)).toBe(true);
  });

  test('a message too big for anything is refused', async () => {
    const { server } = await serve();
    const { socket, opened, closed } = bareSocket(server);
    await opened;
    socket.send(Buffer.alloc(13 * 1024 * 1024, 0x20));
    expect((await closed).code).toBe(1009);
    expect(await welcomed(server)).toBe(true);
  });

  test('one that is not paired may not send much', async () => {
    const { server } = await serve();
    const { socket, opened, closed } = bareSocket(server, fromOutside);
    await opened;
    socket.send(call(1, 'mutation', 'session.pair', { code: '1', name: 'x'.repeat(9000) }));
    expect(await closed).toEqual({ code: 1009, reason: 'MESSAGE_TOO_BIG' });
  });

  test('more calls in a message or more subscriptions than a screen has are refused, none is carried out', async () => {
    const { server, store } = await serve();
    const many = bareSocket(server, {}, '/trpc?connectionParams=1');
    await many.opened;
    many.socket.send(
      JSON.stringify({ method: 'connectionParams', data: { ...ownOf(server), session: known.session } }),
    );
    const act = { commandId: '0195d9a4-7c11-7000-8000-000000000001', name: 'visit.open', data: {} };
    many.socket.send(`[${Array.from({ length: 101 }, (_, id) => call(id, 'mutation', 'act', act)).join()}]`);
    expect((await many.closed).reason).toBe('TOO_MANY_CALLS');
    expect(store.acts).toEqual([]);

    const listening = await ownSocket(server);
    for (let id = 1; id <= 201; id += 1) listening.socket.send(call(id, 'subscription', 'board.changes'));
    expect((await listening.closed).reason).toBe('TOO_MANY_SUBSCRIPTIONS');
    await expect.poll(store.listening).toBe(0);
  });

  test('one that asks and does not read is waited for, and then gets everything', async () => {
    const { server, store } = await serve();
    const { socket, opened } = bareSocket(server, {}, '/trpc?connectionParams=1');
    await opened;
    let answers = 0;
    const all = new Promise<void>((resolve) =>
      socket.on('message', () => {
        answers += 1;
        if (answers === 100) resolve();
      }),
    );
    socket.pause();
    socket.send(JSON.stringify({ method: 'connectionParams', data: { ...ownOf(server), session: known.session } }));
    const bill = { billId: '0195d9a4-7c11-7000-8000-000000000001' };
    for (let id = 1; id <= 100; id += 1) socket.send(call(id, 'query', 'bills.svg', bill));
    await expect.poll(store.billsDrawn).toBeGreaterThan(3);
    for (let id = 0; id < 5; id += 1) await welcomed(server);
    expect(store.billsDrawn()).toBeLessThan(50);
    socket.resume();
    await all;
    expect(store.billsDrawn()).toBe(100);
  });

  test('one address cannot take all connections', async () => {
    const { server } = await serve();
    const sockets = await Promise.all(Array.from({ length: 64 }, () => ownSocket(server)));
    expect(await bareSocket(server).opened).toBe(429);
    const [first] = sockets;
    first?.socket.terminate();
    await expect.poll(() => bareSocket(server).opened).toBe('open');
  });

  test('nor can a program of this machine that says nothing: the oldest such gives way to the desk’s window', async () => {
    const { server } = await serve();
    const silent = Array.from({ length: 64 }, () => bareSocket(server));
    await Promise.all(silent.map(({ opened }) => opened));
    expect((await client(server).session.welcome.query()).needsPairing).toBe(false);
    expect((await silent[0]?.closed)?.code).toBe(1006);
    expect(silent.filter(({ socket }) => socket.readyState === socket.OPEN)).toHaveLength(63);
  });

  test('what others of its address owe does not keep a screen of the store waiting', async () => {
    const { server } = await serve();
    const flood = bareSocket(server);
    await flood.opened;
    for (let id = 1; id <= 2000; id += 1) flood.socket.send(call(id, 'query', 'session.welcome'));
    await client(server).board.snapshot.query();
    expect((await client(server).session.welcome.query()).needsPairing).toBe(false);
  });
});

test('only this machine is listened to, unless the network is asked for', async () => {
  const reaches = async (lan: boolean) => {
    const { server } = await serve(lan);
    // All of 127.x is this machine, but only one address of it is listened on without a network.
    return fetch(`http://127.0.0.2:${server.port}/`).then(
      ({ status }) => status,
      () => 'refused',
    );
  };
  expect(await reaches(false)).toBe('refused');
  expect(await reaches(true)).toBe(200);
});

test('a port that is taken is refused when asked for', async () => {
  const { server } = await serve();
  const { store } = await serve();
  const screens = ScreenFiles.load(builtScreens(testFolder()));
  const log = { info() {}, warn() {}, error() {} };
  await expect(
    StationServer.open({ store: store.service, screens, log, port: server.port, identity: null, ownToken: 'own' }),
  ).rejects.toMatchObject({
    code: 'PORT_IN_USE',
    context: { port: server.port },
  });
});
