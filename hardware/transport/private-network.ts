import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

/** A network this computer hangs on, as far as it is asked: at most 254 neighbours. */
export interface PrivateNetwork {
  /** For people: `192.168.1.0/24`. */
  name: string;
  /** This computer's own address on it. */
  own: string;
  /** Every other address on it. */
  hosts: string[];
}

const mostBits = 32;
/** Of a wider network only the 254 addresses around the own one are asked. */
const widestPrefix = 24;
/** 10/8, 172.16/12, 192.168/16 (RFC 1918), and addresses that computers give themselves (RFC 3927). */
const privateRanges: readonly [string, number][] = [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
];

/** Whether an IPv4 address belongs to nobody in the world outside. */
export function isPrivateAddress(address: string): boolean {
  const number = numberOf(address);
  return number !== null && privateRanges.some(([range, prefix]) => maskedTo(number, prefix) === numberOf(range));
}

/** The private networks of this computer, each once. */
export function privateNetworks(
  interfaces: () => Partial<
    Record<string, Pick<NetworkInterfaceInfo, 'address' | 'cidr' | 'internal'>[]>
  > = networkInterfaces,
): PrivateNetwork[] {
  const found = new Map<string, PrivateNetwork>();
  for (const { address, cidr, internal } of Object.values(interfaces()).flatMap((all) => all ?? [])) {
    if (internal || !isPrivateAddress(address)) continue;
    const network = networkAround(address, Number(cidr?.split('/')[1] ?? mostBits));
    if (network.hosts.length > 0) found.set(network.name, network);
  }
  return [...found.values()];
}

/** The network around an IPv4 address, without its first and last address and without the own one. */
export function networkAround(own: string, prefix: number): PrivateNetwork {
  const bits = Math.max(prefix, widestPrefix);
  const first = maskedTo(numberOf(own) ?? 0, bits);
  const count = 2 ** (mostBits - bits);
  const hosts = Array.from({ length: Math.max(count - 2, 0) }, (_, at) => addressOf(first + at + 1));
  return { name: `${addressOf(first)}/${bits}`, own, hosts: hosts.filter((host) => host !== own) };
}

function numberOf(address: string): number | null {
  const parts = address.split('.').map(Number);
  const isAddress = /^\d{1,3}(\.\d{1,3}){3}$/.test(address) && parts.every((part) => part <= 255);
  return isAddress ? parts.reduce((number, part) => number * 256 + part, 0) : null;
}

function maskedTo(address: number, prefix: number): number {
  const rest = 2 ** (mostBits - prefix);
  return Math.floor(address / rest) * rest;
}

function addressOf(number: number): string {
  return [3, 2, 1, 0].map((at) => Math.floor(number / 256 ** at) % 256).join('.');
}
