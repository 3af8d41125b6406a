import type { DecisionContext } from '../../kernel/context.ts';
import { minuteMs } from '../../kernel/time.ts';
import type { CommandData } from '../../model/commands.ts';
import type { JournalEvent, StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import type { IncidentFacts } from '../../model/incident.ts';
import type { StoreState } from '../../model/state.ts';

/** By less than that a computer's time is put right every day, and nobody has to look. */
const worthALookMs = 10 * minuteMs;

/** The store's clock was set, or may be: with the bills that then stand on a trading day to come. */
export function recordClockJump(
  state: StoreState,
  jump: CommandData<'store.recordClockJump'>,
  { businessDate }: DecisionContext,
): StoreEvent[] {
  const isBack = jump.followed && jump.toAt < jump.fromAt;
  const misdated = isBack ? state.bills.after(businessDate) : [];
  const told = misdated.map(({ no, visitId, roomNo, businessDate: day, totalMinor: amountMinor, currency }) => ({
    ...{ no, visitId, roomNo, businessDate: day, amountMinor, currency },
  }));
  return [event('store.clockJumped', { ...jump, misdated: told })];
}

/** What of the store's time stands on the day's list: who set it, by how many minutes, and the bills it misdated. */
export function timeIncidents({ type, payload, actor }: JournalEvent): IncidentFacts[] {
  if (type !== 'store.clockJumped' || payload.misdated === undefined || !payload.followed) return [];
  const byMs = payload.toAt - payload.fromAt;
  const isSmall = actor === 'system' && Math.abs(byMs) < worthALookMs;
  return [
    ...(isSmall ? [] : [{ kind: 'time-set' as const, minutes: Math.round(byMs / minuteMs) }]),
    ...payload.misdated.map(({ no, businessDate, ...on }) => ({
      kind: 'bill-misdated' as const,
      ...on,
      reason: `${no} · ${businessDate}`,
    })),
  ];
}
