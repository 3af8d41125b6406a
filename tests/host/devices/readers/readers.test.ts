import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Site, SiteReader } from '../../../../core/model/site/schema.ts';
import { siteSchema } from '../../../../core/model/site/schema.ts';
import { indexSite } from '../../../../core/model/site/site-index.ts';
import { realScheduler } from '../../../../hardware/scheduler.ts';
import { openPty } from '../../../../hardware/sim/pty.ts';
import type { Connection } from '../../../../host/contract/connection.ts';
import { DevicePaths } from '../../../../host/devices/kind/device-path.ts';
import { StoreReaders } from '../../../../host/devices/readers/readers.ts';
import type { CardHolderView, CardSeen } from '../../../../host/parts/readers/views.ts';
import { temporaryDirectory } from '../../../db/files.ts';

import { exampleSite } from '../../../db/shop-day.ts';
import { FakeHid } from '../../../hardware/reader/fake-hid.ts';

const own: Connection = { stationId: 'desk', isOwn: true, sessionToken: null };
const tablet: Connection = { stationId: 'floor 2', isOwn: true, sessionToken: null };

/** A decimal number as a ten-digit reader types it for these UID bytes, the last one first. */
const tenDigits = (uid: string) =>
  String(Buffer.from(uid.slice(0, 8), 'hex').reverse().readUInt32BE(0)).padStart(10, '0');

/** What the screen that sent it is answered, and who the screens of the station are told it is. */
function typed(store: StoreReaders, at: Connection, text: string) {
  const seen: CardHolderView[] = [];
  const stop = store.onCard(at, ({ holder }) => seen.push(holder));
  const answer = store.takeTyped(at, text);
  stop();
  return [answer, seen[0]];
}

