import type { DecisionContext } from '../../kernel/context.ts';
import { addDays } from '../../kernel/time.ts';
import { numberIn } from '../../model/clocks/choice.ts';
import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import { techniciansIn } from '../../model/reservations/reservation.ts';
import { idOf, type Numbered } from '../../model/site/holders.ts';
import type { Site } from '../../model/site/schema.ts';
import type { StoreState } from '../../model/state.ts';

/** Rosters are made for weeks; nobody is down for a day further ahead. */
const rosterDaysAhead = 400;

/** What a reservation, an order or the roster counts on, and settings would take away or give to another. */
export interface SettingsPromise {
  /** What is promised; the way on is told by it. */
  kind: 'booked-technician' | 'booked-room' | 'booked-item' | 'awaited' | 'roster' | 'lost-card' | 'open-goods';
  /** The number or code that is left out or passes on. */
  no: string;
  /** Stays the same as long as the promise does. */
  key: string;
  /** The guests' room, where there is one. */
  roomNo: string | null;
  /** When it is for, UTC ms; null for what is now. */
  at: number | null;
  /** How many days of the roster; 1 otherwise. */
  count: number;
}

/** What some settings would break, by kind and time. Nothing of it makes them impossible: each has a way on. */
export function promisesAgainst(
  state: StoreState,
  site: Site,
  { businessDate }: Pick<DecisionContext, 'businessDate'>,
): SettingsPromise[] {
  const people = goneFrom(state.site.site.technicians, site.technicians);
  const staff = goneFrom(state.site.site.staff, site.staff);
  const rooms = goneFrom(state.site.site.rooms, site.rooms);
  const services = goneFrom(state.site.site.services, site.services);
  const goods = goneFrom(state.site.site.goods, site.goods);
  const found: SettingsPromise[] = [];
  const add = (kind: SettingsPromise['kind'], no: string, id: string, more: Partial<SettingsPromise> = {}) =>
    found.push({ kind, no, key: `${kind} ${no} ${id}`, roomNo: null, at: null, count: 1, ...more });
  for (const reservation of state.reservations.booked(0, Number.MAX_SAFE_INTEGER)) {
    const { id, roomNo, startsAt: at, items } = reservation;
    for (const no of techniciansIn(reservation)) if (people.has(no)) add('booked-technician', no, id, { roomNo, at });
    if (roomNo !== null && rooms.has(roomNo)) add('booked-room', roomNo, id, { roomNo, at });
    for (const { serviceCode } of items)
      if (services.has(serviceCode)) add('booked-item', serviceCode, id, { roomNo, at });
  }
  for (const { id, choice, roomNo } of state.clocks.waiting()) {
    const no = numberIn(choice);
    if (no !== null && people.has(no)) add('awaited', no, id, { roomNo });
  }
  const last = addDays(businessDate, rosterDaysAhead);
  for (const no of people) {
    const { length: count } = state.attendance.roster(businessDate, last, no);
    if (count > 0) add('roster', no, `${count}`, { count });
  }
  for (const { holder, no, at } of state.site.site.lostCards ?? []) {
    // By when it was lost: the card itself is nothing for screens and plans.
    if ((holder === 'technician' ? people : staff).has(no)) add('lost-card', no, `${at}`);
  }
  for (const room of goods.size === 0 ? [] : state.site.site.rooms) {
    const visit = state.visits.openIn(room.no);
    for (const line of visit ? state.goods.ofVisit(visit.id) : []) {
      if (line.billId !== null || line.cancelledAt !== null || !goods.has(line.goodsCode)) continue;
      add('open-goods', line.goodsCode, line.id, { roomNo: room.no });
    }
  }
  return found;
}

/** Whoever leaves is taken off the roster from today on: otherwise she would be absent every day. */
export function rosterWithoutThem(state: StoreState, site: Site, { businessDate }: DecisionContext): StoreEvent[] {
  const last = addDays(businessDate, rosterDaysAhead);
  const leaving = new Set(site.technicians.map(idOf));
  const entries = state.site.site.technicians
    .filter((one) => !leaving.has(idOf(one)))
    .flatMap(({ no }) => state.attendance.roster(businessDate, last, no))
    .map(({ technicianNo, date }) => ({ technicianNo, date, entry: null }));
  return entries.length === 0 ? [] : [event('attendance.rosterSet', { entries })];
}

/** The numbers that stand for nobody, or for another, afterwards; who only takes another number goes along. */
function goneFrom(before: readonly Numbered[], after: readonly Numbered[]): Set<string> {
  const there = new Set(after.map(idOf));
  return new Set(before.filter((one) => !there.has(idOf(one))).map(({ no, code }) => no ?? code ?? ''));
}
