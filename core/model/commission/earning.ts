import type { ClockType } from '../clock-types/clock-types.ts';
import { amountOf, isTiered, percentOf, splitMinor } from './amount.ts';

import type { Earning } from './earned.ts';
import type { FrozenRule } from './frozen-rule.ts';
import { ruleKeyOf } from './rules.ts';

/** One technician's time on a clock, UTC ms. */
export interface ServedSpan {
  technicianNo: string;
  fromAt: number;
  toAt: number;
}

export interface ClockEarningFacts {
  clockId: string;
  type: ClockType;
  serviceCode: string;
  technicianNo: string;
  minutes: number;
  baseMinor: number;
  /** Of the price, and so of what it earns. */
  currency: string | null;
  isExtension: boolean;
  /** Of the main clock, in order of time: extensions are split alike. */
  spans: readonly ServedSpan[];
  rules: readonly FrozenRule[];
  /** How many clocks of the month the technician has had by a rule before this one. */
  countBefore(ruleKey: string): number;
}

/** What an ended clock earned: every frozen rule's amount, split by the time each technician served. */
export function earningOfClock(facts: ClockEarningFacts): Earning {
  const { clockId, type, serviceCode, technicianNo, minutes, baseMinor, currency, isExtension, rules } = facts;
  const times = timesOf(facts.spans, technicianNo);
  const weights = times.map(({ servedMs }) => servedMs);
  const turnover = splitMinor(baseMinor, weights);
  return {
    source: 'clock',
    refId: clockId,
    creditedNo: technicianNo,
    clockType: type,
    code: serviceCode,
    baseMinor,
    minutes,
    served: times.map((time, index) => ({ ...time, turnoverMinor: turnover[index] ?? 0 })),
    parts: rules.map((rule) => {
      const ruleKey = ruleKeyOf(rule);
      // An extension belongs to its main clock and is no clock of the month, except by a rule for extensions.
      const counted = !isExtension || rule.match.type === 'extension';
      const before = facts.countBefore(ruleKey);
      const nth = counted ? before + 1 : Math.max(1, before);
      const amountMinor = amountOf(rule, { baseMinor, minutes, nth });
      return {
        rule,
        ruleKey,
        nth: isTiered(rule) ? nth : null,
        counted,
        amountMinor,
        shares: splitMinor(amountMinor, weights),
      };
    }),
    currency,
  };
}

/** What a sale of goods earned its seller. */
export function earningOfGoods(facts: {
  lineId: string;
  goodsCode: string;
  sellerNo: string;
  amountMinor: number;
  currency: string | null;
  percent: number | string;
}): Earning {
  const { lineId, goodsCode, sellerNo, amountMinor, currency, percent } = facts;
  const earnedMinor = percentOf(amountMinor, percent);
  return {
    source: 'goods',
    refId: lineId,
    creditedNo: sellerNo,
    clockType: null,
    code: goodsCode,
    baseMinor: amountMinor,
    minutes: 0,
    served: [{ payeeNo: sellerNo, servedMs: 0, turnoverMinor: amountMinor }],
    parts: [
      {
        rule: { saleOf: goodsCode, percent },
        ruleKey: 'sale',
        nth: null,
        counted: false,
        amountMinor: earnedMinor,
        shares: [earnedMinor],
      },
    ],
    currency,
  };
}

/** Everybody once, in order of the first turn; somebody who came back served both times. */
function timesOf(spans: readonly ServedSpan[], technicianNo: string): { payeeNo: string; servedMs: number }[] {
  const times = new Map<string, number>();
  for (const span of spans) {
    times.set(span.technicianNo, (times.get(span.technicianNo) ?? 0) + Math.max(0, span.toAt - span.fromAt));
  }
  if (times.size === 0) times.set(technicianNo, 0);
  return [...times].map(([payeeNo, servedMs]) => ({ payeeNo, servedMs }));
}
