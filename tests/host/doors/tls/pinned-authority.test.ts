import { generateKeyPairSync } from 'node:crypto';
import { connect, createServer } from 'node:tls';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { dayMs } from '../../../../core/kernel/time.ts';
import { serverCertificate } from '../../../../host/doors/tls/certificate.ts';
import { markInGroups, markOf, notTheStore, readStationCode } from '../../../../host/doors/tls/pinned-authority.ts';
import type { ServerPair } from '../../../../host/doors/tls/store-authority.ts';
import { authorityIn, testFolder } from '../stations/served.ts';

const names = { hosts: ['localhost', 'desk-pc.local'], addresses: ['127.0.0.1', '192.168.1.4'] };

/** The certificate that a real server shows. */
async function shownBy({ key, chain }: Pick<ServerPair, 'key' | 'chain'>) {
  const server = createServer({ key, cert: chain }, (socket) => socket.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  return new Promise<ReturnType<ReturnType<typeof connect>['getPeerX509Certificate']>>((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      resolve(socket.getPeerX509Certificate());
      socket.destroy();
    });
    socket.on('error', reject);
  });
}

describe('whether what answers is the store', () => {
  test('is told by its authority, its names and its time', async () => {
    const authority = authorityIn(testFolder());
    const other = authorityIn(testFolder());
    const now = Date.now();
    const shown = await shownBy(authority.serverPair(names, now));
    if (!shown) throw new Error('nothing was shown');
    const said = (host: string, at = now, by = authority) => notTheStore(shown, by.certificate, host, at);
    expect(said('192.168.1.4')).toBeNull();
    expect(said('desk-pc.local')).toBeNull();
    expect(said('DESK-PC.local')).toBeNull();
    expect(said('192.168.1.5')).toBe('other-name');
    expect(said('pc.local')).toBe('other-name');
    expect(said('192.168.1.4', now + 396 * dayMs)).toBe('not-valid-now');
    expect(said('192.168.1.4', now - 3 * dayMs)).toBe('not-valid-now');
    expect(said('192.168.1.4', now, other)).toBe('other-authority');
  });

  test('a name that only looks like the authority’s is none, nor is the authority itself', () => {
    const authority = authorityIn(testFolder());
    const now = Date.now();
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    // Signed by a key of somebody else, in the name of the store's authority.
    const forged = serverCertificate({ certificate: authority.certificate, privateKey }, publicKey, names, now);
    expect(forged.issuer).toBe(authority.certificate.subject);
    expect(notTheStore(forged, authority.certificate, '192.168.1.4', now)).toBe('other-authority');
    expect(notTheStore(authority.certificate, authority.certificate, 'localhost', now)).toBe('other-authority');
    const { certificate } = authority.serverPair(names, now);
    expect(notTheStore(certificate, certificate, 'localhost', now)).toBe('other-authority');
  });
});

describe('what is typed at a new screen', () => {
  test('is the pairing code and the mark, in any width, case and grouping', () => {
    const mark = markOf(authorityIn(testFolder()).certificate);
    expect(mark).toMatch(/^[2-9A-HJKMNP-Z]{10}$/);
    const said = { code: '048213', mark };
    const wide = (text: string) => text.replaceAll(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
    for (const typed of [
      `048213 ${markInGroups(mark)}`,
      `048213${mark.toLowerCase()}`,
      ` 048-213 ${mark.slice(0, 3)}.${mark.slice(3)} `,
      wide(`048213${mark}`),
      `０４８２１３　${markInGroups(mark)}`,
    ]) {
      expect(readStationCode(typed)).toEqual(said);
    }
  });

  test('anything else is not guessed at', () => {
    for (const typed of ['', '048213', 'K7QM2XWDNP', '48213 K7QM2 XWDNP', '048213 K7QM2 XWDN', '048213 K7QM2 XWDN0']) {
      expect(readStationCode(typed)).toBeNull();
    }
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const said = readStationCode(typed);
        if (said) expect(`${said.code}${said.mark}`).toMatch(/^\d{6}[2-9A-HJKMNP-Z]{10}$/);
      }),
    );
  });
});
