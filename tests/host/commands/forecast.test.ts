import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StoreError } from '../../../core/kernel/error.ts';
import { isGivenUpFreely } from '../../../core/model/clocks/giving-up.ts';
import { earlyMinutesOf, isLateToRoom, isUndoable } from '../../../core/model/clocks/timing.ts';
import type { CommandData, CommandName } from '../../../core/model/commands.ts';
import { decide } from '../../../core/parts.ts';
import { textDigest } from '../../../core/seal/text-digest.ts';
import { catalogOf } from '../../../host/parts/site/catalog.ts';
import { boardOf } from '../../../renderer/client/board-state.ts';
import { indexCatalog } from '../../../renderer/client/catalog-index.ts';
import { choicesIn, nextsFor, type OrderLine } from '../../../renderer/shared/orders/technician-choice.ts';
import { viewsOf } from '../screens/views-of.ts';
import { TestStore } from '../test-store.ts';
import { commandOf, smallStore, step } from './any-command.ts';

const reason = 'because';
const services = ['101', '104', '105', '201', '206', '204'];
const typed = ['', '', '', 'F', 'M', '1', '51', '3s', '0 2'];

/** What a screen holds now. */
function screenOf(store: TestStore) {
  return { board: boardOf(viewsOf(store).snapshot()), catalog: indexCatalog(catalogOf(store.db, 1)) };
}

/** Why a command would be refused now; null where it would not. Nothing is changed. */
function refusal<N extends CommandName>(store: TestStore, name: N, data: CommandData<N>): string | null {
  try {
    decide(store.state, name, data, {
      ...{ at: store.at, businessDate: store.businessDate, actor: 'R01', station: 'desk' },
      newId: () => store.newId(),
      digestOf: textDigest,
    });
    return null;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return error.code;
  }
}

/** Every clock in the house as screens have it. */
function clocksShown(store: TestStore) {
  const { board } = screenOf(store);
  return [...board.rooms.values()].flatMap(({ visit }) => visit?.guests.flatMap(({ clocks }) => clocks) ?? []);
}

function expectButtonsRight(store: TestStore): void {
  const { catalog } = screenOf(store);
  for (const clock of clocksShown(store)) {
    const { id: clockId, serviceCode } = clock;
    const { at } = store;
    if (clock.parentId !== null) {
      const undo = refusal(store, 'clock.undoExtension', { clockId, reason });
      expect(isUndoable(clock, catalog.store, at), 'take an extension back').toBe(undo === null);
    } else if (clock.state === 'started') {
      const service = catalog.serviceByCode.get(serviceCode) ?? {};
      const end = refusal(store, 'clock.end', { clockId });
      expect(earlyMinutesOf(clock, service, catalog.store, at) > 0, 'end early').toBe(end === 'EARLY_END_NEEDS_REASON');
      const cancel = refusal(store, 'clock.cancel', { clockId, reason });
      if (isGivenUpFreely(clocksShown(store), clock, catalog.store, at))
        expect(cancel, 'give up freely').not.toBe('AUTHORISATION_NEEDED');
    } else if (clock.state === 'called') {
      const late = refusal(store, 'clock.replaceLate', { clockId, reason });
      expect(isLateToRoom(clock, catalog.store, at), 'late to the room').toBe(late !== 'CLOCK_NOT_LATE');
    }
  }
}

/** Opens a vacant room with some lines typed into its form, and compares who is called with whom the form named. */
function expectFormRight(store: TestStore, lines: readonly OrderLine[]): void {
  const room = store.state.site.site.rooms.find(
    ({ no, beds }) => beds >= 4 && !store.state.visits.openIn(no) && store.state.rooms.byNo(no)?.dirtySince === null,
  );
  if (!room) return;
  const { board, catalog } = screenOf(store);
  const orders = lines.flatMap(({ serviceCode, technician }) => {
    const { guests = 1 } = catalog.serviceByCode.get(serviceCode) ?? {};
    return [{ serviceCode, choices: choicesIn(technician) }, ...Array<null>(guests - 1).fill(null)];
  });
  const named = nextsFor(board, catalog, lines);
  const events = refusable(() => store.act('visit.open', { roomNo: room.no, guests: orders.map(() => ({})), orders }));
  if (!events) return;
  const called = new Map(
    events.flatMap((one) => (one.type === 'clock.called' ? [[one.payload.clockId, one.payload.technicianNo]] : [])),
  );
  const ordered = events.flatMap((one) => (one.type === 'clock.ordered' ? [one.payload] : []));
  const items = Map.groupBy(ordered, ({ clockId, pairOf }) => pairOf ?? clockId);
  [...items.values()].forEach((item, at) => {
    const rotation = item.find(({ choice }) => choice.kind === 'rotation');
    // An item for several is called when all of them can come; whom the form names waits along.
    if (!rotation || (item.length > 1 && !called.has(rotation.clockId))) return;
    const text = `line ${at + 1} of ${JSON.stringify(lines)}`;
    expect(named[at], text).toBe(called.get(rotation.clockId) ?? null);
  });
}

/** What an act gives; null where it is refused. */
function refusable<T>(act: () => T): T | null {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return null;
  }
}

describe('what a screen foresees is what the command does', { timeout: 180_000 }, () => {
  it('on any day: buttons by the grace, the early end and the way to the room; the form by the queue', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 40, maxLength: 80 }), (steps) => {
        const store = smallStore();
        steps.forEach((one, index) => {
          store.wait(one.minutes);
          const command = commandOf(store, one);
          if (command) refusable(() => store.act(command.name, command.data as never));
          expectButtonsRight(store);
          if (index % 4 > 0) return;
          const at = (no: number, list: readonly string[]) => list[(one.numbers[no] ?? 0) % list.length] ?? '';
          const line = (no: number) => ({ serviceCode: at(no, services), technician: at(no + 1, typed) });
          expectFormRight(store, index % 8 === 0 ? [line(0)] : [line(0), line(2)]);
        });
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });

  it('gives nobody twice: who is kept for an item that takes two is neither named, nor shown as free, nor converted', () => {
    const store = new TestStore();
    store.onDuty('1');
    store.act('visit.open', { roomNo: '202', guests: [{}, {}], orders: [{ serviceCode: '104' }, null] });
    const { board, catalog } = screenOf(store);
    expect(nextsFor(board, catalog, [{ serviceCode: '101', technician: '' }])).toEqual([null]);
    expect(board.queues.flatMap(({ places }) => places)).toMatchObject([{ technicianNo: '1', available: false }]);
    const converted = { kind: 'converted' as const, technicianNo: '1' };
    const orders = [{ serviceCode: '101', choices: [converted], otherGuestIds: [] }];
    expect(refusal(store, 'visit.open', { roomNo: '201', guests: [{}], orders })).toBe('TECHNICIAN_NOT_NEXT');
  });
});
