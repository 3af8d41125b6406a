import { monthOf } from '../../../../core/kernel/month.ts';
import { percentOf } from '../../../../core/model/commission/amount.ts';
import type { Earning } from '../../../../core/model/commission/earned.ts';
import { earningOfClock, type ServedSpan } from '../../../../core/model/commission/earning.ts';
import type { FrozenRule } from '../../../../core/model/commission/frozen-rule.ts';
import type { PayTotal } from '../../../../core/model/commission/payslip.ts';
import type { JournalEvent } from '../../../../core/model/events.ts';

import type { Problems } from '../../../engine/problems.ts';
import type { JournalCheck } from '../../../engine/proof.ts';
import type { PayProblem } from './problems.ts';

/** A clock that has ended, and what it must have earned. */
interface Ended {
  clockId: string;
  technicianNo: string;
  isExtension: boolean;
  spans: readonly ServedSpan[];
  /** Null for a clock that started before rules were frozen. */
  rules: FrozenRule[] | null;
}

type Sums = Omit<PayTotal, 'payeeNo' | 'totalMinor' | 'currency'>;

interface Known {
  rules: [clockId: string, rules: FrozenRule[]][];
  spans: [clockId: string, spans: ServedSpan[]][];
  ended: Ended[];
  counts: [key: string, count: number][];
  sums: [month: string, people: [payeeNo: string, sums: Sums][]][];
  closed: string[];
}

/**
 * Works every commission out again along the journal, from the rules that were frozen when the clock started, who
 * served how long, and the clocks of the month before; and every closed month from what was earned in it.
 */
export class CommissionCheck implements JournalCheck {
  readonly #problems: Problems<PayProblem>;
  readonly #rules = new Map<string, FrozenRule[]>();
  /** By main clock. */
  readonly #spans = new Map<string, ServedSpan[]>();
  readonly #ended = new Map<string, Ended>();
  /** By month, technician and rule. */
  readonly #counts = new Map<string, number>();
  readonly #sums = new Map<string, Map<string, Sums>>();
  readonly #closed = new Set<string>();

  constructor(problems: Problems<PayProblem>) {
    this.#problems = problems;
  }

