import { type Money, oneCurrency } from '../../kernel/amounts.ts';
import type { DecisionContext } from '../../kernel/context.ts';
import { completeLines, type PaymentInput, paymentValue, sumOf } from '../../model/bills/bill.ts';
import type { Bill, BillLine, Payment } from '../../model/bills/bill-schema.ts';
import { billError } from '../../model/bills/errors.ts';
import { openClocksOf } from '../../model/clocks/find.ts';
import type { CommandData } from '../../model/commands.ts';
import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import { ownCurrency } from '../../model/site/find.ts';
import type { SiteTender } from '../../model/site/schema.ts';
import type { StoreState } from '../../model/state.ts';
import { visitError } from '../../model/visits/errors.ts';
import { openVisit, presentGuests } from '../../model/visits/find.ts';
import type { Guest, Visit } from '../../model/visits/visit.ts';

import { closing } from '../visits/decide.ts';
import { approvalOfPayments } from './approvals.ts';

/** What some guests of a visit owe at this moment. */
export interface DueBill {
  visit: Visit;
  guests: Guest[];
  lines: BillLine[];
  totalMinor: number;
  currency: string;
  /** Clocks of these guests that have neither ended nor been cancelled. */
  openClockIds: string[];
}

/** Which tenders can be taken today; the others come with the parts of the product that carry them. */
export function isUsable(tender: Pick<SiteTender, 'kind'>): boolean {
  return tender.kind === 'cash' || tender.kind === 'external';
}

/**
 * Adds up what guests owe: their clocks (running ones included, at their full price) and goods. The room's minimum
 * charge falls on those who pay last. Minimum charge and rounding are the store's, in its own currency: what was sold in
 * another before that was changed is billed without them. Throws MONEY_CURRENCIES_MIXED.
 */
export function billDue(state: StoreState, visitId: string, guestIds: readonly string[]): DueBill {
  const visit = openVisit(state, visitId);
  const present = presentGuests(state, visitId);
  const guests = [...new Set(guestIds)].map((guestId) => {
    const guest = present.find((candidate) => candidate.id === guestId);
    if (!guest) throw visitError('GUEST_GONE', { guestId });
    return guest;
  });
  const ids = new Set(guests.map((guest) => guest.id));
  const allClocks = state.clocks.ofVisit(visitId);
  const owedClocks = allClocks.filter((clock) => clock.state !== 'cancelled' && clock.billId === null);
  const owedGoods = state.goods.ofVisit(visitId).filter((line) => line.cancelledAt === null && line.billId === null);
  const clocks = owedClocks.filter((clock) => ids.has(clock.guestId));
  const goods = owedGoods.filter((line) => ids.has(line.guestId));
  const lines: BillLine[] = [
    ...clocks.map((clock) => ({
      kind: 'clock' as const,
      refId: clock.id,
      guestId: clock.guestId,
      code: clock.serviceCode,
      quantity: 1,
      unitPriceMinor: clock.priceMinor,
      amountMinor: clock.priceMinor,
    })),
    ...goods.map((line) => ({
      kind: 'goods' as const,
      refId: line.id,
      guestId: line.guestId,
      code: line.goodsCode,
      quantity: line.quantity,
      unitPriceMinor: line.unitPriceMinor,
      amountMinor: line.unitPriceMinor * line.quantity,
    })),
  ];
  // Who had nothing can go without paying, and must not take the minimum charge along.
  const owing = new Set([...owedClocks, ...owedGoods].map(({ guestId }) => guestId));
  const paysLast = present.every((guest) => ids.has(guest.id) || !owing.has(guest.id));
  const own = ownCurrency(state);
  const currency = oneCurrency([...clocks, ...goods], own);
  const minimumMinor = paysLast && lines.length > 0 ? (state.site.rooms.get(visit.roomNo)?.minimumCharge ?? 0) : 0;
  const billed = state.bills.ofVisit(visitId).filter((bill) => bill.currency === currency);
  const billedMinor = billed.reduce((sum, bill) => sum + sumOf(bill.lines), 0);
  const complete =
    currency === own ? completeLines(lines, state.site.site.store.rounding, minimumMinor, billedMinor) : lines;
  return {
    visit,
    guests,
    lines: complete,
    totalMinor: sumOf(complete),
    currency,
    openClockIds: guests.flatMap((guest) => openClocksOf(allClocks, guest.id).map((clock) => clock.id)),
  };
}

