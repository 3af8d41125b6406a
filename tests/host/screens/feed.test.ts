import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StoreError } from '../../../core/kernel/error.ts';
import type { Site } from '../../../core/model/site/schema.ts';
import { Kitchen } from '../../../host/parts/goods/kitchen.ts';
import type { BoardViews } from '../../../host/screens/board-views.ts';
import type { BoardChange } from '../../../host/screens/views.ts';
import { applyChange, type Board, boardOf } from '../../../renderer/client/board-state.ts';
import { exampleSite } from '../../db/shop-day.ts';
import { type AnyCommand, commandOf, smallStore, step } from '../commands/any-command.ts';
import { TestStore } from '../test-store.ts';
import { viewsOf } from './views-of.ts';

const reason = 'because';
/** A screen that loaded the board once and then only hears the changes, as the screens of the product do. */
class Screen {
  board: Board;
  /** How often it had to load the whole board again. */
  reloads = 0;
  readonly stale = new Set<BoardChange['stale'][number]>();
  readonly #store: TestStore;
  readonly #views: BoardViews;
  #kitchen: string;

  constructor(store: TestStore) {
    this.#store = store;
    this.#views = viewsOf(store);
    this.board = boardOf(this.#views.snapshot());
    this.#kitchen = this.#kitchenNow();
    store.onCommitted = (events) => this.#take(this.#views.changeOf(events));
  }

  /** Shows exactly what a screen shows that loads the board now. */
  expectFresh(): void {
    const shown = { ...this.board, recent: [], spotlight: null };
    expect(shown).toEqual(boardOf(this.#views.snapshot()));
    if (!this.stale.has('kitchen')) expect(this.#kitchen).toBe(this.#kitchenNow());
    else this.#kitchen = this.#kitchenNow();
    this.stale.clear();
  }

  #take(change: BoardChange): void {
    const next = applyChange(this.board, change);
    expect(next).not.toBe('old');
    for (const list of change.stale) this.stale.add(list);
    if (next === 'gap') {
      this.reloads += 1;
      this.board = boardOf(this.#views.snapshot());
    } else if (next !== 'old') {
      this.board = next;
    }
  }

  #kitchenNow(): string {
    const { db } = this.#store;
    return JSON.stringify(new Kitchen({ db, businessDate: () => this.#store.businessDate, jobs: () => [] }).list());
  }
}

const act = (store: TestStore, { name, data }: AnyCommand) => store.act(name, data as never);

// Random days have the time they take on a machine that does other things too.
/** How many commands brought settings into force. */
function settingsTaken(store: TestStore): number {
  const sql = `SELECT COUNT(DISTINCT commandId) AS count FROM journal WHERE type LIKE 'settings.%Set'`;
  return store.db.read.get<{ count: number }>(sql)?.count ?? 0;
}

describe('a screen that hears the changes', { timeout: 180_000 }, () => {
  it('shows after every command of any day what a fresh one shows', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 60, maxLength: 120 }), (steps) => {
        const store = smallStore();
        const screen = new Screen(store);
        const before = settingsTaken(store);
        for (const one of steps) {
          const day = store.businessDate;
          store.wait(one.minutes);
          const command = commandOf(store, one);
          try {
            if (command) act(store, command);
          } catch (error) {
            if (!(error instanceof StoreError)) throw error;
          }
          if (store.businessDate !== day) return;
          screen.expectFresh();
        }
        // Other settings, and nothing else, have a screen load everything again.
        expect(screen.reloads).toBe(settingsTaken(store) - before);
      }),
      // A failing day is shown as it is: making it shorter would take minutes.
      { numRuns: 12, endOnFailure: true },
    );
  });

  it('names the band and the number of guests of an open call as they are now', () => {
    const store = new TestStore();
    store.onDuty('1');
    store.open('202', '101', undefined, 2);
    const visit = store.state.visits.openIn('202');
    const guests = store.state.visits.guestsOf(visit?.id ?? '');
    const screen = new Screen(store);
    store.act('visit.setWristband', { guestId: guests[0]?.id ?? '', wristbandNo: '7' });
    screen.expectFresh();
    expect(screen.board.calls[0]?.wristbandNo).toBe('7');
    store.act('visit.addGuest', { visitId: visit?.id ?? '' });
    screen.expectFresh();
    expect(screen.board.calls[0]?.guestCount).toBe(3);
  });

  it('shows where a technician works after the guest changed rooms', () => {
    const store = new TestStore();
    store.onDuty('1');
    store.open('201', '101');
    const visitId = store.state.visits.openIn('201')?.id ?? '';
    const clockId = store.state.clocks.ofVisit(visitId)[0]?.id ?? '';
    store.act('clock.start', { clockId, atRoomNo: '201' });
    const screen = new Screen(store);
    store.act('visit.changeRoom', { visitId, toRoomNo: '202' });
    screen.expectFresh();
    expect(screen.board.technicians.get('1')?.clock?.roomNo).toBe('202');
  });

  it('shows what comes next as such: who goes on, no alarm before its time, and how technicians were chosen', () => {
    const store = new TestStore();
    store.onDuty('1');
    const picked = { serviceCode: '101', choices: [{ kind: 'picked' as const, technicianNo: '1' }] };
    store.act('visit.open', { roomNo: '201', guests: [{}], orders: [picked] });
    const visitId = store.state.visits.openIn('201')?.id ?? '';
    const [first] = store.state.clocks.ofVisit(visitId);
    const clockId = first?.id ?? '';
    store.act('clock.start', { clockId, atRoomNo: '201' });
    const screen = new Screen(store);
    const next = { guestId: first?.guestId ?? '', serviceCode: '105', choices: [{ kind: 'same' as const }] };
    store.act('clock.order', { ...next, after: clockId });
    screen.expectFresh();
    const room = () => screen.board.rooms.get('201');
    expect(room()).toMatchObject({ state: 'in-service', alarmAt: null });
    expect(room()?.visit?.guests[0]?.clocks[1]).toMatchObject({ afterId: clockId, requestedNo: '1', state: 'ordered' });
    expect(screen.board.technicians.get('1')?.today).toMatchObject({
      ...{ rotation: 0, requested: 1 },
      types: [{ type: 'picked', count: 1 }],
    });
    store.wait(60);
    store.act('clock.end', { clockId });
    screen.expectFresh();
    const alarmAt = store.at + store.state.site.site.store.waitingAlarmMinutes * 60_000;
    expect(room()).toMatchObject({ state: 'waiting', alarmAt });
  });

  it('takes an extension off the day of whoever served it, also when another works now', () => {
    const store = new TestStore();
    store.onDuty('1', '2');
    store.open('201', '101', '1');
    const visitId = store.state.visits.openIn('201')?.id ?? '';
    const clockId = store.state.clocks.ofVisit(visitId)[0]?.id ?? '';
    store.act('clock.start', { clockId, atRoomNo: '201' });
    store.act('clock.extend', { clockId });
    store.act('clock.changeTechnician', { clockId, choice: { kind: 'requested', technicianNo: '2' }, reason });
    const screen = new Screen(store);
    expect(screen.board.technicians.get('1')?.today.extension).toBe(1);
    store.act('clock.cancel', { clockId, reason });
    screen.expectFresh();
    expect(screen.board.technicians.get('1')?.today.extension).toBe(0);
  });

  it('tells the kitchen where the guest of an order is now', () => {
    const store = new TestStore();
    store.open('201', null);
    const visitId = store.state.visits.openIn('201')?.id ?? '';
    const guestId = store.state.visits.guestsOf(visitId)[0]?.id ?? '';
    store.act('goods.order', { guestId, lines: [{ goodsCode: 'F01', quantity: 1 }] });
    const screen = new Screen(store);
    store.act('visit.changeRoom', { visitId, toRoomNo: '202' });
    expect(screen.stale).toContain('kitchen');
    screen.expectFresh();
    store.act('visit.setWristband', { guestId, wristbandNo: '3' });
    expect(screen.stale).toContain('kitchen');
  });

  it('loads everything again after a new site file, with other rooms, people and queues', () => {
    const store = new TestStore();
    const screen = new Screen(store);
    const site = exampleSite();
    const other: Site = {
      ...site,
      rooms: site.rooms.filter((room) => room.no !== '212').toReversed(),
      technicians: site.technicians.slice(1),
      rotation: site.rotation.map((entry) => ({ ...entry, byGender: !entry.byGender })),
      buses: [],
    };
    store.act('site.import', { site: other, demo: false });
    screen.expectFresh();
    expect(screen.board.roomNos[0]).toBe(other.rooms[0]?.no);
    expect(screen.reloads).toBe(1);
  });
});
