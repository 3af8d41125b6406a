import { formatTime } from '../../core/kernel/time.ts';
import type { BillLine, SaidBill } from '../../core/model/bills/bill-schema.ts';
import type { Clock } from '../../core/model/clocks/clock.ts';
import { ownCurrency } from '../../core/model/site/find.ts';
import { personNo, shownOf } from '../../core/model/site/names.ts';
import type { BillTicketData, BillTicketLine } from './bill-ticket.ts';
import type { TicketFacts } from './job-kind.ts';
import type { LocalText, TicketSetting } from './ticket-setting.ts';
import { inOneLine, words } from './words.ts';

/** What a bill's ticket is collected from. */
export interface BillSources {
  facts: Pick<TicketFacts, 'state' | 'segmentsOf' | 'rowOfBill'>;
  setting: TicketSetting;
}

const adjustmentNames: Readonly<Record<'minimum-charge' | 'rounding', LocalText>> = {
  'minimum-charge': { 'zh-CN': '最低消费补足', en: 'Up to the minimum charge' },
  rounding: { 'zh-CN': '抹零', en: 'Rounding' },
};

/** What bills and pre-bills say alike. */
type SoldData = Omit<
  BillTicketData,
  'kind' | 'billNo' | 'wristbandNos' | 'guests' | 'openedAt' | 'payments' | 'change' | 'settledAt' | 'cashier'
>;

/** What was sold and what comes on top of it, up to the total. */
export function soldData(
  { lines, totalMinor, currency }: Pick<SaidBill, 'lines' | 'totalMinor' | 'currency'>,
  visitId: string,
  roomNo: string,
  { facts, setting }: BillSources,
): SoldData {
  const sold = lines.filter((line) => line.kind === 'clock' || line.kind === 'goods');
  return {
    ...setting,
    currency: currency ?? ownCurrency(facts.state),
    roomNos: [roomNo],
    lines: new SoldLines(sold, visitId, roomNo, facts, setting).print(),
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
  readonly #facts: BillSources['facts'];
  readonly #setting: TicketSetting;
  /** By id, in the order of the bill. */
  readonly #clocks: ReadonlyMap<string, Clock>;
  /** Who served a clock, in order of time. */
  readonly #servedBy: ReadonlyMap<string, string[]>;

  constructor(
    lines: readonly BillLine[],
    visitId: string,
    roomNo: string,
    facts: BillSources['facts'],
    setting: TicketSetting,
  ) {
    this.#lines = lines;
    this.#roomNo = roomNo;
    this.#facts = facts;
    this.#setting = setting;
    const clocks = lines.flatMap(({ kind, refId }) => {
      const clock = kind === 'clock' && refId !== null ? facts.state.clocks.byId(refId) : null;
      return clock ? [[clock.id, clock] as const] : [];
    });
    this.#clocks = new Map(clocks);
    const servedBy = new Map<string, string[]>();
    for (const { clockId, technicianNo } of facts.segmentsOf(visitId)) {
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
      technicianNo: [...new Set(technicians)].map((key) => personNo(this.#facts.state.settings, key)).join('、'),
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

  #plainLine(line: BillLine): BillTicketLine {
    const { quantity, unitPriceMinor, amountMinor } = line;
    return { name: this.#nameOf(line), quantity, unitPriceMinor, amountMinor };
  }

  /** Of what was sold: a job says the code of that time, which may be another item's by now. */
  #nameOf({ kind, code, refId }: BillLine): LocalText {
    const { settings, goods } = this.#facts.state;
    const isClock = kind === 'clock';
    const sold = isClock ? this.#clocks.get(refId ?? '')?.serviceCode : refId && goods.line(refId)?.goodsCode;
    const { name, no } = shownOf(settings, isClock ? 'service' : 'goods', sold || code);
    return typeof name === 'object' ? name : { en: name || no };
  }
}
