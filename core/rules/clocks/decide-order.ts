import type { DecisionContext } from '../../kernel/context.ts';
import type { ClockType } from '../../model/clock-types/clock-types.ts';
import type { NumberedChoice, TechnicianChoice } from '../../model/clocks/choice.ts';
import { numberIn } from '../../model/clocks/choice.ts';
import { type Clock, isOpen } from '../../model/clocks/clock.ts';
import { clockError } from '../../model/clocks/errors.ts';
import { mainClock, wrongClockState } from '../../model/clocks/find.ts';
import type { CommandData } from '../../model/commands.ts';
import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import { guestsFor, techniciansFor } from '../../model/site/defaults.ts';
import { siteError } from '../../model/site/errors.ts';
import { ownCurrency, serviceOf } from '../../model/site/find.ts';
import type { SiteService } from '../../model/site/schema.ts';
import type { StoreState } from '../../model/state.ts';
import { technicianError } from '../../model/technicians/errors.ts';
import { technicianOf } from '../../model/technicians/find.ts';
import { visitError } from '../../model/visits/errors.ts';
import { openVisit, presentGuest } from '../../model/visits/find.ts';

import { requireUnlocked } from '../reservations/locks.ts';
import { afterMoves } from '../rotation/after-moves.ts';
import type { RotationState } from '../rotation/policy-in-force.ts';
import { comeOnDuty } from '../technicians/decide.ts';
import { isAvailable } from './availability.ts';
import { nextFor } from './dispatch.ts';

/** Orders an item for a guest who is in the house. Who serves is called by `dispatch` as soon as there is somebody. */
export function orderClock(state: StoreState, data: CommandData<'clock.order'>, ctx: DecisionContext): StoreEvent[] {
  const guest = presentGuest(state, data.guestId);
  const visit = openVisit(state, guest.visitId);
  const guestIds = [guest.id, ...new Set(data.otherGuestIds.filter((guestId) => guestId !== guest.id))];
  for (const guestId of guestIds) {
    if (presentGuest(state, guestId).visitId !== visit.id) throw visitError('GUEST_UNKNOWN', { guestId });
  }
  const first = data.after === undefined ? null : firstOf(state, data.after, guestIds);
  return orderInARow(state, { ...data, visitId: visit.id, roomNo: visit.roomNo, guestIds, first }, data.next, ctx);
}

/** The clocks of the item another one comes after, the priced one first. Throws unless the guest has it, and it goes on. */
function firstOf(state: StoreState, clockId: string, guestIds: readonly string[]): Clock[] {
  const clock = mainClock(state, clockId);
  const item = state.clocks.ofItem(clock.pairOf ?? clock.id).filter(isOpen);
  if (!isOpen(clock)) throw wrongClockState(clock);
  if (!item.some(({ guestId }) => guestIds.includes(guestId))) throw clockError('AFTER_ANOTHER_GUEST');
  return item.sort((a, b) => Number(a.pairOf !== null) - Number(b.pairOf !== null));
}

/** What of a clock another one that comes after it is decided by. */
type FirstClock = Pick<Clock, 'id' | 'type' | 'choice' | 'technicianNo'>;

interface Order {
  visitId: string;
  roomNo: string;
  /** Exactly as many as the item is for. */
  guestIds: string[];
  serviceCode: string;
  choices: TechnicianChoice[];
  /** The clocks of the item it comes after, the priced one first. */
  first?: readonly FirstClock[] | null;
  /** Who is called in by orders of the same act, to which those of this one are added. */
  calledIn?: Set<string>;
  /** What the same act has decided before. */
  before?: readonly StoreEvent[];
  /** The reservation whose guests order. */
  reservationId?: string;
}

/**
 * An item and, where one is said, the next of the same guests after it. The next is nothing a reservation keeps
 * anybody for: it is called when the first has ended.
 */
export function orderInARow(
  state: StoreState,
  order: Order,
  next: Pick<Order, 'serviceCode' | 'choices'> | undefined,
  ctx: DecisionContext,
): StoreEvent[] {
  const events = orderClocks(state, order, ctx);
  if (!next) return events;
  const first = events.flatMap((one): FirstClock[] => {
    if (one.type !== 'clock.ordered') return [];
    const { clockId: id, type, choice } = one.payload;
    return [{ id, type, choice, technicianNo: null }];
  });
  const { reservationId, ...rest } = order;
  const before = [...(order.before ?? []), ...events];
  return [...events, ...orderClocks(state, { ...rest, ...next, first, before }, ctx)];
}

