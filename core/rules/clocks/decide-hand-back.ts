import type { DecisionContext } from '../../kernel/context.ts';
import { changedMeanwhile } from '../../kernel/errors.ts';
import { numberIn } from '../../model/clocks/choice.ts';
import type { Clock, HandBackCause } from '../../model/clocks/clock.ts';
import { clockError } from '../../model/clocks/errors.ts';
import { mainClock, wrongClockState } from '../../model/clocks/find.ts';
import { isLateToRoom, lateToRoomAt } from '../../model/clocks/timing.ts';
import type { CommandData } from '../../model/commands.ts';
import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import { serviceOf } from '../../model/site/find.ts';
import type { StoreState } from '../../model/state.ts';
import { spendAuthorisation } from '../authorisations/decide.ts';
import { requireUnlocked } from '../reservations/locks.ts';
import { afterMoves } from '../rotation/after-moves.ts';
import { movesForClock } from '../rotation/moves.ts';
import { type ApprovedClockAct, theClock } from './approvals.ts';
import { checkChoice, comingFor } from './decide-order.ts';

type Successor = CommandData<'clock.rechoose'>['choice'];

/** The technician does not want the clock (拒钟): with a manager's approval the next is called. */
export function refuseClock(state: StoreState, data: CommandData<'clock.refuse'>, ctx: DecisionContext): StoreEvent[] {
  return handBack(state, calledClock(state, data), { ...data, act: 'clock.refuse', why: 'refused' }, ctx);
}

/** The technician has not come in time: with a manager's approval the next is called. Throws CLOCK_NOT_LATE. */
export function replaceLate(
  state: StoreState,
  data: CommandData<'clock.replaceLate'>,
  ctx: DecisionContext,
): StoreEvent[] {
  const clock = calledClock(state, data);
  const { store } = state.site.site;
  if (!isLateToRoom(clock, store, ctx.at)) throw clockError('CLOCK_NOT_LATE', { minutes: store.toRoomMinutes });
  return handBack(state, clock, { ...data, act: 'clock.replaceLate', why: 'late-to-room' }, ctx);
}

/** Says once of every call that nobody has come in time; asked by the store's own clock. */
export function noticeLate(state: StoreState, ctx: DecisionContext): StoreEvent[] {
  const { store } = state.site.site;
  return state.clocks.busy().flatMap((clock) => {
    if (clock.lateAt !== null || clock.technicianNo === null || !isLateToRoom(clock, store, ctx.at)) return [];
    const { id: clockId, visitId, roomNo, serviceCode, technicianNo } = clock;
    return [event('clock.late', { clockId, visitId, roomNo, serviceCode, technicianNo, minutes: store.toRoomMinutes })];
  });
}

/** When the next call will have waited too long, UTC ms; infinite while nobody is on the way. */
export function nextLateAt(state: Pick<StoreState, 'site' | 'clocks'>): number {
  const unnoticed = state.clocks.busy().filter(({ lateAt }) => lateAt === null);
  return Math.min(...unnoticed.map((clock) => lateToRoomAt(clock, state.site.site.store)));
}

/** Somebody else shall be called to a clock that waits: the next of the rotation, or a number. */
export function rechoose(state: StoreState, data: CommandData<'clock.rechoose'>, ctx: DecisionContext): StoreEvent[] {
  const clock = mainClock(state, data.clockId);
  if (clock.state !== 'ordered')
    throw clock.state === 'called' ? clockError('CLOCK_IS_CALLED') : wrongClockState(clock);
  return chooseAnew(state, clock, data.choice, ctx);
}

/** `before`: what the same command has decided already. */
function chooseAnew(
  state: StoreState,
  clock: Clock,
  choice: Successor,
  ctx: DecisionContext,
  before: readonly StoreEvent[] = [],
): StoreEvent[] {
  const service = serviceOf(state, clock.serviceCode);
  checkChoice(state, service, choice, ctx);
  requireUnlocked(state, choice, { minutes: clock.minutes, visitId: clock.visitId }, ctx);
  const { id: clockId, visitId, roomNo, passedBy } = clock;
  return [
    ...(choice.kind === 'call' ? comingFor(afterMoves(state, before), choice, ctx) : []),
    event('clock.rechosen', {
      ...{ clockId, visitId, roomNo, choice, type: choice.kind },
      // Who is asked for by number after all is called all the same.
      passedBy: passedBy.filter((technicianNo) => technicianNo !== numberIn(choice)),
    }),
  ];
}

function calledClock(state: StoreState, { clockId, was }: { clockId: string; was?: string | undefined }): Clock {
  const clock = mainClock(state, clockId);
  if (clock.state !== 'called' || clock.technicianNo === null) throw wrongClockState(clock);
  if (was !== undefined && was !== clock.technicianNo) throw changedMeanwhile(clock.roomNo);
  return clock;
}

interface HandBack {
  act: ApprovedClockAct;
  why: HandBackCause;
  reason: string;
  authorisationId?: string | undefined;
  choice?: Successor | undefined;
}

/** The clock waits again, for whoever is chosen now, or else as it was ordered; never for who handed it back. */
function handBack(
  state: StoreState,
  clock: Clock,
  { act, why, reason, authorisationId, choice }: HandBack,
  ctx: DecisionContext,
): StoreEvent[] {
  const { id: clockId, visitId, roomNo, serviceCode, technicianNo } = clock;
  if (technicianNo === null) throw wrongClockState(clock);
  const { authorisation, used } = spendAuthorisation(state, authorisationId, { act, subject: theClock(clockId) }, ctx);
  // Converted was the one who does not come.
  const type = clock.choice.kind === 'rotation' ? 'rotation' : clock.type;
  const passedBy = [...clock.passedBy.filter((no) => no !== technicianNo), technicianNo];
  const handedBack = event('clock.handedBack', {
    ...{ clockId, visitId, roomNo, serviceCode, technicianNo, why, reason, type, passedBy },
    authorisationId: authorisation.id,
    allowedBy: authorisation.givenBy,
  });
  const moves = movesForClock(state, why, clock, ctx);
  const rechosen = choice ? chooseAnew(state, { ...clock, type, passedBy }, choice, ctx, moves) : [];
  return [used, handedBack, ...moves, ...rechosen];
}
