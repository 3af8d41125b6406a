import type { DecisionContext } from '../../kernel/context.ts';
import { businessDateOf, minuteMs } from '../../kernel/time.ts';
import { sumOf } from '../../model/bills/bill.ts';
import type { Bill } from '../../model/bills/bill-schema.ts';
import type { CommandData } from '../../model/commands.ts';
import type { EventPayloads, JournalEvent, StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import type { IncidentFacts } from '../../model/incident.ts';
import { ownCurrency } from '../../model/site/find.ts';
import type { StoreState } from '../../model/state.ts';
import { owedIn } from '../visits/minimum-charge.ts';

/** By less than that a computer's time is put right every day, and nobody has to look. */
const worthALookMs = 10 * minuteMs;

type Jump = CommandData<'store.recordClockJump'>;
type Said = EventPayloads['store.clockJumped'];
type Moved = NonNullable<Said['moved']>;
type Moment = Pick<DecisionContext, 'businessDate'>;

/** The store's clock was set, or may be: with the bills that then stand on a trading day to come, and what lies between. */
export function recordClockJump(state: StoreState, jump: Jump, ctx: DecisionContext): StoreEvent[] {
  return [event('store.clockJumped', { ...jump, ...toldOfJump(state, jump, ctx) })];
}

/** What a jump says of bills and clocks, as the store stands; asked again by the proof. */
export function toldOfJump(
  state: StoreState,
  jump: Jump,
  { businessDate }: Moment,
): Required<Pick<Said, 'misdated' | 'moved'>> {
  const isBack = jump.followed && jump.toAt < jump.fromAt;
  const misdated = isBack ? state.bills.after(businessDate) : [];
  return {
    misdated: misdated.map((bill) => ({ ...billFacts(bill), businessDate: bill.businessDate })),
    moved: jump.followed && state.isSetUp ? movedBy(state, jump, businessDate) : { clocks: [], bills: [] },
  };
}

function billFacts({ no, visitId, roomNo, totalMinor: amountMinor, currency }: Bill) {
  return { no, visitId, roomNo, amountMinor, currency };
}

/** What lies in the time that was moved: see the event. Bills of a day to come are told of as such. */
function movedBy(state: StoreState, { fromAt, toAt }: Jump, businessDate: string): Moved {
  if (toAt >= fromAt) return { clocks: [], bills: unpaidVisits(state) };
  const { timeZone, businessDayStartsAt } = state.site.site.store;
  const days = new Set([businessDate, businessDateOf(fromAt, timeZone, businessDayStartsAt)]);
  const isAfter = (at: number | null) => at !== null && at > toAt;
  const clocks = state.site.site.technicians.flatMap(({ no: technicianNo }) =>
    [...days]
      .flatMap((day) => state.clocks.onDay(technicianNo, day))
      .filter(({ startedAt, endedAt }) => isAfter(startedAt) || isAfter(endedAt))
      .map(({ id: clockId, visitId, roomNo }) => ({ clockId, visitId, roomNo, technicianNo })),
  );
  return { clocks, bills: state.bills.settledAfter(toAt, businessDate).map(billFacts) };
}

function unpaidVisits(state: StoreState): Moved['bills'] {
  const currency = ownCurrency(state);
  return state.site.site.rooms.flatMap(({ no: roomNo }) => {
    const visit = state.visits.openIn(roomNo);
    const amountMinor = visit ? sumOf(owedIn(state, visit.id)) : 0;
    return visit && amountMinor > 0 ? [{ no: null, visitId: visit.id, roomNo, amountMinor, currency }] : [];
  });
}

/** What of the store's time stands on the day's list: who set it, by how many minutes, and what it moved or misdated. */
export function timeIncidents({ type, payload, actor }: JournalEvent): IncidentFacts[] {
  if (type !== 'store.clockJumped' || payload.misdated === undefined || !payload.followed) return [];
  const byMs = payload.toAt - payload.fromAt;
  const isSmall = actor === 'system' && Math.abs(byMs) < worthALookMs;
  const minutes = Math.round(byMs / minuteMs);
  const { clocks, bills } = (isSmall ? undefined : payload.moved) ?? { clocks: [], bills: [] };
  return [
    ...(isSmall ? [] : [{ kind: 'time-set' as const, minutes }]),
    ...payload.misdated.map(({ no, businessDate, ...on }) => ({
      kind: 'bill-misdated' as const,
      ...on,
      reason: `${no} · ${businessDate}`,
    })),
    ...clocks.map((on) => ({ kind: 'clock-time-moved' as const, ...on, minutes })),
    ...bills.map(({ no, ...on }) => ({ kind: 'bill-time-moved' as const, ...on, minutes, reason: no })),
  ];
}