/**
 * The clocks of one order: one for each technician the item takes, spread over its guests. The first carries the
 * price, the others belong to it.
 */
function orderClocks(state: StoreState, order: Order, ctx: DecisionContext): StoreEvent[] {
  const { serviceCode, visitId, roomNo, guestIds } = order;
  const first = order.first ?? null;
  const service = serviceOf(state, serviceCode);
  requireAvailable(state, service, ctx.at);
  const guests = guestsFor(service);
  if (guestIds.length !== guests) throw siteError('SERVICE_NEEDS_GUESTS', { serviceCode, guests });
  const technicians = techniciansFor(service);
  if (order.choices.length > technicians) throw clockError('TOO_MANY_TECHNICIANS', { serviceCode, technicians });

  const chosen = new Set<string>();
  const coming: StoreEvent[] = [];
  const ordered: StoreEvent[] = [];
  let pricedId: string | null = null;
  for (let index = 0; index < technicians; index += 1) {
    const choice: TechnicianChoice = order.choices[index] ?? { kind: 'rotation' };
    checkChoice(state, service, choice, ctx, { chosen, first });
    // What comes later is asked when its time has come.
    if (!first) requireUnlocked(state, choice, { minutes: service.minutes, visitId }, ctx, order.reservationId);
    if (choice.kind === 'call') {
      const { technicianNo } = choice;
      if (order.calledIn?.has(technicianNo)) throw technicianError('TECHNICIAN_TWICE', { technicianNo });
      order.calledIn?.add(technicianNo);
      coming.push(...comingFor(afterMoves(state, [...(order.before ?? []), ...coming]), choice, ctx));
    }
    const clockId = ctx.newId();
    ordered.push(
      event('clock.ordered', {
        clockId,
        visitId,
        guestId: guestIds[index % guestIds.length] ?? '',
        roomNo,
        serviceCode,
        type: typeOf(choice, first?.[index]),
        choice,
        minutes: service.minutes,
        priceMinor: pricedId === null ? service.price : 0,
        currency: ownCurrency(state),
        pairOf: pricedId,
        ...(first?.[0] ? { afterId: first[0].id } : {}),
        ...(order.reservationId && choice.kind === 'requested' ? { reservationId: order.reservationId } : {}),
      }),
    );
    pricedId ??= clockId;
  }
  return [...coming, ...ordered];
}

/** Throws SERVICE_NOT_NOW for an item that is not sold at an instant. */
export function requireAvailable(state: Pick<StoreState, 'site'>, service: SiteService, at: number): void {
  if (isAvailable(service, at, state.site.site.store.timeZone)) return;
  const { from, to } = service.availability ?? {};
  throw siteError('SERVICE_NOT_NOW', { serviceCode: service.code, from, to });
}

/** Whoever goes on with the next item does it as she or he did the first. */
function typeOf(choice: TechnicianChoice, first: FirstClock | undefined): ClockType {
  return choice.kind === 'same' ? (first?.type ?? 'rotation') : choice.kind;
}

interface ChoiceFacts {
  /** Numbers of the same order, to which this one is added. */
  chosen?: Set<string>;
  /** The clocks of the item it comes after. */
  first?: readonly FirstClock[] | null;
}

/**
 * Whether somebody can serve as it was chosen. For the rotation somebody on duty must be able to; a requested number
 * must be on duty; a picked one free and of the item's group; a called one off duty or of another group; a converted
 * one the next of the rotation. Throws StoreError.
 */
export function checkChoice(
  state: StoreState,
  service: SiteService,
  choice: TechnicianChoice,
  ctx: Pick<DecisionContext, 'at' | 'businessDate'>,
  { chosen = new Set(), first = null }: ChoiceFacts = {},
): void {
  if (choice.kind === 'rotation') {
    requireAble(state, service, choice.gender);
    return;
  }
  if (choice.kind === 'same') {
    if (!first) throw clockError('SAME_NEEDS_FIRST');
    for (const { technicianNo, choice: own } of first) requireSkill(state, service, technicianNo ?? numberIn(own));
    return;
  }
  const { technicianNo } = choice;
  technicianOf(state, technicianNo);
  requireSkill(state, service, technicianNo);
  if ((state.technicians.marks(technicianNo)?.stoppedSince ?? null) !== null) {
    throw technicianError('TECHNICIAN_STOPPED', { technicianNo });
  }
  checkNumber(state, service, choice, ctx, first !== null);
  if (chosen.has(technicianNo)) throw technicianError('TECHNICIAN_TWICE', { technicianNo });
  chosen.add(technicianNo);
}

