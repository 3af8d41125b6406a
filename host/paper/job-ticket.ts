import type { Language } from '../../core/kernel/money.ts';
import type { JobPayload } from '../../core/parts/jobs.ts';
import type { Job } from '../../db/operational/jobs.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import { billTicket } from './bill.ts';
import { billData, preBillData } from './bill-data.ts';
import { dispatchSlip } from './dispatch-slip.ts';
import { orderSlip } from './order-slip.ts';
import { isStillToMake } from './overtaken.ts';
import { payslipTicket } from './payslip.ts';
import { payslipData } from './payslip-data.ts';
import type { DispatchSlipData, LocalText, OrderSlipData, TicketSetting } from './ticket-data.ts';
import { whySlip } from './why-slip.ts';
import { whySlipData } from './why-slip-data.ts';
import { inOneLine, words } from './words.ts';

/** What a job prints. */
export interface JobTicket {
  /** For renderEscPos and renderSvg. */
  markup: string;
  kickDrawer: boolean;
}

export interface TicketFacts {
  db: StoreDatabase;
  languages: readonly Language[];
  /** UTC ms. */
  at: number;
}

/** A drawer that springs open when nobody stands there any more would be an invitation. */
const drawerWithinMs = 60_000;

/** Places as their slips name them; other categories go by their code. */
const places: Readonly<Record<string, LocalText>> = {
  food: { 'zh-CN': '厨房', en: 'KITCHEN' },
  drink: { 'zh-CN': '酒水', en: 'DRINKS' },
  tobacco: { 'zh-CN': '香烟', en: 'TOBACCO' },
  retail: { 'zh-CN': '零售', en: 'RETAIL' },
};

/** What every ticket of a store says of it. */
export function ticketSetting({ db, languages, at }: TicketFacts, copyNumber: number): TicketSetting {
  const { name, address, phone, timeZone } = db.state.site.site.store;
  return { store: { name, address, phone }, timeZone, languages, printedAt: at, copyNumber };
}

/** The printer a slip was meant for, where another prints it: somebody has to carry it there. */
function insteadOf({ routedFrom }: Job): string | undefined {
  return routedFrom?.replace(/^printer\//, '');
}

/**
 * The ticket of a printing job, from what it carries and what has become of it since; null for a job that is not
 * printed. What a person asked for once more, and may exist already, says that it is a copy.
 */
export function jobTicket(job: Job, facts: TicketFacts): JobTicket | null {
  const { db, at } = facts;
  const { payload } = job;
  const setting = { ...ticketSetting(facts, job.repeated ? 2 : 1), insteadOf: insteadOf(job) };
  const sources = { db, setting };
  switch (payload.kind) {
    case 'print-dispatch':
      return { markup: dispatchSlip(dispatchData(payload, job, facts, setting)), kickDrawer: false };
    case 'print-why':
      return { markup: whySlip(whySlipData(payload, db, setting)), kickDrawer: false };
    case 'print-order':
      return { markup: orderSlip(orderData(payload, job, facts, setting)), kickDrawer: false };
    case 'print-bill': {
      const { bill, wristbandNos } = payload;
      const opensDrawer = bill.payments.some(({ tenderCode }) => db.state.site.tenders.get(tenderCode)?.opensDrawer);
      // The drawer hangs on the printer that is away.
      const kickDrawer = opensDrawer && !job.repeated && job.routedFrom === null && at - job.createdAt < drawerWithinMs;
      return { markup: billTicket(billData(bill, wristbandNos, sources)), kickDrawer };
    }
    case 'print-payslip':
      return { markup: payslipTicket(payslipData(payload, db, setting)), kickDrawer: false };
    case 'print-pre-bill':
      return { markup: billTicket(preBillData(payload, sources)), kickDrawer: false };
    default:
      return null;
  }
}

type Dispatch = Extract<JobPayload, { kind: 'print-dispatch' }>;
type Order = Extract<JobPayload, { kind: 'print-order' }>;

/** The clock may have gone to another room with its guest: the slip sends to where it is now. */
function dispatchData(payload: Dispatch, job: Job, { db }: TicketFacts, setting: TicketSetting): DispatchSlipData {
  const { state } = db;
  const { site } = state;
  const service = site.services.get(payload.serviceCode);
  const clock = state.clocks.byId(payload.clockId);
  const roomNo = clock?.roomNo ?? payload.roomNo;
  return {
    ...setting,
    callNo: state.visits.byId(clock?.visitId ?? payload.visitId)?.no ?? '',
    technicianNo: payload.technicianNo,
    technicianName: site.technicians.get(payload.technicianNo)?.name,
    roomNo,
    bedNo: clock ? bedOf(db, clock.guestId, roomNo) : undefined,
    wristbandNo: payload.wristbandNo ?? undefined,
    serviceName: service?.name ?? { en: payload.serviceCode },
    minutes: clock?.minutes ?? service?.minutes ?? 0,
    clockType: payload.type,
    calledAt: clock?.calledAt ?? job.createdAt,
    insteadOfItem:
      payload.insteadOf === undefined
        ? undefined
        : (site.services.get(payload.insteadOf)?.name ?? { en: payload.insteadOf }),
    note: payload.guestCount > 1 ? `${inOneLine(words.guests, setting.languages)} ${payload.guestCount}` : undefined,
  };
}

/** Only what is still to be made: what was cancelled or handed over meanwhile would be made twice. */
function orderData(payload: Order, job: Job, { db }: TicketFacts, setting: TicketSetting): OrderSlipData {
  const { state } = db;
  const { site } = state;
  const { orderedBy, category, guestId } = payload;
  const roomNo = payload.lines.flatMap(({ lineId }) => state.goods.line(lineId)?.roomNo ?? [])[0] ?? payload.roomNo;
  return {
    ...setting,
    place: places[category] ?? { en: category },
    // The journal's number of the order: a visit has several.
    orderNo: `${state.visits.byId(payload.visitId)?.no ?? ''}/${job.id.split('.')[0] ?? ''}`,
    roomNo,
    bedNo: bedOf(db, guestId, roomNo),
    wristbandNo: payload.wristbandNo ?? undefined,
    orderedAt: job.createdAt,
    orderedBy: site.staff.get(orderedBy)?.name ?? orderedBy,
    lines: payload.lines
      .filter(({ lineId }) => isStillToMake(lineId, state))
      .map(({ goodsCode, quantity }) => ({ name: site.goods.get(goodsCode)?.name ?? { en: goodsCode }, quantity })),
  };
}

/** Missing in a room with one bed. */
function bedOf({ state }: StoreDatabase, guestId: string, roomNo: string): string | undefined {
  const beds = state.site.rooms.get(roomNo)?.beds ?? 1;
  const bed = state.visits.guest(guestId)?.bed;
  return beds > 1 && bed !== undefined ? String(bed) : undefined;
}