  /** In a month that is closed nothing is counted any more. */
  known(): Known {
    const isOpen = (month: string) => !this.#closed.has(month);
    return {
      rules: [...this.#rules],
      spans: [...this.#spans],
      ended: [...this.#ended.values()],
      counts: [...this.#counts].filter(([key]) => isOpen(key.slice(0, 'yyyy-mm'.length))),
      sums: [...this.#sums].map(([month, people]) => [month, [...people]]),
      closed: [...this.#closed],
    };
  }

  takeUp({ rules, spans, ended, counts, sums, closed }: Known): void {
    for (const [clockId, one] of rules) this.#rules.set(clockId, one);
    for (const [clockId, one] of spans) this.#spans.set(clockId, one);
    for (const one of ended) this.#ended.set(one.clockId, one);
    for (const [key, count] of counts) this.#counts.set(key, count);
    for (const [month, people] of sums) this.#sums.set(month, new Map(people));
    for (const month of closed) this.#closed.add(month);
  }

  next(event: JournalEvent): void {
    const { at } = event;
    switch (event.type) {
      case 'clock.started': {
        const { clockId, technicianNo, commission } = event.payload;
        if (commission) this.#rules.set(clockId, commission);
        this.#spans.set(clockId, [{ technicianNo, fromAt: at, toAt: at }]);
        break;
      }
      case 'clock.extended':
        if (event.payload.commission) this.#rules.set(event.payload.clockId, event.payload.commission);
        break;
      case 'clock.converted':
      case 'clock.itemChanged':
        if (event.payload.commission) this.#rules.set(event.payload.clockId, event.payload.commission);
        break;
      case 'clock.technicianChanged': {
        const { clockId, toTechnicianNo, running } = event.payload;
        if (!running) break;
        const spans = this.#spansUntil(clockId, at);
        this.#spans.set(clockId, [...spans, { technicianNo: toTechnicianNo, fromAt: at, toAt: at }]);
        break;
      }
      case 'clock.ended': {
        const { clockId: mainId, extensionIds, technicianNo } = event.payload;
        const spans = this.#spansUntil(mainId, at);
        for (const clockId of [mainId, ...extensionIds]) {
          const rules = this.#rules.get(clockId) ?? null;
          this.#ended.set(clockId, { clockId, technicianNo, isExtension: clockId !== mainId, spans, rules });
          this.#rules.delete(clockId);
        }
        this.#spans.delete(mainId);
        break;
      }
      case 'clock.cancelled':
        for (const clockId of [event.payload.clockId, ...event.payload.extensionIds]) {
          this.#rules.delete(clockId);
          this.#spans.delete(clockId);
        }
        break;
      case 'commission.earned':
        this.#earned(event.payload, event.payload.month ?? monthOf(event.businessDate));
        break;
      case 'commission.corrected': {
        const { month, payeeNo, amountMinor, correctionId } = event.payload;
        this.#requireOpen(month, correctionId);
        this.#sumOf(month, payeeNo).correctionMinor += amountMinor;
        break;
      }
      case 'commission.monthClosed':
        this.#compareMonth(event.payload);
        this.#closed.add(event.payload.month);
        this.#sums.delete(event.payload.month);
        break;
    }
  }

  /** After the last row: clocks that ended and earned nothing at all. */
  finish(): void {
    for (const { clockId, rules } of this.#ended.values()) {
      if (rules) this.#problems.add('COMMISSION_MISSING', { clockId });
    }
  }

  #spansUntil(clockId: string, at: number): ServedSpan[] {
    return (this.#spans.get(clockId) ?? []).map((span, index, all) =>
      index === all.length - 1 ? { ...span, toAt: at } : span,
    );
  }

  #earned(earning: Earning, month: string): void {
    const { refId, served, parts, source } = earning;
    this.#requireOpen(month, refId);
    const expected = source === 'clock' ? this.#clockAgain(earning, month) : goodsAgain(earning);
    if (!expected) {
      this.#problems.add('COMMISSION_WITHOUT_END', { refId });
    } else if (figuresOf(expected) !== figuresOf(earning)) {
      const [stored, again] = [earning, expected].map(sumOfParts);
      this.#problems.add('COMMISSION_DIFFERS', { refId, storedMinor: stored, expectedMinor: again });
    }
    for (const { ruleKey, counted } of parts) {
      if (!counted) continue;
      const key = `${month} ${earning.creditedNo} ${ruleKey}`;
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    }
    served.forEach(({ payeeNo }, index) => {
      const sums = this.#sumOf(month, payeeNo);
      const shareMinor = parts.reduce((sum, part) => sum + (part.shares[index] ?? 0), 0);
      if (source === 'clock') sums.clockMinor += shareMinor;
      else sums.goodsMinor += shareMinor;
    });
  }

  #clockAgain(earning: Earning, month: string): Earning | null {
    const ended = this.#ended.get(earning.refId);
    if (!ended) return null;
    this.#ended.delete(earning.refId);
    const { clockId, technicianNo, isExtension, spans } = ended;
    const own = earning.parts.flatMap(({ rule }) => ('pay' in rule ? [rule] : []));
    return earningOfClock({
      ...{ clockId, technicianNo, isExtension, spans },
      type: earning.clockType ?? 'rotation',
      serviceCode: earning.code,
      minutes: earning.minutes,
      baseMinor: earning.baseMinor,
      currency: earning.currency,
      rules: ended.rules ?? own,
      countBefore: (ruleKey) => this.#counts.get(`${month} ${technicianNo} ${ruleKey}`) ?? 0,
    });
  }

  #compareMonth({ month, totals }: { month: string; totals: readonly Omit<PayTotal, 'currency'>[] }): void {
    const summed = this.#sums.get(month) ?? new Map<string, Sums>();
    const locked = new Map(totals.map((total) => [total.payeeNo, total]));
    for (const payeeNo of new Set([...summed.keys(), ...locked.keys()])) {
      const { clockMinor, goodsMinor, correctionMinor } = summed.get(payeeNo) ?? noSums();
      const expectedMinor = clockMinor + goodsMinor + correctionMinor;
      const storedMinor = locked.get(payeeNo)?.totalMinor ?? null;
      if (storedMinor !== expectedMinor) {
        this.#problems.add('MONTH_DIFFERS', { month, payeeNo, storedMinor, expectedMinor });
      }
    }
  }

  #requireOpen(month: string, refId: string): void {
    if (this.#closed.has(month)) this.#problems.add('MONTH_CHANGED', { month, refId });
  }

  #sumOf(month: string, payeeNo: string): Sums {
    const people = this.#sums.get(month) ?? new Map<string, Sums>();
    this.#sums.set(month, people);
    const sums = people.get(payeeNo) ?? noSums();
    people.set(payeeNo, sums);
    return sums;
  }
}

function noSums(): Sums {
  return { clockMinor: 0, goodsMinor: 0, correctionMinor: 0 };
}

function goodsAgain(earning: Earning): Earning {
  const parts = earning.parts.map((part) => {
    const amountMinor = 'saleOf' in part.rule ? percentOf(earning.baseMinor, part.rule.percent) : Number.NaN;
    return { ...part, amountMinor, shares: [amountMinor] };
  });
  return { ...earning, parts };
}

/** Everything that must be the same when it is worked out again, as one text. */
function figuresOf({ creditedNo, baseMinor, served, parts }: Earning): string {
  return JSON.stringify([
    creditedNo,
    baseMinor,
    served.map(({ payeeNo, servedMs, turnoverMinor }) => [payeeNo, servedMs, turnoverMinor]),
    parts.map(({ ruleKey, nth, counted, amountMinor, shares }) => [ruleKey, nth, counted, amountMinor, shares]),
  ]);
}

function sumOfParts({ parts }: Earning): number {
  return parts.reduce((sum, part) => sum + part.amountMinor, 0);
}
