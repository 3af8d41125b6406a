import { describe, expect, onTestFinished, test } from 'vitest';
import { dayMs } from '../../../../core/kernel/time.ts';
import { ServerIdentity } from '../../../../host/doors/tls/server-identity.ts';
import { authorityIn, testFolder } from '../stations/served.ts';

/** A store whose time and network are told by the test. */
function identity() {
  const told = { now: Date.parse('2026-11-30T12:00:00Z'), addresses: ['127.0.0.1', '192.168.1.4'] };
  const warned: object[] = [];
  const one = new ServerIdentity({
    authority: authorityIn(testFolder()),
    log: { info() {}, warn: (facts) => void warned.push(facts), error() {} },
    names: () => ({ hosts: ['localhost'], addresses: [...told.addresses] }),
    now: () => told.now,
  });
  onTestFinished(() => one.close());
  const shown: string[] = [];
  one.onChange(({ certificate }) => void shown.push(certificate.subjectAltName ?? ''));
  return { one, told, shown, warned };
}

describe('the certificate of the store', () => {
  test('stays as long as nothing changes', () => {
    const { one, told, shown } = identity();
    for (let day = 0; day < 330; day += 30) {
      told.now += 30 * dayMs;
      one.look();
    }
    expect(shown).toEqual([]);
  });

  test('is made anew before it ends', () => {
    const { one, told, shown } = identity();
    const before = one.pair.certificate;
    for (let day = 0; day < 400; day += 1) {
      told.now += dayMs;
      one.look();
      expect(one.pair.certificate.validToDate.getTime() - told.now).toBeGreaterThan(30 * dayMs);
    }
    expect(shown).toHaveLength(1);
    expect(one.pair.key).not.toContain(before.publicKey.export({ type: 'spki', format: 'pem' }));
    expect(one.pair.certificate.fingerprint256).not.toBe(before.fingerprint256);
  });

  test('is made anew for other addresses, and for a clock that was put right', () => {
    const { one, told, shown } = identity();
    told.addresses = ['127.0.0.1', '10.0.0.7'];
    one.look();
    expect(shown).toEqual([expect.stringMatching(/10\.0\.0\.7/)]);
    expect(shown[0]).not.toContain('192.168.1.4');
    told.now -= 700 * dayMs;
    one.look();
    expect(shown).toHaveLength(2);
    expect(one.pair.certificate.validFromDate.getTime()).toBeLessThan(told.now);
  });

  test('names what it cannot be for', () => {
    const { one, told, warned } = identity();
    told.addresses = ['127.0.0.1', '203.0.113.9'];
    one.look();
    expect(warned).toEqual([{ left: ['203.0.113.9'] }]);
    expect(one.names.addresses).toEqual(['127.0.0.1']);
  });
});
