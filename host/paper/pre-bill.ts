import { formatMinor } from '../../core/kernel/money.ts';
import { ownCurrency } from '../../core/model/site/find.ts';
import { type BillTicketData, billTicket } from './bill-ticket.ts';
import type { JobKind, PayloadOf } from './job-kind.ts';
import { type BillSources, soldData } from './sold-lines.ts';
import { nameOfRoom, summaryLine, titleIn } from './summary.ts';
import { words } from './words.ts';

/** What guests owe so far, for them to look at. */
function preBillData(shown: PayloadOf<'print-pre-bill'>, sources: BillSources): BillTicketData {
  const { state } = sources.facts;
  const visit = state.visits.byId(shown.visitId);
  return {
    ...soldData(shown.bill, shown.visitId, shown.roomNo, sources),
    kind: 'pre-bill',
    billNo: visit?.no ?? '',
    wristbandNos: shown.guestIds.flatMap((guestId) => state.visits.guest(guestId)?.wristbandNo ?? []),
    guests: shown.guestIds.length,
    openedAt: visit?.openedAt ?? sources.setting.printedAt,
    payments: [],
    change: [],
  };
}

/** What guests asked to see before they pay. */
export const preBillJob: JobKind<'print-pre-bill'> = {
  ticket: (payload, _job, facts, setting) => billTicket(preBillData(payload, { facts, setting })),
  isOvertaken: () => false,
  summary: ({ roomNo, bill }, site, language) =>
    summaryLine(
      titleIn(words.preBill, language),
      nameOfRoom(roomNo, language),
      formatMinor(bill.totalMinor, bill.currency ?? ownCurrency({ site }), language),
    ),
};
