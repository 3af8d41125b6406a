import { isIPv6 } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';

/** By what a machine can be reached in its network. */
export interface MachineNames {
  /** Small letters: `localhost`, the machine's own name as it is, and its first part with `.local`. */
  hosts: string[];
  /** IPv4 and IPv6, its own two among them. */
  addresses: string[];
}

/** As of now: addresses come and go with cables and leases. */
export function machineNames(): MachineNames {
  return { hosts: ownHosts(), addresses: ['127.0.0.1', '::1', ...networkAddresses()] };
}

/** The names this machine calls itself by. */
export function ownHosts(): string[] {
  const own = hostname().toLowerCase();
  return ['localhost', ...(isHostName(own) ? new Set([own, `${own.split('.', 1)[0]}.local`]) : [])];
}

/** Those that other machines know, without addresses that need to say by which cable (link-local IPv6). */
function networkAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, scopeid }) => !internal && !scopeid)
    .map(({ address }) => address);
}

/** 4 or 16 bytes. */
export function addressBytes(address: string): Buffer {
  if (!isIPv6(address)) return Buffer.from(address.split('.').map(Number));
  const withNumbers = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
  const [head = '', tail] = withNumbers.split('::');
  const groupsOf = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)));
  const before = groupsOf(head);
  const after = tail === undefined ? [] : groupsOf(tail);
  const groups = [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after];
  return Buffer.from(groups.flatMap((group) => [group >> 8, group & 0xff]));
}

/** A name that a certificate can hold. */
export function isHostName(name: string): boolean {
  return name.length <= 253 && /^[a-z0-9]([a-z0-9-]{0,62})(\.[a-z0-9]([a-z0-9-]{0,62}))*$/.test(name);
}
