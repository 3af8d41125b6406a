import type { X509Certificate } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { httpServer, pathOf, refuse, refuseUpgrade } from './http-answers.ts';
import { isOurHost } from './origin.ts';
import { authorityPath, guidePage, languageAsked, plainPolicy } from './plain-pages.ts';
import { securityHeaders } from './security-headers.ts';
import { refuseHost } from './unknown-host.ts';

/**
 * What the store's port says to whoever comes from another machine in plain text: how this device gets to know the
 * store, and where the screens are (`authority`: null where no other machine is listened to). Nothing is taken in here, so nobody types a PIN into plain text.
 */
export function plainDoor(authority: X509Certificate | null, patienceMs: number): Server {
  const server = httpServer(patienceMs);
  server.on('request', (request, response) => answer(request, response, authority));
  server.on('upgrade', (_request, socket) => {
    socket.on('error', () => socket.destroy());
    refuseUpgrade(socket, '426 Upgrade Required\r\nUpgrade: TLS/1.3, HTTP/1.1');
  });
  return server;
}

function answer(request: IncomingMessage, response: ServerResponse, authority: X509Certificate | null): void {
  setPlainHeaders(response);
  const { method, url = '/', headers } = request;
  if (!authority) refuse(response, 421, 'HOST_UNKNOWN');
  else if (!isOurHost(request)) refuseHost(request, response);
  else if (method !== 'GET' && method !== 'HEAD') {
    refuse(response, 426, 'HTTPS_ONLY', { Upgrade: 'TLS/1.3, HTTP/1.1', Connection: 'close' });
  } else if (pathOf(request) === authorityPath) {
    send(response, method, 'application/x-x509-ca-cert', authority.raw, {
      'Content-Disposition': `attachment; filename="${authorityPath.slice(1)}"`,
    });
  } else {
    const page = guidePage(languageAsked(url, headers['accept-language']), `https://${headers.host}/`);
    send(response, method, 'text/html; charset=utf-8', Buffer.from(page));
  }
}

/** No scripts, nothing from elsewhere, nothing kept. */
export function setPlainHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  response.setHeader('Content-Security-Policy', plainPolicy);
  response.setHeader('Cache-Control', 'no-store');
}

/** A whole answer; of its body the length alone where only the head was asked for. */
export function send(
  response: ServerResponse,
  method: string,
  type: string,
  body: Uint8Array,
  headers: Record<string, string> = {},
): void {
  response.writeHead(200, { ...headers, 'Content-Type': type, 'Content-Length': body.byteLength });
  response.end(method === 'HEAD' ? undefined : body);
}