/** Settles what some guests owe. The last to pay closes the visit, and the room is dirty. */
export function settleBill(state: StoreState, data: CommandData<'bill.settle'>, ctx: DecisionContext): StoreEvent[] {
  const due = billDue(state, data.visitId, data.guestIds);
  const { visit, guests, lines, totalMinor, currency } = due;
  if (due.openClockIds.length > 0) throw billError('CLOCKS_STILL_OPEN', { count: due.openClockIds.length });
  if (lines.length === 0) throw billError('NOTHING_TO_PAY');
  if (totalMinor !== data.expectedTotalMinor) throw billError('BILL_CHANGED', { totalMinor });
  const { payments, changeMinor } = takePayments(state, data.payments, { amountMinor: totalMinor, currency });
  const approval = approvalOfPayments(state, { visitId: visit.id, payments, changeMinor, currency }, data, ctx);
  const bill: Bill = {
    id: ctx.newId(),
    no: nextBillNo(state, ctx),
    visitId: visit.id,
    roomNo: visit.roomNo,
    guestIds: guests.map((guest) => guest.id),
    lines,
    currency,
    totalMinor,
    payments,
    changeMinor,
    settledAt: ctx.at,
    settledBy: ctx.actor,
    businessDate: ctx.businessDate,
  };
  const wristbandNos = guests.flatMap((guest) => (guest.wristbandNo === null ? [] : [guest.wristbandNo]));
  const settled = event('bill.settled', { bill, wristbandNos, ...approval.said });
  const everybodyPaid = guests.length === presentGuests(state, visit.id).length;
  return [...approval.used, settled, ...(everybodyPaid ? closing(state, visit, 'paid') : [])];
}

/** Prints what is owed so far, for the guest to look at. */
export function showBill(state: StoreState, data: CommandData<'bill.show'>): StoreEvent[] {
  const { visit, guests, lines, totalMinor, currency } = billDue(state, data.visitId, data.guestIds);
  if (lines.length === 0) throw billError('NOTHING_TO_PAY');
  const guestIds = guests.map((guest) => guest.id);
  const bill = { lines, totalMinor, currency };
  return [event('bill.shown', { visitId: visit.id, roomNo: visit.roomNo, guestIds, bill })];
}

/**
 * Counts what was put on the counter; change comes from tenders that give it, in the bill's currency. The rates of the
 * day are for the store's own. Throws MONEY_CURRENCIES_MIXED for another bill paid in another currency than its own.
 */
function takePayments(
  state: StoreState,
  inputs: readonly PaymentInput[],
  { amountMinor: totalMinor, currency }: Money,
): { payments: Payment[]; changeMinor: number } {
  const { site, tenders } = state.site;
  let changeableMinor = 0;
  const payments = inputs.map(({ tenderCode, amountMinor, reference }): Payment => {
    const tender = tenders.get(tenderCode);
    if (!tender) throw billError('TENDER_UNKNOWN', { tenderCode });
    if (!isUsable(tender)) throw billError('TENDER_NOT_USABLE', { tenderCode });
    if (tender.needsReference && !reference) throw billError('TENDER_NEEDS_REFERENCE', { tenderCode });
    if (amountMinor === 0) throw billError('PAYMENT_ZERO', { tenderCode });
    if (tender.currency !== currency) oneCurrency([{ currency }, { currency: site.store.currency }], currency);
    const rate =
      tender.currency === currency
        ? null
        : (site.currencies.find(({ code }) => code === tender.currency)?.rate ?? null);
    const valueMinor = paymentValue(amountMinor, tender.currency, currency, rate);
    if (tender.givesChange) changeableMinor += valueMinor;
    return { tenderCode, currency: tender.currency, amountMinor, rate, valueMinor, reference: reference ?? null };
  });
  const paidMinor = payments.reduce((sum, payment) => sum + payment.valueMinor, 0);
  if (paidMinor < totalMinor) throw billError('UNDERPAID', { missingMinor: totalMinor - paidMinor });
  const changeMinor = paidMinor - totalMinor;
  if (changeMinor > changeableMinor) throw billError('OVERPAID', { overMinor: changeMinor - changeableMinor });
  return { payments, changeMinor };
}

/** `B1121-0042` */
function nextBillNo(state: StoreState, ctx: DecisionContext): string {
  const number = state.bills.countOn(ctx.businessDate) + 1;
  return `B${ctx.businessDate.slice(5).replace('-', '')}-${String(number).padStart(4, '0')}`;
}
