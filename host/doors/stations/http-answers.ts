import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** What was refused has so long to read why. */
const hangUpMs = 1000;

/** A server of our own limits. `patienceMs`: how long a connection may take for the head of its request. */
export function httpServer(patienceMs: number): Server {
  const server = createServer({
    headersTimeout: patienceMs,
    requestTimeout: 2 * patienceMs,
    connectionsCheckingInterval: patienceMs,
    maxHeaderSize: 16 * 1024,
  });
  server.on('clientError', hangUp);
  return server;
}

/** The path of an address without query, decoded; null if it is not a path. */
export function pathOf(request: IncomingMessage): string | null {
  const raw = (request.url ?? '').split(/[?#]/, 1)[0] ?? '';
  try {
    return raw.startsWith('/') ? decodeURIComponent(raw) : null;
  } catch {
    return null;
  }
}

/** Says no, by a code. */
export function refuse(
  response: ServerResponse,
  status: number,
  code: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { ...headers, 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(`${code}\n`);
}

/** Refuses to change protocols, in words of HTTP, and hangs up. */
export function refuseUpgrade(socket: Duplex, refusal: string): void {
  socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  setTimeout(() => socket.destroy(), hangUpMs).unref();
}

/** Ends a connection on which no whole request came. */
function hangUp(error: NodeJS.ErrnoException, socket: Duplex): void {
  const isTooSlow = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
  // Browsers open connections in advance. What is said on an empty one would be taken for the answer to the first
  // request they send on it, however much later.
  const isEmpty = isTooSlow && socket instanceof Socket && socket.bytesRead === 0;
  if (isEmpty || !socket.writable) socket.destroy();
  else {
    socket.end(`HTTP/1.1 ${isTooSlow ? '408 Request Timeout' : '400 Bad Request'}\r\nConnection: close\r\n\r\n`);
    // Whoever does not read would else keep it for ever.
    setTimeout(() => socket.destroy(), hangUpMs).unref();
  }
}
