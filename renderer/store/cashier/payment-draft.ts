import { foreignForMinor, parseAmount } from '../../../core/kernel/money.ts';
import { paymentValue } from '../../../core/model/bills/bill.ts';
import type { Catalog } from '../../../host/parts/site/views.ts';

/** What the cashier has put down for one visit and not settled yet. Kept per visit, so that looking away loses nothing. */
export interface PaymentDraft {
  tenderCode: string;
  /** The amount as typed, in the tender's currency; empty means exactly what is due. */
  typed: string;
  reference: string;
  payments: DraftPayment[];
}

/** One payment put down, in its tender's currency. */
export interface DraftPayment {
  tenderCode: string;
  amountMinor: number;
  reference: string;
}

/** How payments stand against a total; all in the bill's currency. */
export interface Balance {
  paidMinor: number;
  remainingMinor: number;
  changeMinor: number;
  /** Too much in tenders that give no change. */
  excessMinor: number;
}

export type Tender = Catalog['tenders'][number];
/** What there is to pay with. `store.currency`: the bill's own, which the rates are for. */
export interface MoneyRules extends Pick<Catalog, 'currencies' | 'tenders'> {
  store: { currency: string };
}

/** The rules for a bill: the rates of the day are for the store's own currency, and of no use in another. */
export function rulesFor(currency: string | undefined, { store, currencies, tenders }: MoneyRules): MoneyRules {
  const its = currency ?? store.currency;
  return { store: { currency: its }, currencies: its === store.currency ? currencies : [], tenders };
}

/** The store takes at most this many payments on one bill. */
export const maxPayments = 20;

/** The rate of the day of a tender's currency; null for the store's own. */
export function rateOf(tender: Pick<Tender, 'currency'>, { store, currencies }: MoneyRules): string | null {
  if (tender.currency === store.currency) return null;
  return currencies.find((currency) => currency.code === tender.currency)?.rate ?? null;
}

/** The tenders that can be taken today: a foreign one only with a rate. */
export function usableTenders(rules: MoneyRules): Tender[] {
  return rules.tenders.filter(
    (tender) => tender.usable && (tender.currency === rules.store.currency || rateOf(tender, rules) !== null),
  );
}

/** Nothing put down yet: the first tender that can be taken. */
export function draftFor(rules: MoneyRules): PaymentDraft {
  return { tenderCode: usableTenders(rules)[0]?.code ?? '', typed: '', reference: '', payments: [] };
}

/** What a payment counts for in the bill's currency. */
export function worthOf(payment: Pick<DraftPayment, 'tenderCode' | 'amountMinor'>, rules: MoneyRules): number {
  const tender = rules.tenders.find((candidate) => candidate.code === payment.tenderCode);
  if (!tender) return 0;
  return paymentValue(payment.amountMinor, tender.currency, rules.store.currency, rateOf(tender, rules));
}

/** How payments stand against a total. */
export function balanceOf(totalMinor: number, payments: readonly DraftPayment[], rules: MoneyRules): Balance {
  let paidMinor = 0;
  let changeableMinor = 0;
  for (const payment of payments) {
    const valueMinor = worthOf(payment, rules);
    paidMinor += valueMinor;
    const tender = rules.tenders.find((candidate) => candidate.code === payment.tenderCode);
    if (tender?.givesChange) changeableMinor += valueMinor;
  }
  const overMinor = Math.max(0, paidMinor - totalMinor);
  const excessMinor = Math.max(0, overMinor - changeableMinor);
  return {
    paidMinor,
    remainingMinor: Math.max(0, totalMinor - paidMinor),
    changeMinor: overMinor - excessMinor,
    excessMinor,
  };
}

/** What is due in the tender's own currency for `remainingMinor` of the bill's. */
export function dueIn(tender: Tender, remainingMinor: number, rules: MoneyRules): number {
  const rate = rateOf(tender, rules);
  return rate === null ? remainingMinor : foreignForMinor(remainingMinor, tender.currency, rules.store.currency, rate);
}

/** What stands in the amount field and what would happen with it. */
export interface Standing {
  tender: Tender | undefined;
  /** With the payments put down so far. */
  balance: Balance;
  /** What is typed as a payment; null when nothing is due any more or the amount is not one. */
  pending: DraftPayment | null;
  /** With what is typed as well. */
  after: Balance;
  problem: 'amount' | 'reference' | 'no-change' | null;
}

/** Where a draft stands against the total of the bill. */
export function standingOf(totalMinor: number, draft: PaymentDraft, rules: MoneyRules): Standing {
  const tender = usableTenders(rules).find((candidate) => candidate.code === draft.tenderCode);
  const balance = balanceOf(totalMinor, draft.payments, rules);
  const nothing: Standing = { tender, balance, pending: null, after: balance, problem: null };
  if (balance.remainingMinor === 0 && draft.typed === '') {
    return balance.excessMinor > 0 ? { ...nothing, problem: 'no-change' } : nothing;
  }
  if (!tender) return { ...nothing, problem: 'amount' };
  const typedMinor = parseAmount(draft.typed, tender.currency);
  const amountMinor = draft.typed === '' ? dueIn(tender, balance.remainingMinor, rules) : typedMinor;
  if (amountMinor === null || amountMinor === 0) return { ...nothing, problem: 'amount' };
  const pending = { tenderCode: tender.code, amountMinor, reference: draft.reference.trim() };
  const after = balanceOf(totalMinor, [...draft.payments, pending], rules);
  const problem =
    after.excessMinor > 0 ? 'no-change' : tender.needsReference && !pending.reference ? 'reference' : null;
  return { tender, balance, pending, after, problem };
}
