import type { DecisionContext } from '../../kernel/context.ts';
import { changedMeanwhile, commonError } from '../../kernel/errors.ts';
import { currencyCode } from '../../kernel/fields.ts';
import { dayMs, minuteMs } from '../../kernel/time.ts';
import { type Clock, isOpen } from '../../model/clocks/clock.ts';
import { clockError } from '../../model/clocks/errors.ts';
import { earlyMinutesAt, mainClock, wrongClockState } from '../../model/clocks/find.ts';
import { clocksAround, writtenOffMinor } from '../../model/clocks/giving-up.ts';
import type { CommandData } from '../../model/commands.ts';
import type { EventPayloads, StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import { approvalSettings, techniciansFor } from '../../model/site/defaults.ts';
import { ownCurrency, serviceOf } from '../../model/site/find.ts';
import type { SiteService } from '../../model/site/schema.ts';
import type { StoreState } from '../../model/state.ts';
import { spendAuthorisation } from '../authorisations/decide.ts';
import { requireUnlocked } from '../reservations/locks.ts';
import { afterMoves, oneAfterAnother } from '../rotation/after-moves.ts';
import { nextInRotation } from '../rotation/choose.ts';
import { cancelledEvent, movesAtEnd, movesAtStart, movesForClock } from '../rotation/moves.ts';
import type { RotationState } from '../rotation/policy-in-force.ts';
import { theClock } from './approvals.ts';
import { checkChoice, comingFor, requireAtHand } from './decide-order.ts';
import { type CallTurn, callEvent, requestedTurn } from './dispatch.ts';
import { isPaidOtherwise } from './paid-otherwise.ts';

export function callAgain(state: StoreState, { clockId }: CommandData<'clock.callAgain'>): StoreEvent[] {
  const clock = mainClock(state, clockId);
  if (clock.state !== 'called' || clock.technicianNo === null) throw wrongClockState(clock);
  return [
    event('clock.calledAgain', {
      clockId,
      roomNo: clock.roomNo,
      serviceCode: clock.serviceCode,
      type: clock.type,
      technicianNo: clock.technicianNo,
      callCount: clock.callCount + 1,
    }),
  ];
}

/** The technician begins: at the room's terminal by swipe, or by hand with a reason. */
export function startClock(state: StoreState, data: CommandData<'clock.start'>, ctx: DecisionContext): StoreEvent[] {
  const clock = mainClock(state, data.clockId);
  if (clock.state !== 'called' || clock.technicianNo === null) throw wrongClockState(clock);
  if (data.atRoomNo !== undefined && data.atRoomNo !== clock.roomNo) {
    throw clockError('CLOCK_CALLED_ELSEWHERE', { clockId: clock.id, roomNo: clock.roomNo });
  }
  if (data.atRoomNo === undefined && data.reason === undefined) throw commonError('REASON_NEEDED');
  return [
    event('clock.started', {
      clockId: clock.id,
      visitId: clock.visitId,
      roomNo: clock.roomNo,
      technicianNo: clock.technicianNo,
      dueAt: ctx.at + clock.minutes * minuteMs,
      by: data.atRoomNo === undefined ? 'desk' : 'terminal',
      reason: data.reason ?? null,
    }),
    ...movesAtStart(state, clock, ctx),
  ];
}

/** Adds units of the item's extension (加钟) to a running clock; technicians of the same item go along. */
export function extendClock(state: StoreState, data: CommandData<'clock.extend'>, ctx: DecisionContext): StoreEvent[] {
  const clock = mainClock(state, data.clockId);
  if (clock.state !== 'started')
    throw clock.state === 'called' ? clockError('CLOCK_NOT_STARTED') : wrongClockState(clock);
  if (data.wasDueAt !== undefined && data.wasDueAt !== clock.dueAt) throw changedMeanwhile(clock.roomNo);
  return extendTogether(state, clock, data.units, confirmedBy(state, clock, data.guestBandNo), ctx);
}

/**
 * The extension of a running clock and of all others of the same item; the price is the first one's. `before`: what
 * the same command has decided already.
 */
export function extendTogether(
  state: StoreState,
  clock: Clock,
  units: number,
  facts: Pick<EventPayloads['clock.extended'], 'automatic' | 'guestBandNo'>,
  ctx: DecisionContext,
  before: readonly StoreEvent[] = [],
): StoreEvent[] {
  const { extension } = serviceOf(state, clock.serviceCode);
  const minutes = extension.minutes * units;
  const together = siblingsOf(state, clock).filter((sibling) => sibling.state === 'started');
  const [priced] = together;
  return oneAfterAnother(afterMoves(state, before), together, (now, sibling) => {
    if (sibling.technicianNo === null || sibling.dueAt === null) return [];
    return [
      event('clock.extended', {
        clockId: ctx.newId(),
        parentId: sibling.id,
        visitId: sibling.visitId,
        guestId: sibling.guestId,
        roomNo: sibling.roomNo,
        serviceCode: sibling.serviceCode,
        technicianNo: sibling.technicianNo,
        minutes,
        priceMinor: sibling === priced ? extension.price * units : 0,
        currency: ownCurrency(state),
        dueAt: sibling.dueAt + minutes * minuteMs,
        ...facts,
      }),
      ...movesForClock(now, 'extended', sibling, ctx),
    ];
  });
}

/** The guest's own band, held at the terminal; nothing where none was. Throws BAND_OF_ANOTHER. */
function confirmedBy(state: StoreState, clock: Clock, guestBandNo: string | undefined): { guestBandNo?: string } {
  if (guestBandNo === undefined) return {};
  if (state.visits.guest(clock.guestId)?.wristbandNo !== guestBandNo) throw clockError('BAND_OF_ANOTHER');
  return { guestBandNo };
}

/** The reminders due by now: so many minutes before the end as the store says. */
export function remindDue(state: StoreState, ctx: DecisionContext): StoreEvent[] {
  const dueAt = ctx.at + state.site.site.store.reminderMinutes * minuteMs;
  return state.clocks.toRemind(dueAt).flatMap((clock) => {
    if (clock.technicianNo === null || clock.dueAt === null) return [];
    // Extended and still over: that it ends is no news. One whose end a machine slept through is told late.
    if (clock.dueAt <= ctx.at && state.clocks.extensionsOf(clock.id).length > 0) return [];
    const { id: clockId, visitId, roomNo, technicianNo } = clock;
    return [event('clock.reminded', { clockId, visitId, roomNo, technicianNo, dueAt: clock.dueAt })];
  });
}

/** The technician ends. Before the item's minimum this needs a reason and is kept as an early clock-off. */
export function endClock(state: StoreState, data: CommandData<'clock.end'>, ctx: DecisionContext): StoreEvent[] {
  const clock = mainClock(state, data.clockId);
  if (clock.state === 'called') throw clockError('CLOCK_NOT_STARTED', { clockId: clock.id });
  if (clock.state !== 'started' || clock.technicianNo === null || clock.dueAt === null) throw wrongClockState(clock);
  const earlyMinutes = earlyMinutesAt(state, clock, ctx.at);
  if (earlyMinutes > 0 && data.reason === undefined) {
    throw clockError('EARLY_END_NEEDS_REASON', { clockId: clock.id, earlyMinutes });
  }
  return [
    event('clock.ended', {
      clockId: clock.id,
      visitId: clock.visitId,
      roomNo: clock.roomNo,
      technicianNo: clock.technicianNo,
      extensionIds: openExtensions(state, clock),
      earlyMinutes,
      reason: data.reason ?? null,
      ...shortOf(state, clock, ctx.at),
    }),
    ...movesAtEnd(state, clock, ctx),
  ];
}

/** What is said of a clock that ended almost at once: it is paid like any other, so somebody should look. */
function shortOf(
  state: StoreState,
  { startedAt, minutes, priceMinor: amountMinor, currency }: Clock,
  at: number,
): Pick<EventPayloads['clock.ended'], 'short'> {
  const servedMs = at - (startedAt ?? at);
  const isShort = servedMs < (minutes * minuteMs * approvalSettings(state.site.site).shortClockPercent) / 100;
  const code = currencyCode.parse(currency);
  return isShort ? { short: { minutes: Math.floor(servedMs / minuteMs), amountMinor, currency: code } } : {};
}

/**
 * Cancels a clock that was not ended; the others of the same item, and what was to come after it, go with the one that
 * carries the price. Past the grace, long after the call, or from the second begun one of a guest on it needs a manager's
 * approval of what the guests no longer pay.
 */
export function cancelClock(state: StoreState, data: CommandData<'clock.cancel'>, ctx: DecisionContext): StoreEvent[] {
  const clock = mainClock(state, data.clockId);
  if (!isOpen(clock)) throw wrongClockState(clock);
  const agreed = confirmedBy(state, clock, data.guestBandNo);
  const item = clock.pairOf === null ? siblingsOf(state, clock) : [clock];
  // Whoever has served a part of the item has been paid for it: the guest pays, too.
  if (item.some((one) => one.state === 'ended')) throw clockError('CANCEL_PARTLY_SERVED', { roomNo: clock.roomNo });
  const together = item.filter(isOpen);
  const { used, approved } = approvalOfLoss(state, clock, together, data, ctx);
  const all = [...together, ...followersOf(state, together)];
  const cancelled = oneAfterAnother(state, all, (now, one) => {
    const extensionIds = openExtensions(state, one);
    const isFree = approved.authorisationId === undefined;
    const often = isFree ? oftenGivenUp(state, one, ctx) : null;
    const facts = {
      ...{ ...agreed, reason: data.reason, extensionIds, ...(often && { often }) },
      ...(one.id === clock.id ? approved : {}),
    };
    return cancelOne(now, one, facts, ctx);
  });
  return [...used, ...cancelled];
}

/** Where the guests do not pay for what was served, or may have been: a manager's approval of that amount. */
function approvalOfLoss(
  state: StoreState,
  clock: Clock,
  together: readonly Clock[],
  { authorisationId }: Pick<CommandData<'clock.cancel'>, 'authorisationId'>,
  ctx: DecisionContext,
): {
  used: StoreEvent[];
  approved: Pick<EventPayloads['clock.cancelled'], 'writtenOffMinor' | 'authorisationId' | 'allowedBy'>;
} {
  const amountMinor = writtenOffMinor(clocksAround(state, together, ctx.at), clock, state.site.site.store, ctx.at);
  if (amountMinor === 0) return { used: [], approved: {} };
  const { currency } = clock;
  const what = { act: 'clock.cancel', subject: theClock(clock.id), amount: { amountMinor, currency } };
  const { authorisation, used } = spendAuthorisation(state, authorisationId, what, ctx);
  const approved = {
    writtenOffMinor: amountMinor,
    authorisationId: authorisation.id,
    allowedBy: authorisation.givenBy,
  };
  return { used: [used], approved };
}

/**
 * What is said of a begun clock that is given up freely, where it is not the first of its technician on the trading day:
 * in another room, or an hour later, nothing else remembers. Null below the number that the settings name.
 */
export function oftenGivenUp(
  state: Pick<StoreState, 'clocks' | 'site'>,
  { startedAt, technicianNo, priceMinor: amountMinor, currency }: Clock,
  { at, businessDate }: Pick<DecisionContext, 'at' | 'businessDate'>,
): NonNullable<EventPayloads['clock.cancelled']['often']> | null {
  const { givenUpPerDay } = approvalSettings(state.site.site);
  if (startedAt === null || technicianNo === null || givenUpPerDay === 0) return null;
  const before = state.clocks
    .givenUpSince(at - dayMs)
    .filter((one) => one.technicianNo === technicianNo && one.startedAt !== null && one.businessDate === businessDate);
  const count = before.length + 1;
  return count < givenUpPerDay ? null : { count, amountMinor, currency: currencyCode.parse(currency) };
}

/** What was to come after these clocks, and after that. */
function followersOf(state: StoreState, clocks: readonly Clock[]): Clock[] {
  const waiting = state.clocks.waiting().filter(({ afterId }) => afterId !== null);
  const found = new Map<string, Clock>();
  const ids = new Set(clocks.map(({ id }) => id));
  for (;;) {
    const next = waiting.filter((clock) => ids.has(clock.afterId ?? '') && !found.has(clock.id));
    if (next.length === 0) return [...found.values()];
    for (const clock of next) {
      ids.add(clock.id);
      found.set(clock.id, clock);
    }
  }
}

function cancelOne(
  state: RotationState,
  clock: Clock,
  facts: Pick<
    EventPayloads['clock.cancelled'],
    'reason' | 'guestBandNo' | 'extensionIds' | 'writtenOffMinor' | 'authorisationId' | 'allowedBy' | 'often'
  >,
  ctx: DecisionContext,
): StoreEvent[] {
  if (clock.state === 'ended' || clock.state === 'cancelled') return [];
  const cancelled = event('clock.cancelled', {
    clockId: clock.id,
    visitId: clock.visitId,
    roomNo: clock.roomNo,
    technicianNo: clock.technicianNo,
    from: clock.state,
    currency: clock.currency,
    ...facts,
  });
  return [cancelled, ...movesForClock(state, cancelledEvent(state, clock, ctx.at), clock, ctx)];
}

/**
 * Another technician goes on with a called or running clock (换技师). The one who leaves keeps or regains the place; so
 * whoever was noticed as late to the room is not replaced by this door. Throws CLOCK_IS_LATE.
 */
export function changeTechnician(
  state: StoreState,
  data: CommandData<'clock.changeTechnician'>,
  ctx: DecisionContext,
): StoreEvent[] {
  const clock = mainClock(state, data.clockId);
  if (clock.technicianNo === null || (clock.state !== 'called' && clock.state !== 'started'))
    throw wrongClockState(clock);
  if (data.was !== undefined && data.was !== clock.technicianNo) throw changedMeanwhile(clock.roomNo);
  if (clock.state === 'called' && clock.lateAt !== null) {
    throw clockError('CLOCK_IS_LATE', { technicianNo: clock.technicianNo });
  }
  const service = serviceOf(state, clock.serviceCode);
  const { turn, coming } = turnNow(state, service, data, ctx);
  const running = clock.state === 'started';
  const changed: Clock = {
    ...clock,
    type: data.choice.kind,
    queueId: turn.queueId,
    heldRank: turn.rank,
    reservationId: null,
  };
  const changedEvent = event('clock.technicianChanged', {
    clockId: clock.id,
    visitId: clock.visitId,
    roomNo: clock.roomNo,
    serviceCode: clock.serviceCode,
    fromTechnicianNo: clock.technicianNo,
    toTechnicianNo: turn.technicianNo,
    running,
    queueId: turn.queueId,
    heldRank: turn.rank,
    type: changed.type,
    ...(data.choice.kind === 'rotation' && data.choice.gender ? { gender: data.choice.gender } : {}),
    reason: data.reason,
    ...(isBetterPaid(state, clock, changed.type, turn.technicianNo) && { changesPay: true as const }),
    ...(clock.startedAt !== null && { ranMinutes: Math.floor((ctx.at - clock.startedAt) / minuteMs) }),
  });
  if (running) {
    const begins = { ...changed, technicianNo: turn.technicianNo };
    return [...coming, changedEvent, ...movesAtStart(afterMoves(state, coming), begins, ctx)];
  }
  return [
    ...coming,
    changedEvent,
    ...movesForClock(afterMoves(state, coming), 'cancelled-before-start', clock, ctx),
    callEvent(state, { ...changed, technicianNo: turn.technicianNo }, turn),
  ];
}

/** Whether a clock that was ordered of the rotation is to be paid as another one, also back to whom the rotation gave. */
export function isBetterPaid(
  state: StoreState,
  { choice, serviceCode }: Pick<Clock, 'choice' | 'serviceCode'>,
  type: Clock['type'],
  technicianNo: string,
): boolean {
  return choice.kind === 'rotation' && isPaidOtherwise(state, { serviceCode, technicianNo }, type);
}

/** Who can take a clock over this minute, and who comes on duty for it; nobody who is busy, rests or is paused. */
function turnNow(
  state: StoreState,
  service: SiteService,
  { choice }: Pick<CommandData<'clock.changeTechnician'>, 'choice'>,
  ctx: DecisionContext,
): { turn: CallTurn; coming: StoreEvent[] } {
  checkChoice(state, service, choice, ctx);
  requireUnlocked(state, choice, { minutes: service.minutes, visitId: null }, ctx);
  if (choice.kind === 'rotation') {
    const turn = nextInRotation(state, service, ctx, choice.gender);
    if (!turn) throw clockError('NOBODY_FREE');
    return { turn, coming: [] };
  }
  const { technicianNo } = choice;
  requireAtHand(state, technicianNo);
  const coming = choice.kind === 'call' ? comingFor(state, choice, ctx) : [];
  return { turn: requestedTurn(afterMoves(state, coming), technicianNo, service.group), coming };
}

/**
 * All main clocks of one item sold once, the priced one first. Those of a guest who went to another room meanwhile
 * belong to it as long as they are open.
 */
export function siblingsOf(state: StoreState, clock: Clock): Clock[] {
  const firstId = clock.pairOf ?? clock.id;
  const isOfTheItem = (other: Clock) => other.id === firstId || other.pairOf === firstId;
  const all = [...state.clocks.ofVisit(clock.visitId), ...openClocksElsewhere(state, clock)].filter(isOfTheItem);
  return all.sort((a, b) => Number(a.pairOf !== null) - Number(b.pairOf !== null));
}

/** Looked for only where an item takes several technicians. */
function openClocksElsewhere(state: StoreState, clock: Clock): Clock[] {
  if (techniciansFor(serviceOf(state, clock.serviceCode)) === 1) return [];
  const busy = state.site.site.technicians.flatMap(({ no }) => state.clocks.busyOf(no) ?? []);
  return [...state.clocks.waiting(), ...busy].filter((other) => other.visitId !== clock.visitId);
}

function openExtensions(state: StoreState, clock: Clock): string[] {
  return state.clocks
    .extensionsOf(clock.id)
    .filter(isOpen)
    .map((extension) => extension.id);
}
