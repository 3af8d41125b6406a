import { createHash, createPublicKey, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto';
import { dayMs } from '../../../core/kernel/time.ts';
import { bits, type Der, integer, octets, oid, sequence, set, tagged, text, time, truth } from './der.ts';
import { addressBytes, type MachineNames } from './machine-names.ts';

/** What a browser takes of a server's certificate at most is 398 days. */
const serverDays = 397;
/** A device whose clock is behind takes it all the same. */
const clockToleranceMs = 2 * dayMs;
/** The authority holds whatever the clock of the machine said when it was made. */
const authorityFrom = Date.UTC(2020, 0, 1);
const authorityUntil = Date.UTC(2060, 0, 1);

const ecdsaWithSha256 = () => sequence(oid('1.2.840.10045.4.3.2'));
const serverAuth = '1.3.6.1.5.5.7.3.1';

/** Addresses that may be in a store's network: private ones, and those of a machine itself. */
const privateNetworks: readonly [address: string, prefix: number][] = [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['::1', 128],
  ['fc00::', 7],
];
/** Endings that nobody can own on the internet. */
const privateEndings = ['local', 'localhost', 'internal', 'home.arpa', 'lan'];

/**
 * The certificate of an authority, signed by itself. It can vouch for servers of a private network and for nothing
 * else, so that who takes it into a phone gives nobody the phone's bank: no names of the internet, no public addresses,
 * no programs, no further authorities. `hosts`: names of the machine; those without an ending are taken too, where the
 * internet cannot have such an ending.
 */
export function authorityCertificate(privateKey: KeyObject, hosts: readonly string[]): X509Certificate {
  const spki = spkiOf(privateKey);
  const name = nameOf(`Clockroom ${keyIdOf(spki).toString('hex').slice(0, 8)}`);
  return issue(privateKey, {
    issuer: name,
    subject: name,
    spki,
    from: authorityFrom,
    until: authorityUntil,
    extensions: [
      extension('2.5.29.19', true, sequence(truth(), integer(Uint8Array.of(0)))),
      // keyCertSign and cRLSign.
      extension('2.5.29.15', true, bits(Uint8Array.of(0b0000_0110), 1)),
      extension('2.5.29.37', false, sequence(oid(serverAuth))),
      extension('2.5.29.14', false, octets(keyIdOf(spki))),
      extension('2.5.29.30', true, sequence(tagged(0xa0, ...permitted(hosts)))),
    ],
  });
}

/** A server's certificate for a machine's names and addresses, from two days ago on. `now`: UTC ms. */
export function serverCertificate(
  authority: { certificate: X509Certificate; privateKey: KeyObject },
  publicKey: KeyObject,
  names: MachineNames,
  now: number,
): X509Certificate {
  const from = Math.max(now - clockToleranceMs, authorityFrom);
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const issuerSpki = spkiOf(authority.privateKey);
  const { hosts, addresses } = names;
  return issue(authority.privateKey, {
    issuer: nameOf(commonNameOf(authority.certificate)),
    // Nothing that could be taken for the name of a host.
    subject: nameOf('Clockroom store'),
    spki,
    from,
    until: Math.min(from + serverDays * dayMs, authorityUntil),
    extensions: [
      extension('2.5.29.19', true, sequence()),
      // digitalSignature.
      extension('2.5.29.15', true, bits(Uint8Array.of(0b1000_0000), 7)),
      extension('2.5.29.37', false, sequence(oid(serverAuth))),
      extension('2.5.29.14', false, octets(keyIdOf(spki))),
      extension('2.5.29.35', false, sequence(tagged(0x80, keyIdOf(issuerSpki)))),
      extension('2.5.29.17', false, sequence(...hosts.map(dnsName), ...addresses.map(ipAddress))),
    ],
  });
}

/** True for a name that this authority may vouch for: one nobody can own, or the machine's when it was made. */
export function mayName(authority: X509Certificate, host: string): boolean {
  if (privateEndings.some((ending) => host === ending || host.endsWith(`.${ending}`))) return true;
  // The constraint stands in the certificate as it was written, and other names do not.
  return isNoEnding(host) && authority.raw.includes(dnsName(host));
}

/** True for an address that a store's authority may vouch for. */
export function isPrivateAddress(address: string): boolean {
  const bytes = addressBytes(address);
  return privateNetworks.some(([network, prefix]) => {
    const base = addressBytes(network);
    if (base.byteLength !== bytes.byteLength) return false;
    const mask = maskOf(prefix, base.byteLength);
    return bytes.every((byte, at) => (byte & (mask[at] ?? 0)) === (base[at] ?? 0));
  });
}

/** A machine called `store` must not make this the authority of everything below `.store`: endings are letters alone. */
const isNoEnding = (host: string): boolean => /^(?!xn--)[a-z0-9-]*[0-9-][a-z0-9-]*$/.test(host);

interface Content {
  issuer: Der;
  subject: Der;
  spki: Buffer;
  from: number;
  until: number;
  extensions: readonly Der[];
}

function issue(privateKey: KeyObject, { issuer, subject, spki, from, until, extensions }: Content): X509Certificate {
  const serial = randomBytes(16);
  // The first bit off and another on: always positive, always of this length.
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const signed = sequence(
    tagged(0xa0, integer(Uint8Array.of(2))),
    integer(serial),
    ecdsaWithSha256(),
    issuer,
    sequence(time(from), time(until)),
    subject,
    spki,
    tagged(0xa3, sequence(...extensions)),
  );
  return new X509Certificate(sequence(signed, ecdsaWithSha256(), bits(sign('sha256', signed, privateKey))));
}

function extension(id: string, isCritical: boolean, value: Der): Der {
  return sequence(oid(id), ...(isCritical ? [truth()] : []), octets(value));
}

function permitted(hosts: readonly string[]): Der[] {
  const networks = privateNetworks.map(([network, prefix]) => {
    const base = addressBytes(network);
    return tagged(0x87, base, maskOf(prefix, base.byteLength));
  });
  return [...[...privateEndings, ...hosts.filter(isNoEnding)].map(dnsName), ...networks].map((name) => sequence(name));
}

const nameOf = (commonName: string): Der => sequence(set(sequence(oid('2.5.4.3'), text(commonName))));
const commonNameOf = (certificate: X509Certificate): string => /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? '';
const dnsName = (host: string): Der => tagged(0x82, Buffer.from(host, 'latin1'));
const ipAddress = (address: string): Der => tagged(0x87, addressBytes(address));

function maskOf(prefix: number, length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, at) => (0xff00 >> Math.min(8, Math.max(0, prefix - 8 * at))) & 0xff));
}

function spkiOf(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
}

function keyIdOf(spki: Buffer): Buffer {
  return createHash('sha256').update(spki).digest().subarray(0, 20);
}