/** What a number must be, by how it was chosen. An item that comes later looks at nobody's present moment. */
function checkNumber(
  state: StoreState,
  service: SiteService,
  { kind, technicianNo }: NumberedChoice,
  ctx: Pick<DecisionContext, 'at' | 'businessDate'>,
  isLater: boolean,
): void {
  const { duty } = technicianOf(state, technicianNo);
  const isOfGroup = state.site.technicians.get(technicianNo)?.groups.includes(service.group) ?? false;
  if (kind === 'call') {
    if (duty !== 'off' && isOfGroup) throw clockError('CALL_NOT_NEEDED', { technicianNo });
    return;
  }
  if (duty === 'off') throw technicianError('TECHNICIAN_OFF_DUTY', { technicianNo });
  if (kind === 'requested') return;
  if (!isOfGroup) throw clockError('TECHNICIAN_OF_ANOTHER_GROUP', { technicianNo });
  if (kind === 'converted') {
    if (isLater) throw clockError('CONVERTED_LATER', { technicianNo });
    requireNext(state, service, technicianNo, ctx);
  } else if (!isLater) requireShown(state, technicianNo);
}

/** The guest chooses among those who are shown: free, and held for nobody. */
function requireShown(state: StoreState, technicianNo: string): void {
  requireAtHand(state, technicianNo);
  if ((state.technicians.marks(technicianNo)?.heldUntil ?? null) !== null)
    throw technicianError('TECHNICIAN_HELD', { technicianNo });
}

/** Throws for who is on a clock, rests or is paused: none of them can go to a room this minute. */
export function requireAtHand(state: StoreState, technicianNo: string): void {
  const busy = state.clocks.busyOf(technicianNo);
  if (busy) throw technicianError('TECHNICIAN_BUSY', { technicianNo, roomNo: busy.roomNo });
  if (technicianOf(state, technicianNo).duty === 'resting') {
    throw technicianError('TECHNICIAN_RESTING', { technicianNo });
  }
  if ((state.technicians.marks(technicianNo)?.pausedSince ?? null) !== null) {
    throw technicianError('TECHNICIAN_PAUSED', { technicianNo });
  }
}

/** Nobody comes before by being turned into a request: only whose turn it is. */
function requireNext(
  state: StoreState,
  service: SiteService,
  technicianNo: string,
  ctx: Pick<DecisionContext, 'at' | 'businessDate'>,
): void {
  const byGender = state.site.rotation.get(service.group)?.byGender ?? false;
  const gender = byGender ? state.site.technicians.get(technicianNo)?.gender : undefined;
  const turn = nextFor(state, service, ctx, gender);
  if (turn?.technicianNo === technicianNo) return;
  throw clockError('TECHNICIAN_NOT_NEXT', { technicianNo, nextNo: turn?.technicianNo ?? '–' });
}

/** Throws TECHNICIAN_NOT_SKILLED; nobody in particular is able to do anything. */
export function requireSkill(state: Pick<StoreState, 'site'>, service: SiteService, technicianNo: string | null): void {
  if (technicianNo === null) return;
  if (state.site.technicians.get(technicianNo)?.skills.includes(service.skill)) return;
  throw technicianError('TECHNICIAN_NOT_SKILLED', { technicianNo, serviceCode: service.code });
}

/** Throws NOBODY_ON_DUTY where nobody of the item's group (and the gender asked for) could ever be called. */
export function requireAble(state: StoreState, service: SiteService, gender?: 'F' | 'M'): void {
  const able = state.site.site.technicians.some(
    (technician) =>
      technician.skills.includes(service.skill) &&
      technician.groups.includes(service.group) &&
      (gender === undefined || technician.gender === gender) &&
      state.technicians.byNo(technician.no)?.duty !== 'off',
  );
  if (!able) throw clockError('NOBODY_ON_DUTY', { serviceCode: service.code });
}

/** Whoever is called in (Call 钟) from off duty comes on duty for it. */
export function comingFor(state: RotationState, { technicianNo }: NumberedChoice, ctx: DecisionContext): StoreEvent[] {
  return technicianOf(state, technicianNo).duty === 'off' ? comeOnDuty(state, { technicianNo }, ctx) : [];
}
