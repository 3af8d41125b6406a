import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import type { StoreAddress } from '../../host/doors/boot/start-options.ts';
import { markOf, type NotTheStore, notTheStore } from '../../host/doors/tls/pinned-authority.ts';

const shownWithinMs = 10_000;

/** Why a store was not taken up: nobody answers, no TLS, another mark, or what `notTheStore` says. */
export type ContactRefusal = 'unreachable' | 'not-encrypted' | 'other-mark' | NotTheStore;

/**
 * Looks at the certificates that a server shows, and gives the authority behind them if it has that mark and vouches
 * for the server. Nothing is said to it meanwhile. `now`: UTC ms.
 */
export async function firstContact(
  { host, port }: StoreAddress,
  mark: string,
  now: number,
): Promise<X509Certificate | ContactRefusal> {
  const shown = await certificateShownBy(host, port);
  if (typeof shown === 'string') return shown;
  const authority = shown.issuerCertificate;
  if (!authority || markOf(authority) !== mark) return 'other-mark';
  return notTheStore(shown, authority, host, now) ?? authority;
}

function certificateShownBy(host: string, port: number): Promise<X509Certificate | 'unreachable' | 'not-encrypted'> {
  return new Promise((resolve) => {
    // Whether it is the store is what is found out here: until then nothing goes over the line.
    const options = {
      host,
      port,
      rejectUnauthorized: false,
      minVersion: 'TLSv1.2',
      servername: isIP(host) ? '' : host,
    } as const;
    let isConnected = false;
    const socket = connect(options, () => {
      resolve(socket.getPeerX509Certificate() ?? 'not-encrypted');
      socket.destroy();
    });
    socket.once('connect', () => {
      isConnected = true;
    });
    socket.setTimeout(shownWithinMs, () => socket.destroy());
    socket.on('error', () => {});
    socket.on('close', () => resolve(isConnected ? 'not-encrypted' : 'unreachable'));
  });
}
