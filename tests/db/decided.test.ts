import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StoreError } from '../../core/kernel/error.ts';
import { businessDateOf } from '../../core/kernel/time.ts';
import type { CommandData, CommandName } from '../../core/model/commands.ts';
import type { StoreEvent } from '../../core/model/events.ts';
import { isPresent } from '../../core/model/visits/visit.ts';
import { decide, react } from '../../core/parts.ts';

import { billDue } from '../../core/rules/bills/decide.ts';
import { textDigest } from '../../core/seal/text-digest.ts';
import { openVisits } from '../../db/queries/board.ts';
import { verifyStore } from '../../db/verify.ts';
import { howMany } from '../support/how-many.ts';
import { temporaryDirectory } from './files.ts';
import { ShopDay } from './shop-day.ts';

type Command = { [N in CommandName]: { name: N; data: CommandData<N> } }[Exclude<CommandName, 'site.import'>];

/** Decides and appends as the running store does: the command, then what follows, in one transaction. */
function execute(day: ShopDay, { name, data }: Command): void {
  const { at, db } = day;
  const businessDate = businessDateOf(at, 'Asia/Shanghai', '05:00');
  const context = { at, businessDate, actor: 'M01', newId: () => day.id(), digestOf: textDigest };
  const command = { id: day.id(), hash: 'h', at, businessDate, actor: 'M01', station: 'desk' };
  db.transact((tx) => {
    const append = (events: StoreEvent[]) => db.append(tx, command, events, () => day.id());
    append(decide(db.state, name, data as never, context));
    for (let more = react(db.state, context); more.length > 0; more = react(db.state, context)) append(more);
  });
}

const technicians = ['1', '2', '3', '4'];
const rooms = ['201', '202', '301'];
const services = ['101', '104', '206', '105'];
const reason = 'because';

/** A command a screen could send now; `pick` chooses a number below. */
function commandNow(day: ShopDay, kind: number, pick: (count: number) => number): Command | null {
  const { state } = day.db;
  const of = <T>(list: readonly T[]): T | undefined => list[pick(list.length)];
  const visit = of(openVisits(day.db.read));
  const present = visit?.guests.filter(isPresent) ?? [];
  const guest = of(present);
  const clock = of(visit?.clocks.filter(({ parentId }) => parentId === null) ?? []);
  const roomNo = of(rooms) ?? '201';
  const technicianNo = of(technicians) ?? '1';
  switch (kind) {
    case 0: {
      const serviceCode = of(services) ?? '101';
      const choices = pick(2) === 0 ? [] : [{ kind: 'requested' as const, technicianNo }];
      const guests = [{}, {}].slice(pick(2));
      return { name: 'visit.open', data: { roomNo, guests, orders: [{ serviceCode, choices }] } };
    }
    case 1:
      if (!guest) return null;
      return {
        name: 'clock.order',
        data: {
          guestId: guest.id,
          serviceCode: of(services) ?? '101',
          choices: [],
          otherGuestIds: pick(2) === 0 ? present.filter(({ id }) => id !== guest.id).map(({ id }) => id) : [],
        },
      };
    case 2:
      return clock ? { name: 'clock.start', data: { clockId: clock.id, atRoomNo: clock.roomNo } } : null;
    case 3:
      return clock ? { name: 'clock.end', data: { clockId: clock.id, reason } } : null;
    case 4:
      return clock ? { name: 'clock.cancel', data: { clockId: clock.id, reason } } : null;
    case 5:
      return clock ? { name: 'clock.extend', data: { clockId: clock.id, units: 1 + pick(3) } } : null;
    case 6:
      if (!clock) return null;
      return { name: 'clock.changeTechnician', data: { clockId: clock.id, choice: { kind: 'rotation' }, reason } };
    case 7:
      if (!visit || !guest) return null;
      return { name: 'visit.changeRoom', data: { visitId: visit.visit.id, toRoomNo: roomNo, guestIds: [guest.id] } };
    case 8: {
      if (!guest) return null;
      const lines = [{ goodsCode: of(['D01', 'D02', 'F01']) ?? 'D01', quantity: 1 + pick(3) }];
      return { name: 'goods.order', data: { guestId: guest.id, lines } };
    }
    case 9: {
      const line = of(visit?.goods ?? []);
      return line ? { name: 'goods.cancel', data: { lineId: line.id, reason } } : null;
    }
    case 10: {
      if (!visit || !guest) return null;
      const guestIds = pick(2) === 0 ? [guest.id] : present.map(({ id }) => id);
      const expectedTotalMinor = billDue(state, visit.visit.id, guestIds).totalMinor;
      const payments = [{ tenderCode: 'cash-hkd', amountMinor: 5_000_000 }];
      return { name: 'bill.settle', data: { visitId: visit.visit.id, guestIds, payments, expectedTotalMinor } };
    }
    case 11:
      return { name: 'room.clean', data: { roomNo } };
    case 12:
      if (state.technicians.byNo(technicianNo)?.duty === 'off')
        return { name: 'technician.comeOnDuty', data: { technicianNo } };
      return { name: pick(2) === 0 ? 'technician.goOffDuty' : 'technician.rest', data: { technicianNo } };
    case 13:
      return { name: 'technician.comeBack', data: { technicianNo } };
    case 14: {
      const position = 1 + pick(4);
      return { name: 'rotation.move', data: { queueId: 'foot', technicianNo, position, reason } };
    }
    default:
      return { name: 'clock.remindDue', data: {} };
  }
}

/** How often each kind of command is tried: what moves a day on more often than what disturbs it. */
const kinds = [
  0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 4, 5, 5, 5, 6, 7, 7, 8, 8, 8, 9, 10, 10, 10, 11, 11, 11, 12, 13,
].concat([13, 14, 15, 15]);

// Random days have the time they take on a machine that does other things too.
describe('any day that was decided', { timeout: 180_000 }, () => {
  it('replayed gives the same tables, and its books fit', async () => {
    const directory = temporaryDirectory();
    let files = 0;
    let done = 0;
    const step = fc.tuple(fc.constantFrom(...kinds), fc.array(fc.nat(1_000), { minLength: 9, maxLength: 9 }));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 200, maxLength: 300 }), async (steps) => {
        files += 1;
        const path = join(directory, `${files}.sqlite`);
        const day = new ShopDay();
        day.importSite();
        for (const technicianNo of technicians) execute(day, { name: 'technician.comeOnDuty', data: { technicianNo } });
        for (const [kind, numbers] of steps) {
          day.wait(7);
          const left = [...numbers];
          const pick = (count: number) => (count === 0 ? 0 : (left.shift() ?? 0) % count);
          try {
            const command = commandNow(day, kind, pick);
            if (command) execute(day, command);
            done += 1;
          } catch (error) {
            // A refusal changes nothing; anything else is a fault.
            if (!(error instanceof StoreError)) throw error;
          }
        }
        await day.db.copyTo(path);
        const result = verifyStore(path);
        day.db.close();
        expect(result.problems).toEqual([]);
      }),
      { numRuns: howMany({ usual: 12, nightly: 125 }), endOnFailure: true },
    );
    expect(done).toBeGreaterThan(500);
  });
});
