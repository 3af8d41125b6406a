import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { Site } from '../../../core/model/site/schema.ts';
import type { Connection } from '../../../host/contract/connection.ts';
import { appRouter } from '../../../host/doors/api/router.ts';
import { openConnection } from '../../../host/doors/stations/station-connection.ts';
import { uuidV7 } from '../../../host/store/ids.ts';
import { RunningStore } from '../../../host/store/running-store.ts';
import { exampleSite } from '../../db/shop-day.ts';

/** Where a screen of the store's own machine comes from. */
const onOwnMachine = { fromThisMachine: true, address: '127.0.0.1', ownToken: 'own' };

/** Somebody who may practise and little else, and what the practice could give her of those who may everything. */

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const log = { info: () => {}, warn: () => {}, error: () => {} };
const guest = { guestName: '欧阳静怡', phone: '13877776666', note: '不要香薰' } as const;
const pins = { M01: '73501900', W01: '73501901' } as const;
const newId = () => uuidV7(Date.now(), (count) => crypto.getRandomValues(new Uint8Array(count)));

/** The example store with PINs, keys on its terminals and a guest. */
async function house() {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'clockroom-practice-'));
  cleanups.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const store = await RunningStore.open({ dataDir, log });
  cleanups.push(() => store.close());
  const example = exampleSite();
  const keys: string[] = [];
  const site = {
    ...example,
    staff: example.staff.map((one) => ({ ...one, ...(one.no in pins && { pin: pins[one.no as 'M01'] }) })),
    buses: example.buses.map((bus) => ({
      ...bus,
      terminals: bus.terminals.map((terminal) => {
        const scbk = String(keys.length + 1).padStart(32, 'A5');
        keys.push(scbk);
        return { ...terminal, scbk };
      }),
    })),
  };
  await store.setup.fromFile(JSON.stringify(site));
  const screen = (params: Record<string, unknown> = {}) => {
    const connection = openConnection(store, onOwnMachine, { own: onOwnMachine.ownToken, ...params });
    return { connection, call: appRouter.createCaller({ store, connection }) };
  };
  return { store, dataDir, keys, site: example, screen };
}

type House = Awaited<ReturnType<typeof house>>;

async function practising(own: House, staffNo: 'M01' | 'W01') {
  const real = own.screen();
  await real.call.session.signIn({ staffNo, pin: pins[staffNo] });
  const seat = await real.call.practiceRun.join();
  return { seat, ...own.screen({ practice: seat.token, session: seat.sessionToken }) };
}

const bytesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name)));

const cardsOf = ({ staff, technicians, wristbands }: Site) =>
  [...staff, ...technicians, ...wristbands].flatMap(({ card }) => card ?? []);

it('the copy that somebody practises on holds no card, PIN, key or guest of the store, in any file', async () => {
  const own = await house();
  const desk: Connection = own.screen().connection;
  own.store.act(desk, newId(), {
    name: 'reservation.book',
    data: { roomNo: null, startsAt: Date.now() + 7_200_000, minutes: 60, guestCount: 1, items: [], ...guest },
  } as never);
  await practising(own, 'W01');
  const real = bytesIn(own.dataDir);
  const copy = bytesIn(path.join(own.dataDir, 'practice'));
  expect(copy.length).toBeGreaterThan(0);
  const hash = real.map((one) => /scrypt[\w$+/=.,:-]{20,}/.exec(one.toString('latin1'))?.[0]).find((one) => one) ?? '';
  expect(hash).not.toBe('');
  const secrets = [...cardsOf(own.site), ...own.keys, guest.guestName, guest.phone, guest.note, hash];
  const isIn = (files: Buffer[], text: string) => files.some((one) => one.includes(text));
  // The store itself has every one of them.
  expect(secrets.filter((text) => !isIn(real, text))).toEqual([]);
  expect(secrets.filter((text) => isIn(copy, text))).toEqual([]);
});

it('nobody becomes a manager by way of the practice, neither there nor in the store', async () => {
  const own = await house();
  const { call } = await practising(own, 'W01');
  const signedIn: string[] = [];
  const waiting = own.screen();
  own.store.sessions.onCardSignIn(waiting.connection, (came) =>
    signedIn.push(came.kind === 'in' ? came.session.staffNo : came.kind),
  );

  await expect(call.practice.holdCardAtReader({ readerId: 'desk', cardId: 'staff:M01' })).rejects.toThrow(
    'PRACTICE_CARD_ABOVE',
  );
  const terminalId = `${own.site.buses[0]?.id}/${own.site.buses[0]?.terminals[0]?.address}`;
  await expect(call.practice.holdCard({ terminalId, cardId: 'staff:M01' })).rejects.toThrow('PRACTICE_CARD_ABOVE');
  await expect(call.pay.month({ month: null })).rejects.toThrow('NOT_ALLOWED');
  expect((await call.session.welcome()).session).toMatchObject({ staffNo: 'W01', role: 'waiter' });

  // The own card, and those of nobody who may more, are held as ever.
  await call.practice.holdCard({ terminalId, cardId: 'staff:W01' });
  await call.practice.holdCard({ terminalId, cardId: 'technician:1' });

  // Whoever signs out there is nobody there.
  await call.session.signOut();
  await expect(call.practice.holdCardAtReader({ readerId: 'desk', cardId: 'staff:M01' })).rejects.toThrow(
    'PRACTICE_CARD_ABOVE',
  );
  await expect(call.session.signIn({ staffNo: 'M01', pin: pins.M01 })).rejects.toThrow();
  expect(signedIn).toEqual([]);
});

it('the card that a manager has in the practice opens nothing in the store, and nobody’s pay stands there', async () => {
  const own = await house();
  const { call } = await practising(own, 'M01');
  const site = JSON.parse(await call.setup.exportSite({ withKeys: false, withCards: true })) as Site;
  expect(cardsOf(site).filter((card) => cardsOf(own.site).includes(card))).toEqual([]);
  expect(own.site.commission.length).toBeGreaterThan(0);
  expect(JSON.stringify(site.commission)).not.toMatch(/"(?:amount|percent)":"?(?!0)\d/);
  expect(site.goods.some(({ commissionPercent }) => (commissionPercent ?? 0) !== 0)).toBe(false);

  const signedIn: string[] = [];
  const waiting = own.screen();
  own.store.sessions.onCardSignIn(waiting.connection, (came) =>
    signedIn.push(came.kind === 'in' ? came.session.staffNo : came.kind),
  );
  const madeUp = site.staff.find(({ no }) => no === 'M01')?.card ?? '';
  await waiting.call.readers.card({ text: madeUp }).catch(() => undefined);
  expect(signedIn).toEqual([]);
  // The real one is known, so the reader was listening: of a manager the PIN is asked for besides.
  await waiting.call.readers.card({ text: own.site.staff.find(({ no }) => no === 'M01')?.card ?? '' });
  expect(signedIn).toEqual(['pin']);
});

it('screens of a practice do not lock themselves, where nobody could unlock them', async () => {
  const own = await house();
  const { call } = await practising(own, 'M01');
  const site = JSON.parse(await call.setup.exportSite({ withKeys: false, withCards: true })) as Site;
  expect(new Set(Object.values(site.store.screenLock ?? { none: 1 }))).toEqual(new Set([0]));
});
