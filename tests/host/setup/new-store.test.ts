import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Language } from '../../../core/kernel/money.ts';
import { presetCurrencies } from '../../../core/model/site/preset-money.ts';
import { presetNames, presets } from '../../../core/model/site/presets.ts';
import { answersByDefault, type NewStoreAnswers } from '../../../core/rules/site/new-site.ts';
import { verifyStore } from '../../../db/verify.ts';
import { SimulatedScheduler } from '../../../hardware/sim/simulated-scheduler.ts';
import type { Connection } from '../../../host/contract/connection.ts';
import { appRouter } from '../../../host/doors/api/router.ts';
import { uuidV7 } from '../../../host/store/ids.ts';
import { RunningStore } from '../../../host/store/running-store.ts';
import { temporaryDirectory } from '../../db/files.ts';

const quiet = { info: () => {}, warn: () => {}, error: () => {} };
const pin = '4829';

/** An empty folder with its program running, on simulated time, and its screen. */
async function empty() {
  const dataDir = temporaryDirectory();
  const scheduler = new SimulatedScheduler({ epochMs: Date.parse('2026-11-21T04:00:00Z') });
  const store = await RunningStore.open({
    ...{ dataDir, log: quiet, voice: 'none', scheduler, now: () => scheduler.wallNow(), idlePollMs: 7_000 },
  });
  let closed: Promise<void> | null = null;
  const close = () => {
    closed ??= (async () => {
      let isClosed = false;
      const closing = store.close().finally(() => {
        isClosed = true;
      });
      while (!isClosed) await scheduler.advance(100);
      await closing;
    })();
    return closed;
  };
  onTestFinished(close);
  const connection: Connection = { stationId: 'desk', isOwn: true, sessionToken: null };
  const call = appRouter.createCaller({ store, connection });
  const act = (name: string, data: object) =>
    call.act({ commandId: uuidV7(Date.now()), name, data } as Parameters<typeof call.act>[0]);
  return { store, call, connection, scheduler, act, close, file: path.join(dataDir, 'store.sqlite') };
}

type Opened = Awaited<ReturnType<typeof empty>>;

/** The manager signs in, technician 1 comes, serves the room's guest the first item, and the guest pays cash. */
async function serveAndPay({ call, store, act, scheduler }: Opened, { managerNo }: NewStoreAnswers): Promise<number> {
  await call.session.setFirstPin({ staffNo: managerNo, pin });
  await act('technician.comeOnDuty', { technicianNo: '1' });
  const { rooms } = store.board.snapshot();
  const [service] = store.board.catalog().services;
  const roomNo = rooms[0]?.no ?? '';
  await act('visit.open', { roomNo, guests: [{}], orders: [{ serviceCode: service?.code ?? '', choices: [] }] });
  const served = () => {
    const visit = store.board.snapshot().rooms.find(({ no }) => no === roomNo)?.visit;
    const [guest] = visit?.guests ?? [];
    const [clock] = guest?.clocks ?? [];
    if (!visit || !guest || !clock) throw new Error('nobody is served');
    return { visitId: visit.id, guestId: guest.id, clock };
  };
  await act('clock.start', { clockId: served().clock.id, reason: '没有报钟器' });
  expect(served().clock.state).toBe('started');
  await scheduler.advance((service?.minutes ?? 0) * 60_000);
  // An hour later the screen has locked itself.
  await call.session.unlock({ pin });
  await act('clock.end', { clockId: served().clock.id });
  const { visitId, guestId } = served();
  const { totalMinor } = await call.bills.preview({ visitId, guestIds: [guestId] });
  const payments = [{ tenderCode: 'cash', amountMinor: totalMinor }];
  await act('bill.settle', { visitId, guestIds: [guestId], payments, expectedTotalMinor: totalMinor });
  expect((await call.bills.today()).map((bill) => bill.totalMinor)).toEqual([totalMinor]);
  return totalMinor;
}

const combinations = presetNames.flatMap((kind) =>
  (['zh-CN', 'en'] as Language[]).map((language): [NewStoreAnswers['kind'], Language] => [kind, language]),
);

describe('a new store of its own', () => {
  it.each(combinations)('%s in %s: a guest is served and pays, and its books fit', async (kind, language) => {
    const drawn = fc.record({
      rooms: fc.constantFrom('2F 201-212', '８', 'V1-V3、A01'),
      roomKind: fc.constantFrom(...presets[kind].roomKinds.map(({ code }) => code)),
      technicians: fc.constantFrom('1-15', '1女 2男'),
      currency: fc.constantFrom(...presetCurrencies.map(({ code }) => code)),
      timeZone: fc.constantFrom('', 'Asia/Hong_Kong', 'America/New_York'),
    });
    for (const some of fc.sample(drawn, 2)) {
      const opened = await empty();
      const answers = { ...answersByDefault(kind, language), ...some };
      await opened.call.setup.fromAnswers(answers);
      expect(await serveAndPay(opened, answers)).toBeGreaterThan(0);
      await opened.close();
      expect(verifyStore(opened.file).problems).toEqual([]);
    }
  });

  it('is not made of answers that cannot be: each is named by its field, and nothing was written', async () => {
    const { call, store } = await empty();
    const wrong = { ...answersByDefault('spa', 'zh-CN'), rooms: '212-201', beds: '0' };
    await expect(call.setup.fromAnswers(wrong)).rejects.toMatchObject({
      cause: {
        code: 'NEW_STORE_INVALID',
        context: { problems: [{ field: 'rooms', fault: { code: 'backwards', right: '201-212' } }, { field: 'beds' }] },
      },
    });
    expect((await call.session.welcome()).needs).toBe('store');
    // What was wrong is put right, and the store is there.
    await call.setup.fromAnswers({ ...wrong, rooms: '201-212', beds: '１' });
    expect((await call.session.welcome()).needs).toBe('first-pin');
    expect(store.board.snapshot().rooms).toHaveLength(12);
  });

  it('says to the manager what it lacks, and to nobody else', async () => {
    const { call } = await empty();
    const answers = answersByDefault('foot-bath', 'zh-CN');
    await call.setup.fromAnswers(answers);
    await expect(call.setup.missing()).rejects.toMatchObject({ cause: { code: 'NOT_SIGNED_IN' } });
    await call.session.setFirstPin({ staffNo: answers.managerNo, pin });
    const codes = (await call.setup.missing()).map(({ code }) => code);
    expect(codes).toEqual(['technicians', 'staff', 'preset-prices', 'pay', 'printer', 'terminals', 'reader']);
  });

  it('is refused where there is a store, and to a screen that is not of this machine', async () => {
    const { call, store } = await empty();
    const answers = answersByDefault('massage', 'en');
    const stranger: Connection = { stationId: 'tablet', isOwn: false, sessionToken: null };
    const fromElsewhere = appRouter.createCaller({ store, connection: stranger }).setup.fromAnswers(answers);
    await expect(fromElsewhere).rejects.toMatchObject({ cause: { code: 'STATION_NOT_PAIRED' } });
    await call.setup.fromAnswers(answers);
    await expect(call.setup.fromAnswers({ ...answers, name: '另一家' })).rejects.toMatchObject({
      cause: { code: 'STORE_ALREADY_SET_UP' },
    });
    expect(store.board.catalog().store.name.en).toBe(answers.name);
  });
});
