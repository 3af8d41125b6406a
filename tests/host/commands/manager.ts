import type { Clock } from '../../../core/model/clocks/clock.ts';
import type { SectionCommand } from '../../../core/model/site/commands.ts';
import type { ApprovedClockAct } from '../../../core/rules/clocks/approvals.ts';
import type { TestStore } from '../test-store.ts';

/** The manager approves one act, on a clock or another subject; gives the id to use. */
export function approval(
  store: TestStore,
  act: ApprovedClockAct | 'visit.changeRoom' | 'goods.cancel' | 'bill.settle' | 'site.import' | SectionCommand,
  subject: string,
  amountMinor?: number,
  kind = 'clock',
): string {
  const amount = amountMinor === undefined ? {} : { amountMinor };
  store.act(
    'authorisation.give',
    { act, subject: { kind, id: subject }, ...amount, reason: 'so be it', how: 'pin', askedBy: 'R01' },
    'M01',
  );
  return store.eventsOf('authorisation.given').at(-1)?.authorisationId ?? '';
}

/** The main clocks of a room, by time of order. */
export function clocksIn(store: TestStore, roomNo: string): Clock[] {
  const visit = store.state.visits.openIn(roomNo);
  return visit ? store.state.clocks.ofVisit(visit.id).filter(({ parentId }) => parentId === null) : [];
}

/** The first clock of a room. Throws where there is none. */
export function clockIn(store: TestStore, roomNo: string): Clock {
  const [clock] = clocksIn(store, roomNo);
  if (!clock) throw new Error(`no clock in ${roomNo}`);
  return clock;
}

/** The code something was refused with. */
export function codeOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
  return 'nothing';
}
