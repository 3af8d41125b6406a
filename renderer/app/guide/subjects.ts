import type { RoomView } from '../../../host/parts/rooms/views.ts';
import type { TechnicianView } from '../../../host/parts/technicians/views.ts';
import type { Subject } from './places.ts';

/** What the steps are done with at the moment: as it stands on the board, null where there is none. */
export interface Subjects {
  rooms: Readonly<Record<Subject, string | null>>;
  /** What kind of items are first in the free room: a group. */
  freeKind: string | null;
  /** Called, and not in the room yet. */
  called: string | null;
  /** Not on duty. */
  resting: string | null;
  /** On duty and without a clock. */
  idle: string | null;
}

/** Chooses them, the first of each; of free rooms one that is neither the first nor the last, as a desk gives it. */
export function subjectsOf(rooms: Iterable<RoomView>, technicians: Iterable<TechnicianView>): Subjects {
  const all = [...rooms];
  const people = [...technicians];
  const clocksOf = ({ visit }: RoomView) => visit?.guests.flatMap(({ clocks }) => clocks) ?? [];
  const calledIn = all.find((room) => clocksOf(room).some(({ state }) => state === 'called'));
  const vacant = all.filter(({ state }) => state === 'vacant');
  const free = vacant[Math.floor(vacant.length / 2)];
  const first = (state: RoomView['state']) => all.find((room) => room.state === state)?.no ?? null;
  return {
    rooms: {
      free: free?.no ?? null,
      called: calledIn?.no ?? null,
      running: first('in-service'),
      toPay: first('awaiting-payment'),
      dirty: first('dirty'),
      blocked: first('out-of-order'),
    },
    freeKind: free?.kind ?? null,
    called: (calledIn ? clocksOf(calledIn) : []).find(({ state }) => state === 'called')?.technicianNo ?? null,
    resting: people.find(({ state }) => state === 'off-duty')?.no ?? null,
    idle: people.find(({ state }) => state === 'idle')?.no ?? null,
  };
}
