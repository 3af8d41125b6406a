import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { TLSSocket } from 'node:tls';
import { ownHosts } from '../tls/machine-names.ts';

/**
 * True if the request names this machine: by an IP address, as localhost, or by its own name. A page of a foreign
 * site that points its name at our address (DNS rebinding) names itself here, and is refused.
 */
export function isOurHost(request: IncomingMessage): boolean {
  const name = hostNameOf(request.headers.host);
  if (name === null) return false;
  return isIP(name) !== 0 || ownHosts().includes(name);
}

/**
 * True if no foreign page is behind the request: browsers always say the page's origin with a WebSocket, and it must
 * be the very host that is asked, in the very protocol: a page that came in plain text may be anybody's. Programs that
 * are not browsers send none.
 */
export function isOurOrigin(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  const protocol = isEncrypted(request) ? 'https:' : 'http:';
  try {
    const url = new URL(origin);
    return url.protocol === protocol && url.host === new URL(`${protocol}//${host}`).host;
  } catch {
    return false;
  }
}

/** What programs that hand requests on put into them. */
const forwarders = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'via',
] as const;

/**
 * True if the request was made on this machine. One that came through a proxy on this machine was not, or nobody
 * knows, and counts as from outside. One that hides itself (a tunnel) cannot be told from a program of this machine;
 * neither is a screen of the store without its token.
 */
export function isFromThisMachine(request: IncomingMessage): boolean {
  if (forwarders.some((name) => request.headers[name] !== undefined)) return false;
  return isLoopback(addressOf(request));
}

/** True for addresses that only programs of this machine have. */
export function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

/** True if nobody between can read it. */
export function isEncrypted({ socket }: IncomingMessage): boolean {
  return socket instanceof TLSSocket;
}

/** The other side's address; IPv4 in its own form also where it came over an IPv6 socket. */
export function addressOf(request: { socket: { remoteAddress?: string } }): string {
  return (request.socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/, '');
}

function hostNameOf(host: string | undefined): string | null {
  if (!host || host.length > 255 || !/^[\w.:[\]-]+$/.test(host)) return null;
  try {
    return new URL(`http://${host}`).hostname.toLowerCase().replace(/^\[|\]$/g, '');
  } catch {
    return null;
  }
}
