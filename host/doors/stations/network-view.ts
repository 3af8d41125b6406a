import { isIP } from 'node:net';
import type { NetworkView, StationLine } from '../../parts/sessions/views.ts';
import { fingerprintOf, markInGroups } from '../tls/pinned-authority.ts';
import type { ServerIdentity } from '../tls/server-identity.ts';
import { isLoopback } from './origin.ts';

/** What people are told of the network: addresses to open, and by what they know that it is this store. */
export function networkView(identity: ServerIdentity | null, port: number, lines: StationLine[]): NetworkView {
  if (!identity) return { addresses: [], fingerprint: null, mark: null, guestPort: null, lines };
  const { authority } = identity;
  const { hosts, addresses } = identity.names;
  // IPv4 first, which people can type; names where the network knows them.
  const found = [...addresses.toSorted((a, b) => isIP(a) - isIP(b)), ...hosts.filter((host) => host !== 'localhost')];
  return {
    addresses: found
      .filter((name) => !isLoopback(name))
      .map((name) => `${isIP(name) === 6 ? `[${name}]` : name}:${port}`),
    fingerprint: fingerprintOf(authority.certificate),
    mark: markInGroups(authority.mark),
    certificateEndsAt: Date.parse(authority.certificate.validTo),
    guestPort: null,
    lines,
  };
}
