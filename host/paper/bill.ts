import { formatMinor } from '../../core/kernel/money.ts';
import { minuteMs } from '../../core/kernel/time.ts';
import type { Bill } from '../../core/model/bills/bill-schema.ts';

import { ownCurrency } from '../../core/model/site/find.ts';
import { personName, personNo } from '../../core/model/site/names.ts';
import { type BillTicketData, billTicket } from './bill-ticket.ts';
import type { JobKind } from './job-kind.ts';
import { type BillSources, soldData } from './sold-lines.ts';
import { nameOfRoom, summaryLine, titleIn } from './summary.ts';
import { words } from './words.ts';

/** A drawer that springs open when nobody stands there any more would be an invitation. */
const drawerWithinMs = minuteMs;

/** A settled bill as it prints. `wristbandNos`: the bands handed in with it. */
export function billData(bill: Bill, wristbandNos: readonly string[], sources: BillSources): BillTicketData {
  const { facts, setting } = sources;
  const { site, visits, bills, settings } = facts.state;
  // A job says the number of that time, which may be another's by now.
  const { settledBy } = bills.ofVisit(bill.visitId).find(({ id }) => id === bill.id) ?? bill;
  const { currency } = bill;
  return {
    ...soldData(bill, bill.visitId, bill.roomNo, sources),
    kind: 'bill',
    billNo: bill.no,
    wristbandNos,
    guests: bill.guestIds.length,
    openedAt: visits.byId(bill.visitId)?.openedAt ?? bill.settledAt,
    settledAt: bill.settledAt,
    cashier: personName(settings, settledBy) || personNo(settings, settledBy),
    payments: bill.payments.map((payment) => ({
      tenderName: site.tenders.get(payment.tenderCode)?.name ?? { [setting.languages[0] ?? 'en']: payment.tenderCode },
      currency: payment.currency,
      amountMinor: payment.amountMinor,
      ...(payment.rate === null ? {} : { worthMinor: payment.valueMinor, rate: payment.rate }),
      ...(payment.reference === null ? {} : { reference: payment.reference }),
    })),
    journalRow: facts.rowOfBill(bill.visitId, bill.id),
    change: bill.changeMinor > 0 ? [{ currency, amountMinor: bill.changeMinor }] : [],
  };
}

/** A settled bill. It is never overtaken: what was paid stays paid. */
export const billJob: JobKind<'print-bill'> = {
  ticket: ({ bill, wristbandNos }, _job, facts, setting) =>
    billTicket(
      billData({ ...bill, currency: bill.currency ?? ownCurrency(facts.state) }, wristbandNos, { facts, setting }),
    ),
  // The drawer hangs on the printer that is away.
  kicksDrawer: ({ bill }, job, { state, at }) =>
    bill.payments.some(({ tenderCode }) => state.site.tenders.get(tenderCode)?.opensDrawer) &&
    !job.repeated &&
    job.routedFrom === null &&
    at - job.createdAt < drawerWithinMs,
  isOvertaken: () => false,
  summary: ({ bill: { no, roomNo, totalMinor, currency } }, site, language) =>
    summaryLine(
      `${titleIn(words.bill, language)} ${no}`,
      nameOfRoom(roomNo, language),
      formatMinor(totalMinor, currency ?? ownCurrency({ site }), language),
    ),
};
