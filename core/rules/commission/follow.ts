import type { DecisionContext } from '../../kernel/context.ts';
import { monthOf, openMonth } from '../../kernel/month.ts';
import { paidAs } from '../../model/clock-types/clock-types.ts';
import type { Clock } from '../../model/clocks/clock.ts';
import { splitMinor } from '../../model/commission/amount.ts';
import type { Earning } from '../../model/commission/earned.ts';
import { earningOfClock, earningOfGoods, type ServedSpan } from '../../model/commission/earning.ts';
import type { FrozenRule } from '../../model/commission/frozen-rule.ts';
import { type ExtensionMeasure, freeze } from '../../model/commission/rules.ts';
import type { EventOf, EventPayloads, StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import type { StoreState } from '../../model/state.ts';

/**
 * What commission makes of a decision's events, whatever decided them: a clock or extension that starts carries the
 * rules in force, one that ends is followed by what it earned, and so is a bill by what its goods earned who sold
 * them. A cancelled clock earns nothing.
 */
export function withCommission(
  state: StoreState,
  events: readonly StoreEvent[],
  ctx: Pick<DecisionContext, 'at' | 'businessDate'>,
): StoreEvent[] {
  const counts = new Map<string, number>();
  return events.flatMap((one): StoreEvent[] => {
    switch (one.type) {
      case 'clock.started':
        return [event('clock.started', { ...one.payload, commission: rulesAtStart(state, one.payload) })];
      case 'clock.extended':
        return [event('clock.extended', { ...one.payload, commission: rulesAtExtension(state, one.payload) })];
      case 'clock.converted':
      case 'clock.itemChanged':
        return [one.payload.running ? frozenAnew(state, one) : one];
      case 'clock.ended':
        return [one, ...earningsOfEnd(state, one.payload, ctx, counts).map((earning) => earned(state, earning, ctx))];
      case 'bill.settled':
        return [one, ...earningsOfBill(state, one.payload).map((earning) => earned(state, earning, ctx))];
      default:
        return [one];
    }
  });
}

function earned(state: StoreState, earning: Earning, ctx: Pick<DecisionContext, 'businessDate'>): StoreEvent {
  const month = monthToBook(state, ctx);
  return event('commission.earned', month === monthOf(ctx.businessDate) ? earning : { ...earning, month });
}

function monthToBook({ pay }: StoreState, { businessDate }: Pick<DecisionContext, 'businessDate'>): string {
  return openMonth({ isClosed: (month) => pay.isClosed(month) }, monthOf(businessDate));
}

function rulesAtStart(state: StoreState, payload: EventPayloads['clock.started']): FrozenRule[] {
  const clock = state.clocks.byId(payload.clockId);
  return clock ? rulesNow(state, { ...clock, technicianNo: payload.technicianNo }, null) : [];
}

/** A clock that goes on as another type or item is paid by the rules of that, as they are now. */
function frozenAnew(state: StoreState, one: EventOf<'clock.converted' | 'clock.itemChanged'>): StoreEvent {
  const clock = state.clocks.byId(one.payload.clockId);
  const { serviceCode } = one.payload;
  if (!clock) return one;
  if (one.type === 'clock.itemChanged') {
    return event(one.type, { ...one.payload, commission: rulesNow(state, { ...clock, serviceCode }, null) });
  }
  return event(one.type, { ...one.payload, commission: rulesNow(state, { ...clock, type: 'converted' }, null) });
}

function rulesAtExtension(state: StoreState, payload: EventPayloads['clock.extended']): FrozenRule[] {
  const unitMinutes = state.site.services.get(payload.serviceCode)?.extension.minutes ?? payload.minutes;
  const wholeMinutes = state.clocks.byId(payload.parentId)?.minutes ?? payload.minutes;
  return rulesNow(state, { ...payload, type: 'extension' }, { unitMinutes, wholeMinutes });
}

function rulesNow(
  state: StoreState,
  clock: Pick<Clock, 'technicianNo' | 'serviceCode' | 'type'>,
  extension: ExtensionMeasure | null,
): FrozenRule[] {
  const { site, technicians, services } = state.site;
  const technicianNo = clock.technicianNo ?? '';
  const facts = {
    technicianNo,
    level: technicians.get(technicianNo)?.level ?? null,
    serviceCode: clock.serviceCode,
    group: services.get(clock.serviceCode)?.group ?? null,
    type: clock.type,
    paidAs: paidAs(clock.type, state.clocks.types()),
  };
  return freeze(site.commission, facts, extension);
}

/** The main clock first, then its extensions: they look at the same count of the month. */
function earningsOfEnd(
  state: StoreState,
  payload: EventPayloads['clock.ended'],
  ctx: Pick<DecisionContext, 'at' | 'businessDate'>,
  counts: Map<string, number>,
): Earning[] {
  const main = state.clocks.byId(payload.clockId);
  if (!main) return [];
  const { technicianNo } = payload;
  const month = monthToBook(state, ctx);
  const siblings = state.clocks.ofItem(main.pairOf ?? main.id);
  const spans: ServedSpan[] = state.pay.spansOf(main.id).map((span) => ({ ...span, toAt: span.toAt ?? ctx.at }));
  const countBefore = (ruleKey: string) => {
    const key = `${technicianNo} ${ruleKey}`;
    const count = counts.get(key) ?? state.pay.countOf(technicianNo, month, ruleKey);
    counts.set(key, count);
    return count;
  };
  const extensions = payload.extensionIds.flatMap((id) => state.clocks.byId(id) ?? []);
  return [main, ...extensions].map((clock) => {
    const isExtension = clock.parentId !== null;
    const earning = earningOfClock({
      clockId: clock.id,
      type: clock.type,
      serviceCode: clock.serviceCode,
      technicianNo,
      minutes: clock.minutes,
      baseMinor: isExtension ? extensionBase(state, clock, siblings) : baseOf(clock, siblings),
      isExtension,
      spans,
      // A clock that was running before rules were frozen is paid by those in force now.
      rules: state.pay.frozenRules(clock.id) ?? rulesNow(state, clock, null),
      countBefore,
    });
    for (const { ruleKey, counted } of earning.parts) {
      if (counted) counts.set(`${technicianNo} ${ruleKey}`, countBefore(ruleKey) + 1);
    }
    return earning;
  });
}

/** The part of an item's price that is this technician's: one item may take several, and only one carries the price. */
function baseOf(clock: Clock, together: readonly Clock[]): number {
  const all = together.filter((other) => other.state !== 'cancelled').sort((a, b) => (a.id < b.id ? -1 : 1));
  const index = all.findIndex((other) => other.id === clock.id);
  if (all.length < 2 || index < 0) return clock.priceMinor;
  const priceMinor = all.reduce((sum, other) => sum + other.priceMinor, 0);
  return splitMinor(priceMinor, Array<number>(all.length).fill(1))[index] ?? 0;
}

/** Technicians of the same item are extended together; the price stands on one of the extensions. */
function extensionBase(state: StoreState, extension: Clock, siblings: readonly Clock[]): number {
  if (siblings.length < 2) return extension.priceMinor;
  const together = siblings
    .flatMap((sibling) => state.clocks.extensionsOf(sibling.id))
    .filter((other) => other.orderedAt === extension.orderedAt);
  return baseOf(extension, together);
}

/** Whoever ordered goods sold them. */
function earningsOfBill(state: StoreState, { bill }: EventPayloads['bill.settled']): Earning[] {
  const { goods } = state.site;
  return bill.lines.flatMap(({ kind, refId, code, amountMinor }) => {
    const percent = goods.get(code)?.commissionPercent;
    const sellerNo = kind === 'goods' && refId !== null ? state.goods.line(refId)?.orderedBy : undefined;
    if (percent === undefined || sellerNo === undefined || refId === null) return [];
    // Who has left since is paid all the same.
    if (state.settings.holderByKey('person', sellerNo) === null) return [];
    return [earningOfGoods({ lineId: refId, goodsCode: code, sellerNo, amountMinor, percent })];
  });
}
