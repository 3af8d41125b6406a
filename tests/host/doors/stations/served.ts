import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTRPCClient, createWSClient, wsLink } from '@trpc/client';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { AppRouter } from '../../../../host/doors/api/router.ts';
import { ScreenFiles } from '../../../../host/doors/stations/screen-files.ts';
import { StationServer } from '../../../../host/doors/stations/station-server.ts';
import { machineNames } from '../../../../host/doors/tls/machine-names.ts';
import { ServerIdentity, type ServerIdentityOptions } from '../../../../host/doors/tls/server-identity.ts';
import { StoreAuthority } from '../../../../host/doors/tls/store-authority.ts';
import { newToken } from '../../../../host/people/tokens.ts';
import { fakeStore } from './fake-store.ts';

/** A folder of this test, gone after it. */
export function testFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'clockroom-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A small built screen. */
export function builtScreens(folder: string): string {
  mkdirSync(path.join(folder, 'assets'), { recursive: true });
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>Clockroom</title>');
  writeFileSync(path.join(folder, 'assets', 'main-4f2a.js'), 'export {};');
  writeFileSync(path.join(folder, '.stamp'), 'not a screen');
  return folder;
}

/** What is told of a served store. */
export interface Served {
  store: ReturnType<typeof fakeStore>;
  server: StationServer;
  logged: { facts: object; message: string }[];
  authority: StoreAuthority | null;
  identity: ServerIdentity | null;
}

/**
 * A server over a fake store, on a free port; what it logged is kept. `lan`: with an authority of its own for these
 * names, or for those of the machine.
 */
export async function serve(
  lan: boolean | Partial<ServerIdentityOptions> = false,
  patienceMs?: number,
): Promise<Served> {
  const store = fakeStore();
  const logged: { facts: object; message: string }[] = [];
  const note = (facts: object, message: string) => void logged.push({ facts, message });
  const log = { info: note, warn: note, error: note };
  const authority = lan ? authorityIn(testFolder()) : null;
  const identity = authority && new ServerIdentity({ authority, log, ...(lan === true ? {} : lan) });
  const server = await StationServer.open({
    store: store.service,
    screens: ScreenFiles.load(builtScreens(testFolder())),
    ...{ log, port: 0, identity, ownToken: newToken() },
    ...(patienceMs === undefined ? {} : { patienceMs }),
  });
  onTestFinished(() => server.close());
  return { store, server, logged, authority, identity };
}

/** The authority of a folder, made if need be. */
export function authorityIn(folder: string, now = Date.now()): StoreAuthority {
  return StoreAuthority.open(folder, { names: machineNames(), now, onBroken: () => {} });
}

/** What makes a screen one of the store's own machine. */
export const ownOf = (server: StationServer) => ({ own: new URL(server.ownUrl).hash.slice('#own='.length) });

/** A typed client, as a screen of this machine has it. `headers` are those a proxy or browser would add. */
export function client(
  server: StationServer,
  params: Record<string, string> = {},
  headers: Record<string, string> = {},
) {
  class WithHeaders extends WebSocket {
    constructor(url: string | URL) {
      super(url, { headers });
    }
  }
  const socket = createWSClient({
    url: `ws://127.0.0.1:${server.port}/trpc`,
    connectionParams: { ...ownOf(server), ...params },
    WebSocket: WithHeaders as unknown as typeof globalThis.WebSocket,
    retryDelayMs: () => 20,
  });
  onTestFinished(() => socket.close());
  return createTRPCClient<AppRouter>({ links: [wsLink({ client: socket })] });
}

/** A bare WebSocket that is open, and known for a screen of this machine. */
export async function ownSocket(server: StationServer) {
  const bare = bareSocket(server, {}, '/trpc?connectionParams=1');
  await bare.opened;
  const answered = bare.next();
  bare.socket.send(JSON.stringify({ method: 'connectionParams', data: ownOf(server) }));
  bare.socket.send(JSON.stringify({ id: 0, method: 'query', params: { path: 'session.welcome' } }));
  await answered;
  return bare;
}

/** A bare WebSocket; `opened` gives the HTTP status instead where the server refuses the upgrade. */
export function bareSocket(server: StationServer, headers: Record<string, string> = {}, address = '/trpc') {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}${address}`, { headers });
  onTestFinished(() => socket.terminate());
  const opened = new Promise<'open' | number>((resolve, reject) => {
    socket.once('open', () => resolve('open'));
    socket.once('unexpected-response', (_request, response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    socket.once('error', reject);
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  return {
    socket,
    opened,
    closed,
    next: () => new Promise<string>((resolve) => socket.once('message', (data) => resolve(data.toString()))),
  };
}
