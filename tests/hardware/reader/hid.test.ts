import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uidOfReport } from '../../../hardware/reader/hid-report.ts';
import { learnFromCards, learnFromKnownCard } from '../../../hardware/reader/learn.ts';
import { HidTransport } from '../../../hardware/transport/hid.ts';
import { FakeHid } from './fake-hid.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const text = (characters: string) => Uint8Array.from(Buffer.from(characters.padEnd(32, '\0'), 'latin1'));

describe('a HID report', () => {
  it('is left alone when it has another number, or says that nothing lies there', () => {
    const format = { encoding: 'bytes', reportId: 2, lengthAt: 1, offset: 2 } as const;
    expect(uidOfReport(bytes('0204A1B2C3D40000'), format)).toBe('A1B2C3D4');
    expect(uidOfReport(bytes('0304A1B2C3D40000'), format)).toBe('other');
    expect(uidOfReport(bytes('0200000000000000'), format)).toBe('other');
    expect(uidOfReport(bytes('0209A1B2C3D40000'), format)).toBeNull();
    expect(uidOfReport(bytes('02'), format)).toBeNull();
  });

  it('is left alone when it does not begin as those with a card do', () => {
    const format = { encoding: 'bytes', begins: '0201', lengthAt: 4, offset: 5 } as const;
    expect(uidOfReport(bytes('0201000004A1B2C3D40000'), format)).toBe('A1B2C3D4');
    expect(uidOfReport(bytes('0202000004A1B2C3D40000'), format)).toBe('other');
    expect(uidOfReport(bytes('02'), format)).toBe('other');
    expect(uidOfReport(bytes('0201'), format)).toBeNull();
  });

  it('may be any bytes', () => {
    const begins = fc.option(fc.constantFrom('00', 'ff', '0201'), { nil: undefined });
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 70 }),
        fc.nat(70),
        fc.nat(70),
        begins,
        (report, offset, lengthAt, begin) => {
          const uid = uidOfReport(report, { encoding: 'bytes', offset, lengthAt, begins: begin });
          if (uid !== null && uid !== 'other') expect(uid).toMatch(/^([0-9A-F]{2}){4,10}$/);
        },
      ),
      { seed: 20261121, numRuns: 500 },
    );
  });
});

describe('learning where a reader puts the UID', () => {
  const uid = '04E9F85D8BAEF7';

  it.each([
    ['bytes', bytes('00010704E9F85D8BAEF70000'), { encoding: 'bytes', offset: 3, lengthAt: 2 }],
    ['bytes, last first', bytes('AAF7AE8B5DF8E90400'), { encoding: 'bytes', reversed: true, offset: 1, length: 7 }],
    ['hex', text('\x02x04e9f85d8baef7\r\n'), { encoding: 'hex', offset: 2, length: 14 }],
    // 5DF8E904, the first four bytes last first, is 1576593668.
    ['four bytes', text('1576593668\r'), { encoding: '8H10D', reversed: true, offset: 0, length: 10 }],
  ])('finds %s of a known card', (_what, report, format) => {
    expect(learnFromKnownCard(report, uid)).toEqual(format);
  });

  it('reads other cards by what it learnt from one', () => {
    const format = learnFromKnownCard(bytes('0107 04E9F85D8BAEF7 0000'.replaceAll(' ', '')), uid);
    expect(uidOfReport(bytes('0104A1B2C3D40000000000'), format)).toBe('A1B2C3D4');
  });

  it('says so when the UID is not there', () => {
    expect(() => learnFromKnownCard(bytes('010203040506070809'), uid)).toThrow('READER_NOT_LEARNT');
    expect(() => learnFromKnownCard(new Uint8Array(5_000), uid)).toThrow('READER_NOT_LEARNT');
  });

  it('finds it without a known card, by one card twice and another', () => {
    // A counter in byte 1 and a checksum at the end are no part of it.
    const learnt = learnFromCards(
      bytes('0301 A1B2C3D4 99'.replaceAll(' ', '')),
      bytes('0302A1B2C3D49A'),
      bytes('0303B7B2C3E59B'),
    );
    expect(uidOfReport(bytes('030411223344FF'), learnt)).toBe('11223344');
    const typed = learnFromCards(text('U:04E9F85D8BAEF7'), text('U:04E9F85D8BAEF7'), text('U:0411F85D8BAE01'));
    expect(uidOfReport(text('U:0422334455667788'), typed)).toBe('04223344556677');
  });

  it('does not learn from one card three times, or from reports without a UID', () => {
    const same = bytes('0301A1B2C3D4');
    expect(() => learnFromCards(same, same, same)).toThrow('READER_NOT_LEARNT');
    expect(() => learnFromCards(bytes('01'), bytes('01'), bytes('02'))).toThrow('READER_NOT_LEARNT');
    expect(() => learnFromCards(bytes(''), bytes(''), bytes(''))).toThrow('READER_NOT_LEARNT');
  });

  it('reads back every known card it learns from', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 7, maxLength: 7 }).filter((uid) => uid.some((byte) => byte > 0 && byte < 255)),
        fc.uint8Array({ maxLength: 12 }),
        fc.uint8Array({ maxLength: 12 }),
        fc.boolean(),
        (uid, before, after, reversed) => {
          const report = Uint8Array.from([...before, ...(reversed ? uid.toReversed() : uid), ...after]);
          const hex = Buffer.from(uid).toString('hex').toUpperCase();
          expect(uidOfReport(report, learnFromKnownCard(report, hex))).toBe(hex);
        },
      ),
      { seed: 20261121 },
    );
  });
});

describe('HidTransport', () => {
  const open = (device: FakeHid, more: { serialNumber?: string } = {}) =>
    new HidTransport(
      { vendorId: device.vendorId, productId: device.productId, usagePage: 0xff00, ...more },
      { load: async () => device.library },
    );

  it('says why it cannot be opened', async () => {
    const device = new FakeHid();
    await expect(open(device, { serialNumber: '8' }).open()).rejects.toMatchObject({ code: 'READER_NOT_FOUND' });
    device.failsToOpen = true;
    await expect(open(device).open()).rejects.toMatchObject({ code: 'TRANSPORT_OPEN_FAILED' });
    const without = new HidTransport(device, { load: () => Promise.reject(new Error('no native part')) });
    await expect(without.open()).rejects.toMatchObject({ code: 'TRANSPORT_OPEN_FAILED' });
  });

  it('leaves no device open that was closed while it was being opened', async () => {
    const device = new FakeHid();
    const transport = open(device);
    const opening = transport.open();
    await transport.close();
    await expect(opening).rejects.toMatchObject({ code: 'TRANSPORT_OPEN_FAILED' });
    expect(device.openCount).toBe(0);
    await transport.open();
    expect(transport.isOpen).toBe(true);
    await expect(transport.open()).rejects.toMatchObject({ code: 'TRANSPORT_OPEN_FAILED' });
    await transport.close();
    expect(device.openCount).toBe(0);
    await expect(transport.write(bytes('00'))).rejects.toMatchObject({ code: 'TRANSPORT_NOT_OPEN' });
  });

  it('asks the real library without an error where there are no devices', async () => {
    const none = new HidTransport({ vendorId: 0xdead, productId: 0xbeef });
    await expect(none.open()).rejects.toMatchObject({ code: 'READER_NOT_FOUND' });
  });
});
