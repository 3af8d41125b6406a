import { monthOf } from '../kernel/month.ts';
import type { ClockType, CountColumn } from '../model/clock-types/clock-types.ts';
import { splitMinor } from '../model/commission/amount.ts';
import type { Earning } from '../model/commission/earned.ts';
import { earningOfClock, type ServedSpan } from '../model/commission/earning.ts';
import { freeze } from '../model/commission/rules.ts';
import type { SiteIndex } from '../model/site/site-index.ts';

/** What a technician had in a period, one way or the other. */
export interface WhatIfCounts {
  /** Ended main clocks, by how they came. */
  clocks: number;
  rotation: number;
  requested: number;
  /** Clocks of the rotation that counted as a turn. */
  turns: number;
  extensions: number;
  minutes: number;
  /** Commission of clocks and extensions, minor units. */
  payMinor: number;
}

/** One clock (or extension) as it ended. */
export interface EndedClock {
  clockId: string;
  /** The priced clock of the item, itself where it is one. */
  itemId: string;
  type: ClockType;
  /** Where it counts. */
  column: CountColumn | 'extension';
  serviceCode: string;
  technicianNo: string;
  minutes: number;
  priceMinor: number;
  isTurn: boolean;
  /** Who began it and as what: the rules of pay are those of the start. */
  begunAs: { technicianNo: string; type: ClockType; paidAs: ClockType };
  spans: readonly ServedSpan[];
  /** Null for a main clock. */
  extensionOf: { wholeMinutes: number; orderedAt: number } | null;
  businessDate: string;
}

/** Adds up ended clocks by technician, and pays them by the rules of the site file. */
export class Tally {
  readonly #counts = new Map<string, WhatIfCounts>();
  /** By technician, month and rule: the clocks of the month, for tiers. */
  readonly #months = new Map<string, number>();

  of(technicianNo: string): WhatIfCounts {
    return (
      this.#counts.get(technicianNo) ?? {
        ...{ clocks: 0, rotation: 0, requested: 0, turns: 0, extensions: 0, minutes: 0, payMinor: 0 },
      }
    );
  }

  get technicianNos(): string[] {
    return [...this.#counts.keys()];
  }

  /** A clock of the month before the period began. */
  before(earning: Pick<Earning, 'creditedNo' | 'parts'>, businessDate: string): void {
    for (const { ruleKey, counted } of earning.parts) {
      if (counted) this.#count(`${earning.creditedNo} ${monthOf(businessDate)} ${ruleKey}`);
    }
  }

  /** Counts a clock that ended, without its pay. */
  count(ended: EndedClock): void {
    const { technicianNo, column, isTurn, minutes, extensionOf } = ended;
    if (extensionOf) this.#add(technicianNo, { extensions: 1, minutes });
    else {
      const isRotation = column === 'rotation';
      this.#add(technicianNo, {
        clocks: 1,
        rotation: isRotation ? 1 : 0,
        requested: column === 'requested' ? 1 : 0,
        turns: isRotation && isTurn ? 1 : 0,
        minutes,
      });
    }
  }

  /** What a clock earned, as it stands in the journal. */
  paid({ served, parts }: Earning): void {
    served.forEach(({ payeeNo }, index) => {
      const payMinor = parts.reduce((sum, { shares }) => sum + (shares[index] ?? 0), 0);
      this.#add(payeeNo, { payMinor });
    });
  }

  /** What a clock would have earned. `together`: the clocks of the same item with it, by id. */
  pay(ended: EndedClock, together: readonly { clockId: string; priceMinor: number }[], site: SiteIndex): void {
    const service = site.services.get(ended.serviceCode);
    const month = monthOf(ended.businessDate);
    const facts = {
      technicianNo: ended.begunAs.technicianNo,
      level: site.technicians.get(ended.begunAs.technicianNo)?.level ?? null,
      serviceCode: ended.serviceCode,
      group: service?.group ?? null,
      type: ended.begunAs.type,
      paidAs: ended.begunAs.paidAs,
    };
    const { extensionOf } = ended;
    const unitMinutes = service?.extension.minutes ?? ended.minutes;
    const earning = earningOfClock({
      clockId: ended.clockId,
      type: ended.type,
      serviceCode: ended.serviceCode,
      technicianNo: ended.technicianNo,
      minutes: ended.minutes,
      baseMinor: shareOf(ended, together),
      currency: site.site.store.currency,
      isExtension: extensionOf !== null,
      spans: ended.spans,
      rules: freeze(
        site.site.commission,
        facts,
        extensionOf && { unitMinutes, wholeMinutes: extensionOf.wholeMinutes },
      ),
      countBefore: (ruleKey) => this.#months.get(`${ended.technicianNo} ${month} ${ruleKey}`) ?? 0,
    });
    this.before(earning, ended.businessDate);
    this.paid(earning);
  }

  #add(technicianNo: string, more: Partial<WhatIfCounts>): void {
    const counts = this.of(technicianNo);
    this.#counts.set(technicianNo, {
      clocks: counts.clocks + (more.clocks ?? 0),
      rotation: counts.rotation + (more.rotation ?? 0),
      requested: counts.requested + (more.requested ?? 0),
      turns: counts.turns + (more.turns ?? 0),
      extensions: counts.extensions + (more.extensions ?? 0),
      minutes: counts.minutes + (more.minutes ?? 0),
      payMinor: counts.payMinor + (more.payMinor ?? 0),
    });
  }

  #count(key: string): void {
    this.#months.set(key, (this.#months.get(key) ?? 0) + 1);
  }
}

/** One item may take several technicians and only one clock carries the price: each has an equal part of it. */
function shareOf(ended: EndedClock, together: readonly { clockId: string; priceMinor: number }[]): number {
  const index = together.findIndex(({ clockId }) => clockId === ended.clockId);
  if (together.length < 2 || index < 0) return ended.priceMinor;
  const priceMinor = together.reduce((sum, one) => sum + one.priceMinor, 0);
  return splitMinor(priceMinor, Array<number>(together.length).fill(1))[index] ?? 0;
}
