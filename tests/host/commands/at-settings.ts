import type { SiteTechnician } from '../../../core/model/site/schema.ts';
import { sectionsOf } from '../../../core/model/site/sections.ts';
import { versionOf } from '../../../core/model/site/settings.ts';
import { TestStore } from '../test-store.ts';
import { end, guestsIn, settle, start } from './at-store.ts';

export const month = '2026-11';
export const sections = (store: TestStore) => sectionsOf(store.state.site.site, store.state.site.demo);

/** Sets the people as they are, changed; on a screen everybody who was there carries her id. */
export function setPeople(
  store: TestStore,
  change: (technicians: readonly SiteTechnician[]) => SiteTechnician[],
  fromDate?: string,
) {
  const { people } = sections(store);
  return store.act('settings.setPeople', {
    basedOn: versionOf(store.state.settings, 'people'),
    ...(fromDate === undefined ? {} : { fromDate }),
    value: { ...people, technicians: change(people.technicians) },
  });
}

/** Somebody new under a number: the one before is gone. */
export function anew(technicians: readonly SiteTechnician[], no: string): SiteTechnician[] {
  return technicians.map(({ id, ...one }) =>
    one.no === no ? { ...one, name: '新来的', hiredOn: '2026-11-21' } : { ...one, ...(id ? { id } : {}) },
  );
}

/** The technician serves the item in the room, and it is paid. */
export function serve(store: TestStore, roomNo: string, technicianNo: string): void {
  store.open(roomNo, '101', technicianNo);
  start(store, roomNo);
  store.wait(60);
  end(store, roomNo);
  settle(store, roomNo, guestsIn(store, roomNo), 13_800);
  store.act('room.clean', { roomNo });
}

export function workedAndLeft(): TestStore {
  const store = new TestStore();
  store.onDuty('2');
  serve(store, '201', '2');
  store.act('technician.goOffDuty', { technicianNo: '2' });
  return store;
}

export const earned = (store: TestStore) =>
  new Map(store.state.pay.totals(month).map(({ payeeNo, totalMinor }) => [payeeNo, totalMinor]));
export const books = (store: TestStore) => ({
  db: store.db,
  now: () => store.at,
  businessDate: () => store.businessDate,
});
