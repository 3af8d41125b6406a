import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import type { GuideView } from '../../../../host/parts/guide/views.ts';
import { RunningStore } from '../../../../host/store/running-store.ts';
import { temporaryDirectory } from '../../../db/files.ts';

const log = { info: () => {}, warn: () => {}, error: () => {} };
const desk = { stationId: 'desk', isOwn: true, sessionToken: null };
/** On a Saturday evening in Shanghai. */
const opensAt = Date.parse('2026-11-28T12:30:00Z');

let open: RunningStore[] = [];
afterEach(async () => {
  for (const store of open) await store.close();
  open = [];
});

async function demo(dataDir = temporaryDirectory(), evening = true): Promise<RunningStore> {
  let passed = 0;
  const now = () => opensAt + passed++;
  const store = await RunningStore.open({ dataDir, demo: true, evening, log, voice: 'none', now });
  open.push(store);
  return store;
}

const ticked = (view: GuideView | null) =>
  Object.values(view ?? {}).flatMap((steps) => steps.flatMap(({ id, doneAt }) => (doneAt === null ? [] : [id])));
const doneIn = (store: RunningStore) => ticked(store.guide.view());

/** A room that nobody is in, opened at the desk; the guest in it. */
function openRoom(store: RunningStore, orders: object[]): { guestId: string; visitId: string } {
  const room = store.board.snapshot().rooms.find(({ state, kind }) => state === 'vacant' && kind === 'foot');
  store.act(desk, randomUUID(), {
    name: 'visit.open',
    data: { roomNo: room?.no ?? '', guests: [{}], orders },
  } as never);
  const visit = store.board.snapshot().rooms.find(({ no }) => no === room?.no)?.visit;
  return { guestId: visit?.guests[0]?.id ?? '', visitId: visit?.id ?? '' };
}

describe('the guide of a demo', () => {
  test.each([true, false])('begins with nothing done, whatever the house did before (evening: %s)', async (evening) => {
    const store = await demo(temporaryDirectory(), evening);
    expect(doneIn(store)).toEqual([]);
    const { receptionist, ...others } = store.guide.view() ?? ({} as GuideView);
    for (const steps of [receptionist, ...Object.values(others)]) {
      expect(steps.length).toBeGreaterThanOrEqual(5);
      expect(steps.length).toBeLessThanOrEqual(8);
    }
  });

  test('ticks a step by what is in the journal, once and for good, also after a new start', async () => {
    const dataDir = temporaryDirectory();
    const store = await demo(dataDir);
    const { guestId } = openRoom(store, [{ serviceCode: '41' }]);
    expect(doneIn(store)).toEqual(['open']);
    const at = store.guide.view()?.receptionist.find(({ id }) => id === 'open')?.doneAt;
    store.act(desk, randomUUID(), {
      name: 'goods.order',
      data: { guestId, lines: [{ goodsCode: 'D01', quantity: 1 }] },
    });
    openRoom(store, []);
    expect(doneIn(store)).toEqual(['open', 'goods']);
    expect(store.guide.view()?.receptionist.find(({ id }) => id === 'open')?.doneAt).toBe(at);
    await store.close();
    open = [];
    expect(doneIn(await demo(dataDir))).toEqual(['open', 'goods']);
  });

  test('ticks what a card at a terminal did: on duty in the clock room, a clock in the room', async () => {
    const store = await demo(temporaryDirectory(), false);
    const { terminals } = store.simulatedDevices.view();
    const terminalIn = (roomNo: string | null) => terminals.find((terminal) => terminal.roomNo === roomNo)?.id ?? '';
    const isOnline = (id: string) => () => store.simulatedDevices.view().terminals.find((one) => one.id === id)?.online;
    await expect.poll(isOnline(terminalIn(null))).toBe(true);
    store.simulatedDevices.holdCard(terminalIn(null), 'technician:2');
    await expect.poll(() => doneIn(store)).toEqual(['duty']);
    const { visitId } = openRoom(store, [{ serviceCode: '41' }]);
    const room = store.board.snapshot().rooms.find(({ visit }) => visit?.id === visitId);
    await expect.poll(isOnline(terminalIn(room?.no ?? ''))).toBe(true);
    store.simulatedDevices.holdCard(terminalIn(room?.no ?? ''), 'technician:2');
    await expect.poll(() => doneIn(store)).toEqual(['open', 'duty', 'start']);
  });

  test('begins anew in a practice, and leaves what was done in the demo as it is', async () => {
    const store = await demo(temporaryDirectory(), false);
    openRoom(store, []);
    store.act(desk, randomUUID(), { name: 'technician.comeOnDuty', data: { technicianNo: '2' } });
    const { token } = await store.practiceRuns.join(desk, 'M01');
    const practice = store.practiceRuns.storeOf(token) as unknown as RunningStore;
    expect([doneIn(practice), doneIn(store)]).toEqual([[], ['open', 'duty']]);
    openRoom(practice, [{ serviceCode: '41' }]);
    expect([doneIn(practice), doneIn(store)]).toEqual([['open'], ['open', 'duty']]);
  });

  test('is nobody’s in a store that is real', async () => {
    const store = await RunningStore.open({ dataDir: temporaryDirectory(), log, voice: 'none' });
    open.push(store);
    expect(store.guide.view()).toBeNull();
  });
});
