import { arrive, arriveLate } from '../acts/arrive.ts';
import type { DecisionContext } from '../kernel/context.ts';
import type { StoreState } from '../model/state.ts';
import { copyWeek, setRoster } from '../rules/attendance/decide.ts';
import { staffComesOnDuty, staffGoesOffDuty } from '../rules/attendance/staff.ts';
import { giveAuthorisation } from '../rules/authorisations/decide.ts';
import { settleBill, showBill } from '../rules/bills/decide.ts';
import { blockCard, releaseCard, replaceCard } from '../rules/cards/decide.ts';
import {
  callAgain,
  cancelClock,
  changeTechnician,
  endClock,
  extendClock,
  remindDue,
  startClock,
} from '../rules/clocks/decide.ts';
import { changeItem, convertClock } from '../rules/clocks/decide-change.ts';
import { noticeLate, rechoose, refuseClock, replaceLate } from '../rules/clocks/decide-hand-back.ts';
import { orderClock } from '../rules/clocks/decide-order.ts';
import { extendOverrun, undoExtension } from '../rules/clocks/decide-overrun.ts';
import { dispatch } from '../rules/clocks/dispatch.ts';
import { withCounts } from '../rules/clocks/freeze-count.ts';
import { closeMonth, correctPay, printPayslip } from '../rules/commission/decide.ts';
import { withCommission } from '../rules/commission/follow.ts';
import { adjustStock, cancelGoods, deliverGoods, orderGoods } from '../rules/goods/decide.ts';
import { book, cancelReservation, change, markNoShows, settleReservations } from '../rules/reservations/decide.ts';
import { answerService, callService, cleanRoom, putInOrder, putOutOfOrder } from '../rules/rooms/decide.ts';
import { printWhy, setPolicy } from '../rules/rotation/decide.ts';
import { comeBack, comeOnDuty, goOffDuty, moveInQueue, takeRest } from '../rules/technicians/decide.ts';
import {
  endDueHolds,
  endHold,
  holdPlace,
  letGoOn,
  pauseAfterCurrent,
  settleMarks,
  stopTechnician,
} from '../rules/technicians/marks.ts';
import { addGuest, changeRoom, closeVisit, openVisitIn, removeGuest, setWristband } from '../rules/visits/decide.ts';
import type { CommandData, CommandName } from './commands.ts';
import { event, type StoreEvent } from './events.ts';

type Decision<N extends CommandName> = (state: StoreState, data: CommandData<N>, ctx: DecisionContext) => StoreEvent[];

/** Setting a store up is the one command that has no state to decide on; the host calls `importSite` itself. */
type DecidedCommand = Exclude<CommandName, 'site.import'>;

const decisions: { [N in DecidedCommand]: Decision<N> } = {
  'card.block': blockCard,
  'card.replace': replaceCard,
  'card.release': releaseCard,
  'visit.open': openVisitIn,
  'visit.addGuest': addGuest,
  'visit.setWristband': setWristband,
  'visit.removeGuest': removeGuest,
  'visit.close': closeVisit,
  'visit.changeRoom': changeRoom,
  'room.clean': cleanRoom,
  'room.putOutOfOrder': putOutOfOrder,
  'room.putInOrder': putInOrder,
  'clock.order': orderClock,
  'clock.callAgain': callAgain,
  'clock.start': startClock,
  'clock.extend': extendClock,
  'clock.end': endClock,
  'clock.cancel': cancelClock,
  'clock.changeTechnician': changeTechnician,
  'clock.convert': convertClock,
  'clock.changeItem': changeItem,
  'clock.refuse': refuseClock,
  'clock.replaceLate': replaceLate,
  'clock.rechoose': rechoose,
  'clock.undoExtension': undoExtension,
  'clock.noticeLate': (state, _data, ctx) => noticeLate(state, ctx),
  'clock.extendOverrun': (state, _data, ctx) => extendOverrun(state, ctx),
  'clock.remindDue': (state, _data, ctx) => remindDue(state, ctx),
  'authorisation.give': giveAuthorisation,
  'technician.comeOnDuty': comeOnDuty,
  'technician.goOffDuty': goOffDuty,
  'technician.rest': takeRest,
  'technician.comeBack': comeBack,
  'technician.hold': holdPlace,
  'technician.endHold': endHold,
  'technician.endDueHolds': (state, _data, ctx) => endDueHolds(state, ctx),
  'technician.stop': stopTechnician,
  'technician.letGoOn': letGoOn,
  'technician.pauseAfter': pauseAfterCurrent,
  'rotation.move': moveInQueue,
  'rotation.setPolicy': setPolicy,
  'rotation.setClockTypes': (_state, data) => [event('rotation.clockTypesSet', data)],
  'rotation.printWhy': printWhy,
  'attendance.setRoster': setRoster,
  'attendance.copyWeek': copyWeek,
  'commission.closeMonth': closeMonth,
  'commission.correct': correctPay,
  'commission.printPayslip': printPayslip,
  'goods.order': orderGoods,
  'goods.cancel': cancelGoods,
  'goods.deliver': deliverGoods,
  'stock.adjust': adjustStock,
  'bill.settle': settleBill,
  'bill.show': showBill,
  'service.call': callService,
  'service.answer': answerService,
  'reservation.book': book,
  'reservation.change': change,
  'reservation.cancel': cancelReservation,
  'reservation.arrive': arrive,
  'reservation.arriveLate': arriveLate,
  'reservation.keepTime': (state, _data, ctx) => markNoShows(state, ctx),
  'swipe.refuse': (_state, data) => [event('swipe.refused', data)],
  'store.recordClockJump': (_state, data) => [event('store.clockJumped', data)],
  'staff.recordPin': (_state, data) => [event('staff.pinSet', data)],
  'staff.comeOnDuty': staffComesOnDuty,
  'staff.goOffDuty': staffGoesOffDuty,
  'staff.recordSignIn': (_state, data) => [event('staff.signedIn', data)],
  'staff.recordSignOut': (_state, data) => [event('staff.signedOut', data)],
  'staff.recordRefusal': (_state, data) => [event('staff.signInRefused', data)],
};

/**
 * Decides one command: the events it makes, or a StoreError that says why not and changes nothing. Pure: the same
 * state, data and context give the same events.
 */
export function decide<N extends DecidedCommand>(
  state: StoreState,
  name: N,
  data: CommandData<N>,
  ctx: DecisionContext,
): StoreEvent[] {
  return withFrozen(state, decisions[name](state, data, ctx), ctx);
}

/**
 * What follows from how the store stands after an event: a pause begins with the end of the clock, and a technician
 * who became free is called to the next waiting one. Asked again on the new state until it gives nothing.
 */
export function react(state: StoreState, ctx: DecisionContext): StoreEvent[] {
  const settled = [...settleMarks(state), ...settleReservations(state, ctx)];
  return withFrozen(state, settled.length > 0 ? settled : dispatch(state, ctx), ctx);
}

/** With what is frozen on clocks as they start, and what they earn as they end. */
function withFrozen(state: StoreState, events: readonly StoreEvent[], ctx: DecisionContext): StoreEvent[] {
  return withCommission(state, withCounts(state, events), ctx);
}
