import type { DecisionContext } from '../../kernel/context.ts';
import { minuteMs } from '../../kernel/time.ts';
import type { Clock } from '../../model/clocks/clock.ts';
import { clockError } from '../../model/clocks/errors.ts';
import { wrongClockState } from '../../model/clocks/find.ts';
import { isUndoable } from '../../model/clocks/timing.ts';
import type { CommandData } from '../../model/commands.ts';
import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import type { StoreState } from '../../model/state.ts';

import { extendTogether } from './decide.ts';

type OverrunState = Pick<StoreState, 'site' | 'clocks'>;

/**
 * Clocks that run past their end extend themselves by one unit, where the store says so; asked by the store's own
 * clock. Each running over is extended once, and what a person took back is left alone.
 */
export function extendOverrun(state: StoreState, ctx: DecisionContext): StoreEvent[] {
  const done = new Set<string>();
  const events: StoreEvent[] = [];
  for (const clock of state.clocks.busy()) {
    const at = overrunAt(state, clock);
    const item = clock.pairOf ?? clock.id;
    if (at === null || ctx.at < at || isForgotten(state, clock, ctx.at) || done.has(item)) continue;
    done.add(item);
    const overdueMinutes = Math.floor((ctx.at - (clock.dueAt ?? ctx.at)) / minuteMs);
    events.push(...extendTogether(state, clock, 1, { automatic: { overdueMinutes } }, ctx, events));
  }
  return events;
}

/** When the next clock will extend itself, UTC ms; infinite where none will. `now`: UTC ms. */
export function nextOverrunAt(state: OverrunState, now: number): number {
  const clocks = state.site.site.store.autoExtend.enabled ? state.clocks.busy() : [];
  return Math.min(
    ...clocks.filter((clock) => !isForgotten(state, clock, now)).map((clock) => overrunAt(state, clock) ?? Infinity),
  );
}

/** A person at the desk takes back what a clock did by itself, as long as the store's grace allows. */
export function undoExtension(
  state: StoreState,
  { clockId, reason }: CommandData<'clock.undoExtension'>,
  ctx: DecisionContext,
): StoreEvent[] {
  const extension = state.clocks.byId(clockId);
  if (!extension) throw clockError('CLOCK_UNKNOWN', { clockId });
  if (extension.parentId === null || !extension.automatic) throw clockError('EXTENSION_NOT_AUTOMATIC', { clockId });
  if (extension.state !== 'started') throw wrongClockState(extension);
  const { store } = state.site.site;
  if (!isUndoable(extension, store, ctx.at)) {
    throw clockError('EXTENSION_GRACE_OVER', { minutes: store.cancelGraceMinutes });
  }
  return extendedAlong(state, extension).flatMap(({ main, own }) => {
    if (own.technicianNo === null || main.dueAt === null) return [];
    return [
      event('clock.extensionUndone', {
        clockId: own.id,
        parentId: main.id,
        visitId: own.visitId,
        roomNo: own.roomNo,
        serviceCode: own.serviceCode,
        technicianNo: own.technicianNo,
        minutes: own.minutes,
        dueAt: main.dueAt - own.minutes * minuteMs,
        reason,
      }),
    ];
  });
}

/** The extension and those that the item's other technicians got with it. */
function extendedAlong(state: StoreState, extension: Clock): { main: Clock; own: Clock }[] {
  const first = state.clocks.byId(extension.parentId ?? '');
  const mains = first ? state.clocks.ofItem(first.pairOf ?? first.id) : [];
  return mains.flatMap((main) => {
    const own = state.clocks
      .extensionsOf(main.id)
      .find((one) => one.automatic && one.state === 'started' && one.orderedAt === extension.orderedAt);
    return own ? [{ main, own }] : [];
  });
}

/** When a running clock extends itself, UTC ms; null where a person has taken that back before. */
function overrunAt(state: OverrunState, { id, state: at, dueAt }: Clock): number | null {
  if (at !== 'started' || dueAt === null || !state.site.site.store.autoExtend.enabled) return null;
  const wasUndone = state.clocks.extensionsOf(id).some((one) => one.automatic && one.state === 'cancelled');
  return wasUndone ? null : dueAt + state.site.site.store.autoExtend.afterMinutes * minuteMs;
}

/** So long past its end that the extension would be over too: the store stood still meanwhile, and a person decides. */
function isForgotten(state: Pick<StoreState, 'site'>, clock: Clock, at: number): boolean {
  const unitMinutes = state.site.services.get(clock.serviceCode)?.extension.minutes ?? 0;
  const { afterMinutes } = state.site.site.store.autoExtend;
  return clock.dueAt !== null && at >= clock.dueAt + (afterMinutes + unitMinutes) * minuteMs;
}
