import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIPv6 } from 'node:net';
import { isEncrypted } from './origin.ts';
import { languageAsked, plainPolicy, unknownHostPage } from './plain-pages.ts';

/**
 * Says to whoever came by a name that is not this machine's (a name the router gives, or a foreign page that points
 * its name here) by which address the store opens: the one at which it was reached just now.
 */
export function refuseHost(request: IncomingMessage, response: ServerResponse): void {
  const { localAddress = '127.0.0.1', localPort = 0 } = request.socket;
  const address = localAddress.replace(/^::ffff:(?=\d+\.)/, '');
  const host = isIPv6(address) ? `[${address}]` : address;
  const url = `${isEncrypted(request) ? 'https' : 'http'}://${host}:${localPort}/`;
  const body = Buffer.from(unknownHostPage(languageAsked(request.url ?? '', request.headers['accept-language']), url));
  response.writeHead(421, {
    ...{ 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': body.byteLength },
    ...{ 'Content-Security-Policy': plainPolicy, 'Cache-Control': 'no-store' },
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
