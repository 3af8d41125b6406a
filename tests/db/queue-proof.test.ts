import { expect, it } from 'vitest';
import type { JournalEvent } from '../../core/model/events.ts';

import { verifyStore } from '../../db/verify.ts';
import { TestStore } from '../host/test-store.ts';
import { damagedCopy } from './files.ts';
import { codesOf, journalOf, written } from './forged.ts';

/** A short day: three clocks of the rotation, of which the last one runs. */
function day(): JournalEvent[] {
  const store = new TestStore();
  store.onDuty('1', '2', '3');
  for (const roomNo of ['202', '203', '204']) {
    store.open(roomNo, '101');
    store.wait(1);
    const visitId = store.state.visits.openIn(roomNo)?.id ?? '';
    const [clock] = store.state.clocks.ofVisit(visitId);
    if (!clock) throw new Error('nobody was called');
    store.act('clock.start', { clockId: clock.id, atRoomNo: roomNo });
    store.wait(61);
    if (roomNo !== '204') store.act('clock.end', { clockId: clock.id });
  }
  return journalOf(store);
}

it('a journal written anew as it was is in order', () => {
  expect(verifyStore(written(day())).problems).toEqual([]);
});

it('names the start of a clock without its move, though chain, tables and all other moves fit', () => {
  const events = day();
  const last = events.findLast(({ type }) => type === 'rotation.moved');
  const { problems } = verifyStore(written(events.filter((event) => event !== last)));
  expect(codesOf(problems)).toEqual(['QUEUE_MOVE_LACKING']);
  expect(problems[0]?.context).toMatchObject({ queueId: 'foot', technicianNo: '3', happened: 'rotation-started' });
});

it.each([
  ['a cancelled clock', 'cancelled-before-start'],
  ['coming back too late from a rest', 'back-late'],
  ['going home', 'off-duty'],
])('names the lacking move of %s', (_, happened) => {
  const store = new TestStore();
  store.onDuty('1', '2', '3');
  store.open('202', '101');
  const visitId = store.state.visits.openIn('202')?.id ?? '';
  const [called] = store.state.clocks.ofVisit(visitId);
  // Two go behind number 1 while that one is called: giving the clock up leads back before them.
  for (const no of ['2', '3']) {
    store.act('technician.goOffDuty', { technicianNo: no });
    store.act('technician.comeOnDuty', { technicianNo: no });
  }
  store.act('rotation.move', { queueId: 'foot', technicianNo: '1', position: 3, reason: 'x' });
  store.act('clock.cancel', { clockId: called?.id ?? '', reason: 'x' });
  store.act('technician.rest', { technicianNo: '1' });
  store.wait(120);
  store.act('technician.comeBack', { technicianNo: '1' });
  store.act('technician.goOffDuty', { technicianNo: '3' });
  const events = journalOf(store);
  expect(verifyStore(written(events)).problems).toEqual([]);
  const move = events.findLast((event) => event.type === 'rotation.moved' && event.payload.because.event === happened);
  expect(move).toBeDefined();
  const lacking = verifyStore(written(events.filter((event) => event !== move))).problems;
  expect(lacking.find(({ code }) => code === 'QUEUE_MOVE_LACKING')?.context).toMatchObject({
    queueId: 'foot',
    happened,
  });
});

it('names commission that was left out, or given for another amount', () => {
  const events = day();
  const earned = events.findLast(({ type }) => type === 'commission.earned');
  expect(codesOf(verifyStore(written(events.filter((event) => event !== earned))).problems)).toEqual([
    'EARNING_WRONG',
    'COMMISSION_MISSING',
  ]);
  const raised = events.map((event): JournalEvent => {
    if (event !== earned || event.type !== 'commission.earned') return event;
    const parts = event.payload.parts.map((part) => ({
      ...part,
      amountMinor: part.amountMinor + 100,
      shares: part.shares.map((share, index) => (index === 0 ? share + 100 : share)),
    }));
    return { ...event, payload: { ...event.payload, parts } };
  });
  expect(codesOf(verifyStore(written(raised)).problems)).toEqual(['EARNING_WRONG', 'COMMISSION_DIFFERS']);
});

it('names whoever is on duty and stands in one group’s queue, but not in the other’s', () => {
  const site = new TestStore().state.site.site;
  const double = {
    ...site,
    technicians: site.technicians.map((one) => (one.no === '1' ? { ...one, groups: ['foot', 'spa'] } : one)),
  };
  const store = new TestStore(double);
  store.onDuty('1');
  const path = written(journalOf(store));
  expect(verifyStore(path).problems).toEqual([]);
  const { problems } = verifyStore(damagedCopy(path, `DELETE FROM queue_places WHERE queueId = 'spa'`));
  expect(problems.find(({ code }) => code === 'QUEUE_LOST')?.context).toEqual({ technicianNo: '1', queueId: 'spa' });
});
