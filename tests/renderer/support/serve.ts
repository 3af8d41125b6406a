import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { applyWSSHandler } from '@trpc/server/adapters/ws';
import { WebSocketServer } from 'ws';
import type { Connection } from '../../../host/contract/connection.ts';
import { appRouter } from '../../../host/doors/api/router.ts';
import type { StoreService } from '../../../host/doors/api/store-service.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

export interface ServedStore {
  url: string;
  /** Cuts every line; with `false`, nobody can connect until `true`. */
  setReachable(reachable: boolean): void;
  close(): Promise<void>;
}

/** Serves a store over a real WebSocket and the built screens over HTTP, as the host does. */
export async function serve(
  store: StoreService,
  screensDir: string,
  { port = 0, trusted = true } = {},
): Promise<ServedStore> {
  let reachable = true;
  const sockets = new Set<Socket>();
  const http = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://store').pathname).replace(/^\/+$/, '/index.html');
    readFile(join(screensDir, path)).then(
      (body) => response.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/plain' }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  http.on('connection', (socket) => {
    if (!reachable) socket.destroy();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const wss = new WebSocketServer({ server: http, path: '/trpc' });
  applyWSSHandler({
    wss,
    router: appRouter,
    createContext: ({ info }) => {
      const { session, station } = info.connectionParams ?? {};
      const known = station === undefined ? null : store.sessions.stationOf(station);
      const connection: Connection = {
        stationId: known?.stationId ?? 'desk',
        isOwn: trusted,
        sessionToken: null,
      };
      if (session !== undefined) store.sessions.resume(connection, session);
      return { store, connection };
    },
  });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    setReachable(next) {
      reachable = next;
      if (!next) for (const socket of sockets) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        wss.close();
        http.close(() => resolve());
      }),
  };
}
