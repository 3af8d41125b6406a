import { subtractMoney } from '../../kernel/amounts.ts';
import type { DecisionContext } from '../../kernel/context.ts';
import { changedMeanwhile } from '../../kernel/errors.ts';
import { minuteMs } from '../../kernel/time.ts';
import type { Authorisation } from '../../model/authorisations/authorisation.ts';
import { numberIn } from '../../model/clocks/choice.ts';
import type { Clock } from '../../model/clocks/clock.ts';
import { isOpen } from '../../model/clocks/clock.ts';
import { clockError } from '../../model/clocks/errors.ts';
import { mainClock, wrongClockState } from '../../model/clocks/find.ts';
import type { CommandData } from '../../model/commands.ts';
import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import { guestsFor, techniciansFor } from '../../model/site/defaults.ts';
import { ownCurrency, serviceOf } from '../../model/site/find.ts';
import type { SiteService } from '../../model/site/schema.ts';
import type { StoreState } from '../../model/state.ts';
import { spendAuthorisation } from '../authorisations/decide.ts';
import { theClock } from './approvals.ts';
import { requireAble, requireAvailable, requireSkill } from './decide-order.ts';
import { slipFacts } from './dispatch.ts';
import { isItemPaidOtherwise, isPaidOtherwise } from './paid-otherwise.ts';

/**
 * 转化: the guest makes a request of the technician who came by the rotation. It goes on counting and rotating as
 * one of the rotation, as far as the store's settings say so, and is paid as one asked for: where it runs already, a
 * manager approves that; before, it could as well have been ordered so, and is named on the list of incidents.
 */
export function convertClock(
  state: StoreState,
  data: CommandData<'clock.convert'>,
  ctx: DecisionContext,
): StoreEvent[] {
  const clock = mainClock(state, data.clockId);
  if (clock.technicianNo === null || (clock.state !== 'called' && clock.state !== 'started')) {
    throw wrongClockState(clock);
  }
  if (data.was !== undefined && data.was !== clock.technicianNo) throw changedMeanwhile(clock.roomNo);
  if (clock.type !== 'rotation') throw clockError('CLOCK_NOT_OF_ROTATION', { technicianNo: clock.technicianNo });
  const running = clock.state === 'started';
  const changesPay = isPaidOtherwise(state, { ...clock, technicianNo: clock.technicianNo }, 'converted');
  const what = { act: 'clock.convert', subject: theClock(clock.id) };
  const approval = running && changesPay ? spendAuthorisation(state, data.authorisationId, what, ctx) : null;
  return [
    ...(approval ? [approval.used] : []),
    event('clock.converted', {
      clockId: clock.id,
      visitId: clock.visitId,
      roomNo: clock.roomNo,
      technicianNo: clock.technicianNo,
      serviceCode: clock.serviceCode,
      running,
      reason: data.reason,
      changesPay,
      ...(approval && { authorisationId: approval.authorisation.id, allowedBy: approval.authorisation.givenBy }),
    }),
  ];
}

/**
 * Another item instead of the one ordered, called or running: a higher price freely, a lower one with a manager's
 * approval. A running clock keeps its start and its extensions, and ends when the new item's time is up; all
 * technicians of the item go along.
 */
export function changeItem(
  state: StoreState,
  data: CommandData<'clock.changeItem'>,
  ctx: DecisionContext,
): StoreEvent[] {
  const clock = mainClock(state, data.clockId);
  if (!isOpen(clock)) throw wrongClockState(clock);
  if (data.was !== undefined && data.was !== clock.serviceCode) throw changedMeanwhile(clock.roomNo);
  const service = serviceOf(state, data.serviceCode);
  const item = state.clocks
    .ofItem(clock.pairOf ?? clock.id)
    .filter(({ state: at }) => at !== 'cancelled')
    .sort((a, b) => Number(a.pairOf !== null) - Number(b.pairOf !== null));
  checkItem(state, service, clock, item, ctx);
  const [priced = clock] = item;
  const price = { amountMinor: service.price, currency: ownCurrency(state) };
  const less = subtractMoney({ amountMinor: priced.priceMinor, currency: priced.currency }, price);
  const approval =
    less.amountMinor > 0
      ? spendAuthorisation(
          state,
          data.authorisationId,
          { act: 'clock.changeItem', subject: theClock(priced.id), amount: less },
          ctx,
        )
      : null;
  return [
    ...(approval ? [approval.used] : []),
    ...item.flatMap((one) => changeOne(state, one, service, data, approval?.authorisation ?? null)),
  ];
}

