import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { hostname } from 'node:os';

/**
 * True if the request names this machine: by an IP address, as localhost, or by its own name. A page of a foreign
 * site that points its name at our address (DNS rebinding) names itself here, and is refused.
 */
export function isOurHost(request: IncomingMessage): boolean {
  const name = hostNameOf(request.headers.host);
  if (name === null) return false;
  const own = hostname().toLowerCase();
  return isIP(name) !== 0 || name === 'localhost' || name === own || name === `${own}.local`;
}

/**
 * True if no foreign page is behind the request: browsers always say the page's origin with a WebSocket, and it must
 * be the very host that is asked. Programs that are not browsers send none.
 */
export function isOurOrigin(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  try {
    const url = new URL(origin);
    return (url.protocol === 'http:' || url.protocol === 'https:') && url.host === new URL(`http://${host}`).host;
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
 * knows, and counts as from outside. One that hides itself (a tunnel) cannot be told from a program of this machine.
 */
export function isFromThisMachine(request: IncomingMessage): boolean {
  if (forwarders.some((name) => request.headers[name] !== undefined)) return false;
  const address = addressOf(request);
  return address === '::1' || address.startsWith('127.');
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
