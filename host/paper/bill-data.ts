import { formatTime } from '../../core/kernel/time.ts';
import type { Bill, BillLine } from '../../core/model/bills/bill-schema.ts';
import type { Clock } from '../../core/model/clocks/clock.ts';
import type { EventPayloads } from '../../core/model/events.ts';

import { segmentsOf } from '../../db/parts/clocks/queries.ts';

import type { StoreDatabase } from '../../db/store-database.ts';
import type { BillTicketData, BillTicketLine, LocalText, TicketSetting } from './ticket-data.ts';
import { inOneLine, words } from './words.ts';

/** What a bill's ticket is collected from. */
export interface BillSources {
  db: StoreDatabase;
  setting: TicketSetting;
}

const adjustmentNames: Readonly<Record<'minimum-charge' | 'rounding', LocalText>> = {
  'minimum-charge': { 'zh-CN': '最低消费补足', en: 'Up to the minimum charge' },
  rounding: { 'zh-CN': '抹零', en: 'Rounding' },
};

/** A settled bill as it prints. `wristbandNos`: the bands handed in with it. */
export function billData(bill: Bill, wristbandNos: readonly string[], sources: BillSources): BillTicketData {
  const { db, setting } = sources;
  const { site } = db.state;
  const currency = site.site.store.currency;
  return {
    ...sharedData(bill, bill.visitId, bill.roomNo, sources),
    kind: 'bill',
    billNo: bill.no,
    wristbandNos,
    guests: bill.guestIds.length,
    openedAt: db.state.visits.byId(bill.visitId)?.openedAt ?? bill.settledAt,
    settledAt: bill.settledAt,
    cashier: site.staff.get(bill.settledBy)?.name ?? bill.settledBy,
    payments: bill.payments.map((payment) => ({
      tenderName: site.tenders.get(payment.tenderCode)?.name ?? { [setting.languages[0] ?? 'en']: payment.tenderCode },
      currency: payment.currency,
      amountMinor: payment.amountMinor,
      ...(payment.rate === null ? {} : { worthMinor: payment.valueMinor, rate: payment.rate }),
      ...(payment.reference === null ? {} : { reference: payment.reference }),
    })),
    change: bill.changeMinor > 0 ? [{ currency, amountMinor: bill.changeMinor }] : [],
  };
}

/** What guests owe so far, for them to look at. */
export function preBillData(shown: EventPayloads['bill.shown'], sources: BillSources): BillTicketData {
  const { state } = sources.db;
  const visit = state.visits.byId(shown.visitId);
  return {
    ...sharedData(shown.bill, shown.visitId, shown.roomNo, sources),
    kind: 'pre-bill',
    billNo: visit?.no ?? '',
    wristbandNos: shown.guestIds.flatMap((guestId) => state.visits.guest(guestId)?.wristbandNo ?? []),
    guests: shown.guestIds.length,
    openedAt: visit?.openedAt ?? sources.setting.printedAt,
    payments: [],
    change: [],
  };
}

type Shared = Omit<
  BillTicketData,
  'kind' | 'billNo' | 'wristbandNos' | 'guests' | 'openedAt' | 'payments' | 'change' | 'settledAt' | 'cashier'
>;

function sharedData(
  { lines, totalMinor }: Pick<Bill, 'lines' | 'totalMinor'>,
  visitId: string,
  roomNo: string,
  { db, setting }: BillSources,
): Shared {
  const sold = lines.filter((line) => line.kind === 'clock' || line.kind === 'goods');
  return {
    ...setting,
    currency: db.state.site.site.store.currency,
    roomNos: [roomNo],
    lines: new SoldLines(sold, visitId, roomNo, db, setting).print(),
    subtotalMinor: sold.reduce((sum, line) => sum + line.amountMinor, 0),
    adjustments: lines.flatMap(({ kind, amountMinor }) =>
      kind === 'minimum-charge' || kind === 'rounding' ? [{ name: adjustmentNames[kind], amountMinor }] : [],
    ),
    totalMinor,
  };
}

/** What was sold, line by line; the second technician of an item stands on the line that has the price. */
class SoldLines {
  readonly #lines: readonly BillLine[];
  readonly #roomNo: string;
  readonly #db: StoreDatabase;
  readonly #setting: TicketSetting;
  /** By id, in the order of the bill. */
  readonly #clocks: ReadonlyMap<string, Clock>;
  /** Who served a clock, in order of time. */
  readonly #servedBy: ReadonlyMap<string, string[]>;

  constructor(lines: readonly BillLine[], visitId: string, roomNo: string, db: StoreDatabase, setting: TicketSetting) {
    this.#lines = lines;
    this.#roomNo = roomNo;
    this.#db = db;
    this.#setting = setting;
    const clocks = lines.flatMap(({ kind, refId }) => {
      const clock = kind === 'clock' && refId !== null ? db.state.clocks.byId(refId) : null;
      return clock ? [[clock.id, clock] as const] : [];
    });
    this.#clocks = new Map(clocks);
    const servedBy = new Map<string, string[]>();
    for (const { clockId, technicianNo } of segmentsOf(db.read, visitId)) {
      servedBy.set(clockId, [...(servedBy.get(clockId) ?? []), technicianNo]);
    }
    this.#servedBy = servedBy;
  }

  print(): BillTicketLine[] {
    return this.#lines.flatMap((line) => {
      const clock = line.kind === 'clock' ? this.#clocks.get(line.refId ?? '') : undefined;
      if (clock && line.amountMinor === 0 && this.#clocks.has(clock.pairOf ?? '')) return [];
      return [clock ? this.#clockLine(line, clock) : this.#plainLine(line)];
    });
  }

  #clockLine(line: BillLine, clock: Clock): BillTicketLine {
    const technicians = [clock, ...this.#pairsOf(clock)].flatMap(
      (served) => this.#servedBy.get(served.id) ?? served.technicianNo ?? [],
    );
    const note = this.#noteOf(clock);
    return {
      ...this.#plainLine(line),
      ...(clock.roomNo === this.#roomNo ? {} : { roomNo: clock.roomNo }),
      technicianNo: [...new Set(technicians)].join('、'),
      clockType: clock.type,
      ...(note === '' ? {} : { note }),
    };
  }

  #pairsOf(clock: Clock): Clock[] {
    return [...this.#clocks.values()].filter((other) => other.pairOf === clock.id && other.priceMinor === 0);
  }

  /** From when to when; an extension has no end of its own and says how long it is. */
  #noteOf(clock: Clock): string {
    const { timeZone, languages } = this.#setting;
    if (clock.parentId !== null) return `+${clock.minutes} ${inOneLine(words.minutes, languages)}`;
    const untilAt = clock.endedAt ?? clock.dueAt;
    if (clock.startedAt === null || untilAt === null) return '';
    return `${formatTime(clock.startedAt, timeZone)}–${formatTime(untilAt, timeZone)}`;
  }

  #plainLine({ kind, code, quantity, unitPriceMinor, amountMinor }: BillLine): BillTicketLine {
    const { site } = this.#db.state;
    const name = (kind === 'clock' ? site.services.get(code) : site.goods.get(code))?.name;
    return { name: name ?? { en: code }, quantity, unitPriceMinor, amountMinor };
  }
}
