import { minuteMs } from '../../core/kernel/time.ts';
import type { CommandInput, CommandName } from '../../core/model/commands.ts';
import { nextLateAt } from '../../core/rules/clocks/decide-hand-back.ts';
import { nextOverrunAt } from '../../core/rules/clocks/decide-overrun.ts';
import { nextDueOf } from '../../core/rules/reservations/decide.ts';
import { nextPlanAt } from '../../core/rules/site/decide.ts';
import { nextLeftOpenAt } from '../../core/rules/visits/left-open.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import type { Duty } from './duty-clock.ts';

/** Runs a command of the store's own. */
export type RunDuty = <N extends CommandName>(name: N, data: CommandInput<N>) => void;

/** Looks at the time before anything else goes by it. */
export function timeLook(look: () => void): Duty {
  return { nextAt: () => Number.NEGATIVE_INFINITY, perform: look };
}

/** What is looked at once a minute, beginning a minute after the start. */
export function everyMinute(now: () => number, look: () => void): Duty {
  let nextAt = now() + minuteMs;
  return {
    nextAt: () => Number.NEGATIVE_INFINITY,
    perform: () => {
      if (now() < nextAt) return;
      nextAt = now() + minuteMs;
      look();
    },
  };
}

/** What is asked at each look: tells of a trading day that is another than at the look before. */
export function dayWatch(businessDate: () => string, onNewDay: () => void): () => void {
  let known: string | undefined;
  return () => {
    const today = businessDate();
    const isNew = known !== undefined && today !== known;
    known = today;
    if (isNew) onNewDay();
  };
}

/** Everything a store does by itself, in the order it is looked at. */
export function storeDuties(db: StoreDatabase, run: RunDuty): Duty[] {
  return [
    plannedSettings(db, run),
    reminders(db, run),
    lateCalls(db, run),
    overruns(db, run),
    endsOfHolds(db, run),
    reservations(db, run),
    openVisits(db, run),
  ];
}

/** Settings whose first trading day begins; one that has to wait for something is looked at again when that is over. */
function plannedSettings({ state }: StoreDatabase, run: RunDuty): Duty {
  return { nextAt: (now) => nextPlanAt(state, now), perform: () => run('settings.takeEffect', {}) };
}

/** The notice that a clock is about to end (催钟). */
function reminders({ state }: StoreDatabase, run: RunDuty): Duty {
  return {
    nextAt() {
      const next = state.clocks.toRemind(Number.MAX_SAFE_INTEGER)[0]?.dueAt ?? Number.POSITIVE_INFINITY;
      return next - state.site.site.store.reminderMinutes * minuteMs;
    },
    perform: () => run('clock.remindDue', {}),
  };
}

/** Who was called and has not come in time. */
function lateCalls({ state }: StoreDatabase, run: RunDuty): Duty {
  return { nextAt: () => nextLateAt(state), perform: () => run('clock.noticeLate', {}) };
}

/** Clocks that nobody ended, where the store extends them (自动加钟). */
function overruns({ state }: StoreDatabase, run: RunDuty): Duty {
  return { nextAt: (now) => nextOverrunAt(state, now), perform: () => run('clock.extendOverrun', {}) };
}

/** The end of a held place (留牌) whose regular did not come. */
function endsOfHolds({ state }: StoreDatabase, run: RunDuty): Duty {
  return {
    nextAt: () =>
      Math.min(...state.technicians.allMarks().map(({ heldUntil }) => heldUntil ?? Number.POSITIVE_INFINITY)),
    perform: () => run('technician.endDueHolds', {}),
  };
}

/** What is kept for a reservation as its time comes, and the mark of those who did not come. */
function reservations({ state }: StoreDatabase, run: RunDuty): Duty {
  return {
    nextAt: () => nextDueOf(state),
    perform: () => run('reservation.keepTime', {}),
  };
}

/** Visits that are still open after their trading day. */
function openVisits({ state }: StoreDatabase, run: RunDuty): Duty {
  return {
    nextAt: () => nextLeftOpenAt(state),
    perform: () => run('visit.noticeLeftOpen', {}),
  };
}
