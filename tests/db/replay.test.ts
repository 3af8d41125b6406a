import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPresent } from '../../core/model/visits/visit.ts';
import { openVisits } from '../../db/queries/board.ts';
import { verifyStore } from '../../db/verify.ts';
import { howMany } from '../support/how-many.ts';
import { temporaryDirectory } from './files.ts';
import { misfits, ShopDay } from './shop-day.ts';

const rooms = ['201', '202', '203', '204', '205'];
const technicians = ['1', '2', '3', '4', '5', '6'];
const articles = ['D01', 'D02', 'D03'];

/** One act of a day, chosen by numbers; one that makes no sense now does nothing. */
const acts: readonly ((day: ShopDay, pick: (count: number) => number) => void)[] = [
  (day, pick) => {
    const no = technicians[pick(technicians.length)];
    if (!no) return;
    if (day.db.state.technicians.byNo(no)?.duty === 'on') {
      if (!day.db.state.clocks.busyOf(no)) day.goOffDuty(no);
    } else day.comeOnDuty(no);
  },
  (day, pick) => {
    const roomNo = rooms[pick(rooms.length)];
    if (roomNo && !day.db.state.visits.openIn(roomNo)) day.openRoom(roomNo, Array(1 + pick(3)).fill(null));
  },
  (day, pick) => {
    const free = technicians.filter((no) => !day.db.state.clocks.busyOf(no));
    const guestId = guestsIn(day)[pick(guestsIn(day).length)];
    if (guestId) day.order(guestId, free[pick(free.length + 1)] ?? null);
  },
  (day, pick) => {
    const called = clocksIn(day, 'called');
    const clock = called[pick(called.length)];
    if (clock) day.start(clock);
  },
  (day, pick) => {
    const running = clocksIn(day, 'started');
    const clock = running[pick(running.length)];
    if (clock) day.end(clock);
  },
  (day, pick) => {
    const running = clocksIn(day, 'started');
    const clock = running[pick(running.length)];
    if (clock) day.extend(clock);
  },
  (day, pick) => {
    const open = [...clocksIn(day, 'ordered'), ...clocksIn(day, 'called'), ...clocksIn(day, 'started')];
    const clock = open[pick(open.length)];
    if (clock) day.cancel(clock);
  },
  (day, pick) => {
    const running = [...clocksIn(day, 'called'), ...clocksIn(day, 'started')];
    const clock = running[pick(running.length)];
    const free = technicians.filter((no) => !day.db.state.clocks.busyOf(no));
    const technicianNo = free[pick(free.length)];
    if (clock && technicianNo) day.changeTechnician(clock, technicianNo);
  },
  (day, pick) => {
    const guestId = guestsIn(day)[pick(guestsIn(day).length)];
    const code = articles[pick(articles.length)];
    if (guestId && code) day.orderGoods(guestId, code);
  },
  (day, pick) => {
    const lines = openVisits(day.db.read).flatMap(({ goods }) =>
      goods.filter((line) => line.cancelledAt === null && line.billId === null),
    );
    const line = lines[pick(lines.length)];
    if (line) pick(2) === 0 ? day.cancelGoods(line.id) : day.deliver(line.id);
  },
  (day, pick) => {
    const guestId = guestsIn(day)[pick(guestsIn(day).length)];
    const roomNo = rooms[pick(rooms.length)];
    const from = guestId && day.db.state.visits.byId(day.db.state.visits.guest(guestId)?.visitId ?? '')?.roomNo;
    if (guestId && roomNo && from !== roomNo) day.moveGuest(guestId, roomNo);
  },
  (day, pick) => {
    const ready = openVisits(day.db.read).filter(({ visit }) => day.canSettle(visit.id));
    const chosen = ready[pick(ready.length)];
    if (chosen) day.settle(chosen.visit.id);
  },
  (day, pick) => {
    const no = technicians[pick(technicians.length)];
    if (no) day.dragTo(no, 1 + pick(technicians.length));
  },
  (day, pick) => day.adjustStock(articles[pick(articles.length)] ?? 'D01', pick(20) - 10),
  (day, pick) => day.wait(pick(40)),
  (day) => day.importSite(),
];

function guestsIn(day: ShopDay): string[] {
  return openVisits(day.db.read).flatMap(({ guests }) => guests.filter(isPresent).map((guest) => guest.id));
}

function clocksIn(day: ShopDay, state: 'ordered' | 'called' | 'started'): string[] {
  return openVisits(day.db.read).flatMap(({ clocks }) =>
    clocks.filter((clock) => clock.state === state && clock.parentId === null).map((clock) => clock.id),
  );
}

// Random days have the time they take on a machine that does other things too.
describe('any day', { timeout: 180_000 }, () => {
  it('replayed gives the same tables, and its books fit', async () => {
    const directory = temporaryDirectory();
    let files = 0;
    const step = fc.tuple(fc.nat(acts.length - 1), fc.array(fc.nat(1_000), { minLength: 3, maxLength: 3 }));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 60, maxLength: 120 }), async (steps) => {
        files += 1;
        const path = join(directory, `${files}.sqlite`);
        const day = new ShopDay();
        day.importSite();
        for (const no of technicians) day.comeOnDuty(no);
        for (const [act, numbers] of steps) {
          day.wait(1);
          const left = [...numbers];
          acts[act]?.(day, (count) => (count === 0 ? 0 : (left.shift() ?? 0) % count));
        }
        await day.db.copyTo(path);
        const result = verifyStore(path);
        day.db.close();
        expect(misfits(result)).toEqual([]);
        expect(result.checked.journalRows).toBeGreaterThan(technicians.length);
      }),
      { numRuns: howMany({ usual: 12, nightly: 125 }), endOnFailure: true },
    );
  });
});