describe('the readers of a store', () => {
  const toClose: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const one of toClose.splice(0)) await one.close();
  });

  async function withReaders(readers: unknown[], change: (site: Site) => void = () => {}, hid?: FakeHid, demo = true) {
    const site = siteSchema.parse({ ...exampleSite(), readers });
    change(site);
    const index = indexSite(site, demo);
    const held: boolean[] = [];
    const log: string[] = [];
    const told: [uid: string, stationId: string][] = [];
    const presence: object[] = [];
    const keptReaders: SiteReader[] = [];
    let stir = () => {};
    let wake = () => {};
    const store = new StoreReaders({
      paths: new DevicePaths(temporaryDirectory()),
      site: () => index,
      meetCard: () => {},
      scheduler: realScheduler,
      now: () => 1_000,
      log: {
        info: (facts, message) => log.push(`${message} ${JSON.stringify(facts)}`),
        warn: (facts, message) => log.push(`${message} ${JSON.stringify(facts)}`),
      },
      ownStationId: 'desk',
      staffOn: () => null,
      keepReaders: async (_connection, kept) => {
        keptReaders.push(...kept);
      },
      ...(hid ? { hid: async () => hid.library } : {}),
      onState: (reader) => {
        presence.push(reader);
        stir();
      },
      onCard: ({ uid, stationId, isHeld }) => {
        told.push([uid, stationId]);
        held.push(isHeld);
        wake();
        return false;
      },
      typed: { admit: () => {}, missed: () => {} },
    });
    toClose.push(store);
    await store.open();
    const nextCard = () =>
      new Promise<void>((resolve) => {
        wake = resolve;
      });
    const cardOf = (no: string) => site.staff.find((staff) => staff.no === no)?.card ?? '';
    /** Resolves when a reader comes or goes. */
    const nextChange = () =>
      new Promise<void>((resolve) => {
        stir = resolve;
      });
    return { store, site, log, told, held, presence, keptReaders, nextCard, nextChange, cardOf };
  }

  it('bring a card on a serial line to this machine’s screens, and to no other', async () => {
    const pty = openPty(() => {});
    toClose.push(pty);
    const { store, told, nextCard, cardOf, log } = await withReaders([
      { id: 'desk', type: 'serial', path: pty.path, baudRate: 9600, encoding: 'hex', reversed: true },
    ]);
    const here: CardSeen[] = [];
    const elsewhere: CardSeen[] = [];
    const stop = store.onCard(own, (card) => here.push(card));
    store.onCard(tablet, (card) => elsewhere.push(card));
    const card = cardOf('M01');
    const arrived = nextCard();
    pty.write(Buffer.from(`${Buffer.from(card, 'hex').reverse().toString('hex')}\r\n`));
    await arrived;
    expect(told).toEqual([[card, 'desk']]);
    expect(here).toEqual([{ readerId: 'desk', at: 1_000, holder: { kind: 'staff', no: 'M01', name: '冯亮' } }]);
    expect(elsewhere).toEqual([]);
    expect(store.list()).toMatchObject([{ id: 'desk', state: 'online', cards: 1, lastCard: { at: 1_000 } }]);
    expect(JSON.stringify([log, here, store.list()])).not.toContain(card);
    stop();
    const next = nextCard();
    pty.write(Buffer.from('A1B2C3D4\r\n'));
    await next;
    expect(here.length).toBe(1);
    expect(store.list()[0]?.lastCard?.holder).toEqual({ kind: 'unknown', uid: 'D4C3B2A1' });
  });

  it.each([
    { demo: false, isHeld: false },
    { demo: true, isHeld: true },
  ])('behind a pseudo-terminal hold a card in a practice store alone: $demo', async ({ demo, isHeld }) => {
    const pty = openPty(() => {});
    toClose.push(pty);
    const reader = { id: 'desk', type: 'serial', path: pty.path, baudRate: 9600, encoding: 'hex' };
    const { held, nextCard, cardOf } = await withReaders([reader], () => {}, undefined, demo);
    const arrived = nextCard();
    pty.write(Buffer.from(`${cardOf('M01')}\r\n`));
    await arrived;
    expect(held).toEqual([isHeld]);
  });

  it('say once that one was unplugged, and once that it is back; its next card is read', async () => {
    const folder = mkdtempSync('/tmp/clockroom-sim-');
    toClose.push({ close: async () => rmSync(folder, { recursive: true }) });
    const link = path.join(folder, 'reader');
    const plugIn = () => {
      const pty = openPty(() => {});
      toClose.push(pty);
      symlinkSync(pty.path, link);
      return pty;
    };
    const before = plugIn();
    const { store, presence, log, told, nextCard, nextChange, cardOf } = await withReaders([
      { id: 'desk', type: 'serial', path: link, baudRate: 9600, encoding: 'hex' },
      { id: 'typing', type: 'keyboard' },
    ]);
    expect(store.presence()).toEqual([{ id: 'desk', state: 'online', reason: null }]);
    presence.length = 0;
    log.length = 0;
    const gone = nextChange();
    rmSync(link);
    await before.close();
    await gone;
    expect(presence).toEqual([{ id: 'desk', state: 'offline', reason: 'TRANSPORT_CLOSED' }]);
    expect(store.presence()).toMatchObject([{ id: 'desk', state: 'offline' }]);
    // The first try to reach it again fails for another reason, which is told; those after it are not.
    await nextChange();
    expect(presence.at(-1)).toEqual({ id: 'desk', state: 'offline', reason: 'TRANSPORT_OPEN_FAILED' });

    const back = nextChange();
    const after = plugIn();
    await back;
    expect(presence.slice(1)).toEqual([
      { id: 'desk', state: 'offline', reason: 'TRANSPORT_OPEN_FAILED' },
      { id: 'desk', state: 'online', reason: null },
    ]);
    expect(log.filter((line) => line.includes('away')).length).toBe(2);
    const arrived = nextCard();
    after.write(Buffer.from(`${cardOf('M01')}\r\n`));
    await arrived;
    expect(told).toEqual([[cardOf('M01'), 'desk']]);
  });

  it('know a card by the bytes that a shortening reader gives, unless two cards have them', async () => {
    const { store, site, told } = await withReaders(
      [{ id: 'cashier', type: 'keyboard', encoding: '8H10D', reversed: true }],
      ({ wristbands }) => {
        // Two bands that begin alike.
        if (wristbands[1]) wristbands[1].card = 'AABBCCDD000001';
        if (wristbands[2]) wristbands[2].card = 'AABBCCDD000002';
      },
    );
    const [band] = site.wristbands;
    expect(typed(store, tablet, tenDigits(band?.card ?? ''))).toEqual(['known', { kind: 'wristband', no: band?.no }]);
    expect(told).toEqual([[band?.card, 'floor 2']]);
    expect(typed(store, own, tenDigits('AABBCCDD'))).toEqual(['unknown', { kind: 'unknown', uid: 'AABBCCDD' }]);
    expect(store.list()).toMatchObject([{ id: 'cashier', state: 'unknown', cards: 2 }]);
  });

  it('take typed cards in every format a reader of the store has', async () => {
    const { store, cardOf } = await withReaders([
      { id: 'a', type: 'keyboard' },
      { id: 'b', type: 'keyboard', encoding: 'hex', reversed: true, prefix: ';', suffix: '?' },
    ]);
    const card = cardOf('R01');
    const reversed = Buffer.from(card, 'hex').reverse().toString('hex');
    expect(typed(store, own, card.toLowerCase())).toMatchObject(['known', { kind: 'staff', no: 'R01' }]);
    expect(typed(store, own, `;${reversed}?`)).toMatchObject(['known', { kind: 'staff', no: 'R01' }]);
    for (const text of ['', ';?', 'no card', '04E9F8', `;${card}`, '\u0000'.repeat(64)]) {
      expect(() => store.takeTyped(own, text)).toThrow('CARD_UNKNOWN');
    }
    expect(store.typedShapes().map(({ prefix, suffix, lengths }) => [prefix, suffix, lengths])).toEqual([
      ['', '', [8, 10, 14, 16, 20]],
      [';', '?', [8, 10, 14, 16, 20]],
    ]);
  });

  it('show what is wrong with each, and leave the others alone', async () => {
    const { store, told, cardOf } = await withReaders([
      { id: 'away', type: 'serial', path: '/dev/ttyS999', baudRate: 9600, encoding: 'hex' },
      { id: 'usb', type: 'hid', vendorId: 'DEAD', productId: 'BEEF', encoding: 'bytes', length: 7 },
      { id: 'desk', type: 'sim' },
    ]);
    expect(store.list().map(({ id, state, reason }) => [id, state, reason])).toEqual([
      ['away', 'offline', 'TRANSPORT_OPEN_FAILED'],
      ['usb', 'offline', 'READER_NOT_FOUND'],
      ['desk', 'online', null],
    ]);
    store.hold('desk', cardOf('C01'));
    store.hold('desk', cardOf('C01'));
    expect(told.length).toBe(2);
    expect(() => store.hold('nobody', 'A1B2C3D4')).toThrow('DEVICE_UNKNOWN');
    expect(() => store.hold('usb', 'A1B2C3D4')).toThrow('DEVICE_NOT_VIRTUAL');
    expect(store.typedShapes()).toEqual([]);
  });

  describe('of a known make', () => {
    const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

    it('Violet Mir:ror: a card put on is read, one taken off and one turned over are not', async () => {
      const hid = new FakeHid({ vendorId: 0x1da8, productId: 0x1301 });
      const { store, told, nextCard } = await withReaders(
        [{ id: 'desk', type: 'preset', preset: 'violet-mirror' }],
        () => {},
        hid,
      );
      expect(store.list()).toMatchObject([{ id: 'desk', type: 'hid', state: 'online' }]);
      const report = (hex: string) => hid.send(bytesOf(hex.padEnd(128, '0')));
      const arrived = nextCard();
      report('0104'); // the reader was turned over
      report('02010000' + '08' + 'D0021A0353144C85');
      await arrived;
      report('02020000' + '08' + 'D0021A0353144C85'); // taken off
      report('02010000' + '00'); // no UID
      report('0105');
      expect(told).toEqual([['D0021A0353144C85', 'desk']]);
      expect(store.list()).toMatchObject([{ cards: 1, unreadable: 0 }]);
    });

    it.each([
      ['rdm6300', '\u0002100086F44426\u0003', '100086F444'],
      ['id-12', '\u00020F0184F07A8E\r\n\u0003', '0F0184F07A'],
    ])('%s on a serial line', async (preset, line, uid) => {
      const pty = openPty(() => {});
      toClose.push(pty);
      const { told, nextCard } = await withReaders([{ id: 'desk', type: 'preset', preset, path: pty.path }]);
      const arrived = nextCard();
      // It repeats the card for as long as it lies there.
      pty.write(Buffer.from(`${line}${line}${line}`, 'latin1'));
      await arrived;
      expect(told).toEqual([[uid, 'desk']]);
    });

    it.each([
      ['decimal-10', '0040856634', '026F6C3A'],
      ['decimal-10-reversed', '0980184834', '026F6C3A'],
      ['acr1281u-c2', '04A1B2C3D4E5F6', '04A1B2C3D4E5F6'],
      ['omnikey-5x27-keyboard', '026F6C3A', '026F6C3A'],
    ])('%s types %s', async (preset, text, uid) => {
      const { store, told } = await withReaders([{ id: 'desk', type: 'preset', preset }]);
      expect(store.typedShapes()[0]?.lengths).toContain(text.length);
      store.takeTyped(own, text);
      expect(told).toEqual([[uid, 'desk']]);
      expect(store.list()).toMatchObject([{ type: 'keyboard', state: 'unknown', cards: 1 }]);
    });

    it.each([
      ['0040856634', { encoding: '8H10D' }],
      ['0980184834', { encoding: '8H10D', reversed: true }],
      ['026f6c3a', { encoding: 'hex' }],
      ['3A6C6F02', { encoding: 'hex', reversed: true }],
      ['111,27706', { encoding: '3+5' }],
    ])('that types %s for a card of the store is added by that', async (text, format) => {
      const { store, keptReaders } = await withReaders([], (site) => {
        const [first] = site.staff;
        if (first) first.card = '026F6C3A';
      });
      expect(await store.addTyping(own, text)).toBe('keyboard-1');
      expect(keptReaders).toEqual([{ id: 'keyboard-1', type: 'keyboard', ...format }]);
    });

    it('that types no card of the store is not; one that is there already is named', async () => {
      const { store, keptReaders } = await withReaders(
        [{ id: 'cashier', type: 'preset', preset: 'decimal-10-reversed' }],
        (site) => {
          const [first] = site.staff;
          if (first) first.card = '026F6C3A';
        },
      );
      for (const text of ['4006381333931', 'hello', '0040856635']) {
        await expect(store.addTyping(own, text)).rejects.toMatchObject({ code: 'READER_TYPES_NO_CARD' });
      }
      expect(await store.addTyping(own, '0980184834')).toBe('cashier');
      expect(keptReaders).toEqual([]);
    });

    it('is added by its name, with the path where it is serial; ids count on', async () => {
      const { store, keptReaders } = await withReaders([{ id: 'acr122u-1', type: 'sim' }]);
      expect(store.presets().map(({ id }) => id)).toContain('acr122u');
      expect(await store.addPreset(own, 'acr122u', undefined)).toBe('acr122u-2');
      expect(keptReaders).toEqual([
        { id: 'acr122u-1', type: 'sim' },
        { id: 'acr122u-2', type: 'preset', preset: 'acr122u' },
      ]);
      await expect(store.addPreset(own, 'rdm6300', undefined)).rejects.toMatchObject({ code: 'READER_PATH' });
      await expect(store.addPreset(own, 'acr122u', '/dev/ttyUSB0')).rejects.toMatchObject({ code: 'READER_PATH' });
      expect(await store.addPreset(own, 'rdm6300', '/dev/ttyUSB0')).toBe('rdm6300-1');
    });
  });
});
