import { createPrivateKey, generateKeyPairSync, type X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { connect, createServer, type TLSSocket } from 'node:tls';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { dayMs } from '../../../../core/kernel/time.ts';
import { serverCertificate } from '../../../../host/doors/tls/certificate.ts';
import { addressBytes, machineNames } from '../../../../host/doors/tls/machine-names.ts';
import { type ServerPair, StoreAuthority } from '../../../../host/doors/tls/store-authority.ts';
import { testFolder } from '../stations/served.ts';

const names = {
  hosts: ['localhost', 'desk-pc', 'desk-pc.local'],
  addresses: ['127.0.0.1', '::1', '192.168.1.4', 'fd00::4'],
};
const now = Date.parse('2026-11-30T12:00:00Z');

function open(folder = testFolder(), at = now, hosts = names.hosts) {
  const broken: string[] = [];
  const onBroken = (aside: string) => void broken.push(aside);
  const authority = StoreAuthority.open(folder, { names: { ...names, hosts }, now: at, onBroken });
  return { folder, authority, broken };
}

/** What a TLS client that trusts that authority says of a server with that pair: null where it takes it. */
async function refusalOf(pair: ServerPair, ca: X509Certificate, host: string): Promise<string | null> {
  const server = createServer({ key: pair.key, cert: pair.chain }, (socket) => socket.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  return new Promise((resolve) => {
    const isName = !/^[\d.]+$|:/.test(host);
    const socket: TLSSocket = connect(
      { port, host: '127.0.0.1', ca: ca.toString(), servername: isName ? host : '', rejectUnauthorized: false },
      () => {
        const shown = socket.getPeerX509Certificate();
        const isNamed = isName ? shown?.checkHost(host) : shown?.checkIP(host);
        const { authorizationError } = socket;
        socket.destroy();
        if (!socket.authorized && String(authorizationError) !== 'ERR_TLS_CERT_ALTNAME_INVALID') {
          resolve(String(authorizationError));
        } else resolve(isNamed === undefined ? 'other name' : null);
      },
    );
    socket.on('error', (error) => resolve(error.message));
  });
}

describe('the store’s authority', () => {
  test('is made once and kept where only the store’s user reads it', () => {
    const { folder, authority, broken } = open();
    const again = open(folder);
    expect(again.authority.certificate.fingerprint256).toBe(authority.certificate.fingerprint256);
    expect(again.authority.mark).toBe(authority.mark);
    expect(broken).toEqual([]);
    expect(readdirSync(folder)).toEqual(['authority.pem']);
    if (process.platform !== 'win32') expect(statSync(path.join(folder, 'authority.pem')).mode & 0o777).toBe(0o600);
    expect(open().authority.mark).not.toBe(authority.mark);
  });

  test('that cannot be read, or has ended, is set aside, and a new one takes its place', () => {
    const { folder, authority } = open();
    const file = path.join(folder, 'authority.pem');
    const whole = readFileSync(file, 'utf8');
    const other = readFileSync(path.join(open().folder, 'authority.pem'), 'utf8');
    const at = whole.indexOf('-----BEGIN CERTIFICATE');
    const bad = [
      '',
      'x',
      whole.slice(0, at),
      whole.slice(at),
      `${other.slice(0, other.indexOf('-----BEGIN CERT'))}${whole.slice(at)}`,
    ];
    for (const [index, text] of bad.entries()) {
      writeFileSync(file, text);
      const anew = open(folder, now + index);
      expect(anew.broken).toEqual([`${file}.broken-${now + index}`]);
      expect(readFileSync(`${file}.broken-${now + index}`, 'utf8')).toBe(text);
      expect(anew.authority.certificate.fingerprint256).not.toBe(authority.certificate.fingerprint256);
    }
    writeFileSync(file, whole);
    expect(open(folder, Date.UTC(2059, 0, 1)).broken).toEqual([]);
    expect(open(folder, Date.UTC(2059, 11, 1)).broken).toHaveLength(1);
  });

  test('holds whatever the machine’s clock says when it is made', () => {
    for (const at of [Date.UTC(1970, 0, 2), now, Date.UTC(2045, 0, 1)]) {
      const { certificate } = open(testFolder(), at).authority;
      expect(certificate.validFromDate.getTime()).toBeLessThan(Date.UTC(2021, 0, 1));
      expect(certificate.validToDate.getTime()).toBeGreaterThan(Date.UTC(2059, 0, 1));
    }
  });

  test('vouches for the machine’s names and private addresses, and clients take it', async () => {
    const { authority } = open();
    const pair = authority.serverPair(names, Date.now());
    for (const host of [...names.hosts, ...names.addresses]) {
      expect([host, await refusalOf(pair, authority.certificate, host)]).toEqual([host, null]);
    }
    expect(await refusalOf(pair, authority.certificate, 'other-pc.local')).toBe('other name');
    expect(await refusalOf(pair, authority.certificate, '192.168.1.5')).toBe('other name');
    expect(await refusalOf(pair, open().authority.certificate, '192.168.1.4')).toBe('SELF_SIGNED_CERT_IN_CHAIN');
  });

  test('holds at most 397 days, from two days ago on', () => {
    const { authority } = open();
    for (const at of [now, Date.UTC(1980, 0, 1), Date.UTC(2059, 10, 1)]) {
      const { certificate } = authority.serverPair(names, at);
      const [from, until] = [certificate.validFromDate.getTime(), certificate.validToDate.getTime()];
      expect(until - from).toBeLessThanOrEqual(397 * dayMs);
      expect(from).toBe(Math.max(at - 2 * dayMs, Date.UTC(2020, 0, 1)));
      expect(until).toBeLessThanOrEqual(authority.certificate.validToDate.getTime());
    }
  });

  test('leaves out what is not of a private network, and what could be an ending of the internet', () => {
    const { authority } = open(testFolder(), now, ['localhost', 'store', 'desk-pc', 'pos.example.com', 'xn--p1ai']);
    expect(
      authority.vouchedFor({
        hosts: ['localhost', 'store', 'store.local', 'desk-pc', 'other-pc', 'pos.example.com', 'xn--p1ai', 'a_b.local'],
        addresses: [
          '8.8.8.8',
          '172.15.0.1',
          '172.16.0.1',
          '172.31.9.9',
          '172.32.0.1',
          '100.64.0.1',
          '2001:db8::1',
          'fd00::1',
        ],
      }),
    ).toEqual({
      hosts: ['localhost', 'store.local', 'desk-pc'],
      addresses: ['172.16.0.1', '172.31.9.9', '100.64.0.1', 'fd00::1'],
    });
  });

  test('is worth nothing for the rest of the world, also in the hands of a thief', async () => {
    const { folder, authority } = open();
    // As if its key had been taken: certificates for others, signed by it.
    const pem = readFileSync(path.join(folder, 'authority.pem'), 'utf8');
    const stolen = { certificate: authority.certificate, privateKey: createPrivateKey(pem) };
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    for (const [host, others] of [
      ['bank.com', { hosts: ['bank.com'], addresses: [] }],
      ['93.184.216.34', { hosts: ['localhost'], addresses: ['93.184.216.34'] }],
      ['localhost', { hosts: ['localhost', 'local.bank.com'], addresses: [] }],
    ] as const) {
      const certificate = serverCertificate(
        stolen,
        publicKey,
        { hosts: [...others.hosts], addresses: [...others.addresses] },
        Date.now(),
      );
      expect(certificate.verify(authority.certificate.publicKey)).toBe(true);
      expect(await refusalOf({ key, chain: certificate.toString(), certificate }, authority.certificate, host)).toBe(
        'UNSPECIFIED',
      );
    }
    const good = serverCertificate(stolen, publicKey, { hosts: ['localhost'], addresses: [] }, Date.now());
    expect(
      await refusalOf({ key, chain: good.toString(), certificate: good }, authority.certificate, 'localhost'),
    ).toBeNull();
  });

  test('takes this machine as it is', () => {
    const { hosts, addresses } = machineNames();
    expect(hosts[0]).toBe('localhost');
    expect(addresses).toEqual(expect.arrayContaining(['127.0.0.1', '::1']));
  });
});

test('addresses are read as the system writes them', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV6(), fc.ipV4()), (address) => {
      const bytes = addressBytes(address);
      expect([4, 16]).toContain(bytes.byteLength);
      // What the system makes of the bytes is the same address.
      const text =
        bytes.byteLength === 4
          ? bytes.join('.')
          : Array.from({ length: 8 }, (_, at) => bytes.readUInt16BE(2 * at).toString(16)).join(':');
      const hostOf = (one: string) => new URL(`http://${one.includes(':') ? `[${one}]` : one}/`).hostname;
      expect(hostOf(text)).toBe(hostOf(address));
    }),
  );
});