/** Sold now, for as many guests and technicians, by technicians who can; nothing of it has been served to its end. */
function checkItem(
  state: StoreState,
  service: SiteService,
  clock: Clock,
  item: readonly Clock[],
  ctx: DecisionContext,
): void {
  const { code: serviceCode } = service;
  if (serviceCode === clock.serviceCode) throw clockError('ITEM_IS_THE_SAME', { serviceCode });
  requireAvailable(state, service, ctx.at);
  const before = serviceOf(state, clock.serviceCode);
  const isAlike = guestsFor(service) === guestsFor(before) && techniciansFor(service) === techniciansFor(before);
  if (!isAlike) throw clockError('ITEM_TAKES_OTHERS', { serviceCode });
  if (item.some((one) => !isOpen(one))) throw clockError('ITEM_PARTLY_SERVED', { roomNo: clock.roomNo });
  for (const { technicianNo, choice } of item) {
    const no = technicianNo ?? numberIn(choice);
    if (no !== null) requireSkill(state, service, no);
    else if (choice.kind === 'rotation') requireAble(state, service, choice.gender);
  }
}

/** Whether whoever serves a clock is paid by other rules for another item that costs the guests no more. */
export function itemChangesPay(
  state: Pick<StoreState, 'site' | 'clocks'>,
  clock: Pick<Clock, 'pairOf' | 'priceMinor' | 'serviceCode' | 'technicianNo' | 'type'>,
  service: Pick<SiteService, 'code' | 'price'>,
): boolean {
  const { technicianNo } = clock;
  const isDearer = clock.pairOf === null && service.price > clock.priceMinor;
  return technicianNo !== null && !isDearer && isItemPaidOtherwise(state, { ...clock, technicianNo }, service.code);
}

function changeOne(
  state: StoreState,
  clock: Clock,
  service: SiteService,
  { reason }: CommandData<'clock.changeItem'>,
  approval: Authorisation | null,
): StoreEvent[] {
  const { id: clockId, visitId, roomNo, technicianNo, type, callCount, startedAt } = clock;
  const extensionMinutes = state.clocks
    .extensionsOf(clockId)
    .filter(isOpen)
    .reduce((sum, { minutes }) => sum + minutes, 0);
  const isPriced = clock.pairOf === null;
  const changed = event('clock.itemChanged', {
    ...{ clockId, visitId, roomNo, technicianNo },
    fromServiceCode: clock.serviceCode,
    serviceCode: service.code,
    minutes: service.minutes,
    fromPriceMinor: clock.priceMinor,
    priceMinor: isPriced ? service.price : 0,
    currency: ownCurrency(state),
    dueAt: startedAt === null ? null : startedAt + (service.minutes + extensionMinutes) * minuteMs,
    running: clock.state === 'started',
    reason: reason ?? approval?.reason ?? null,
    authorisationId: approval?.id ?? null,
    ...(approval && { allowedBy: approval.givenBy }),
    ...(itemChangesPay(state, clock, service) && { changesPay: true as const }),
  });
  if (clock.state !== 'called' || technicianNo === null) return [changed];
  // Who is on the way is told what it is now, and that the slip in hand is void.
  return [
    changed,
    event('clock.calledAgain', {
      ...{ clockId, roomNo, serviceCode: service.code, type, technicianNo, callCount: callCount + 1 },
      changed: { fromServiceCode: clock.serviceCode, visitId, ...slipFacts(state, clock) },
    }),
  ];
}
