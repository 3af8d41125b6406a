import { connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { GuestServer } from '../../../../host/doors/stations/guest-server.ts';
import { client, serve } from './served.ts';

async function guests() {
  const logged: string[] = [];
  const note = (_facts: object, message: string) => void logged.push(message);
  const server = await GuestServer.open(0, { info: note, warn: note, error: note });
  onTestFinished(() => server.close());
  return { server, logged, url: `http://127.0.0.1:${server.port}` };
}

describe('the port for guests', () => {
  test('shows one page in both languages, with nothing of a store and nothing that runs', async () => {
    const { url } = await guests();
    const answer = await fetch(url);
    const page = await answer.text();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect(page).toMatch(/欢迎光临[\s\S]*Welcome/);
    expect(page).not.toMatch(/<script|href=|src=|clockroom\.crt/i);
    expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);
  });

  test('answers nothing else: no screens, no calls, no certificate', async () => {
    const { url } = await guests();
    for (const path of [
      '/index.html',
      '/assets/main-4f2a.js',
      '/trpc',
      '/trpc/session.welcome',
      '/clockroom.crt',
      '/%2e%2e/etc',
      '/%',
    ]) {
      expect([path, (await fetch(`${url}${path}`)).status]).toEqual([path, 404]);
    }
    expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(405);
    const socket = new WebSocket(`${url.replace('http', 'ws')}/trpc`);
    const refused = await new Promise((resolve) => {
      socket.once('unexpected-response', (_request, response) => resolve(response.statusCode));
      socket.once('open', () => resolve('open'));
    });
    expect(refused).toBe(404);
  });

  test('that is flooded takes nothing from the store, and not all of the others’', async () => {
    const { server, url, logged } = await guests();
    const store = await serve();
    const flood = Array.from({ length: 100 }, () => {
      const socket = connect({ port: server.port, host: '127.0.0.1', localAddress: '127.0.0.2' });
      onTestFinished(() => void socket.destroy());
      socket.on('error', () => {}).resume();
      return new Promise<void>((resolve) => socket.once('connect', () => resolve()).once('error', () => resolve()));
    });
    await Promise.all(flood);
    expect((await client(store.server).session.welcome.query()).needsPairing).toBe(false);
    expect((await fetch(url)).status).toBe(200);
    expect(logged.length).toBeLessThanOrEqual(5);
  });

  test('that is taken stops the start with its number', async () => {
    const { server } = await guests();
    const log = { info() {}, warn() {}, error() {} };
    await expect(GuestServer.open(server.port, log)).rejects.toMatchObject({
      code: 'PORT_IN_USE',
      context: { port: server.port },
    });
  });
});
