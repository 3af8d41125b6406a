import type { DecisionContext } from '../../kernel/context.ts';
import type { AuthorisationNeed } from '../../model/authorisations/authorisation.ts';
import { paymentValue, referenceKey } from '../../model/bills/bill.ts';
import type { Payment } from '../../model/bills/bill-schema.ts';
import { absurdTimes, changeLimitOf } from '../../model/bills/change-limit.ts';
import { billError } from '../../model/bills/errors.ts';
import type { CommandData } from '../../model/commands.ts';
import type { EventPayloads, JournalEvent, StoreEvent } from '../../model/events.ts';
import type { IncidentFacts } from '../../model/incident.ts';
import type { StoreState } from '../../model/state.ts';
import { openVisit } from '../../model/visits/find.ts';
import { type Approvable, askedFor, spendAuthorisation } from '../authorisations/decide.ts';
import { theVisit } from '../visits/minimum-charge.ts';

/** What of bills a manager approves. */
export const billApprovals = {
  'bill.settle': { kind: 'visit', require: (state, id) => void openVisit(state, id) },
} satisfies Approvable;

/** Which approval an event of bills rests on; null where it needs none. */
export function billNeedOf({ type, payload }: StoreEvent): AuthorisationNeed | null {
  if (type !== 'bill.settled' || !payload.allowed) return null;
  const { bill, allowed, authorisationId = null } = payload;
  const amountMinor = (allowed.reused?.amountMinor ?? 0) + (allowed.changeMinor ?? 0);
  return { act: 'bill.settle', subject: theVisit(bill.visitId), amountMinor, currency: bill.currency, authorisationId };
}

/** What of bills stands on the day's list. */
export function billIncidents({ type, payload }: JournalEvent): IncidentFacts[] {
  if (type !== 'bill.settled' || !payload.allowed) return [];
  const { bill, allowed, allowedBy = null } = payload;
  const { visitId, roomNo, currency } = bill;
  const { reused, changeMinor, reason: why } = allowed;
  const on = { visitId, roomNo, currency, allowedBy };
  const { references = [], amountMinor = 0 } = reused ?? {};
  const reason = `${references.join(', ')} · ${why}`;
  return [
    ...(reused ? [{ kind: 'reference-reused' as const, ...on, amountMinor, reason }] : []),
    ...(changeMinor === undefined
      ? []
      : [{ kind: 'change-high' as const, ...on, amountMinor: changeMinor, reason: why }]),
  ];
}

interface Taken {
  visitId: string;
  payments: readonly Payment[];
  changeMinor: number;
  /** Of the bill. */
  currency: string;
}

/**
 * A manager's approval of a reference that was used before and of change above the tender's limit, of both together;
 * nothing where there is neither. Throws REFERENCE_USED and CHANGE_TOO_HIGH, each with what a manager is to be asked
 * for, CHANGE_ABSURD where nobody could mean it.
 */
export function approvalOfPayments(
  state: StoreState,
  { visitId, payments, changeMinor, currency }: Taken,
  { authorisationId }: Pick<CommandData<'bill.settle'>, 'authorisationId'>,
  ctx: DecisionContext,
): { used: StoreEvent[]; said: Pick<EventPayloads['bill.settled'], 'allowed' | 'authorisationId' | 'allowedBy'> } {
  const reused = reusedIn(state, payments);
  const limitMinor = Math.max(0, ...payments.map((payment) => limitOf(state, payment, currency)));
  if (changeMinor > limitMinor * absurdTimes) throw billError('CHANGE_ABSURD', { changeMinor });
  const isHigh = changeMinor > limitMinor;
  if (reused.length === 0 && !isHigh) return { used: [], said: {} };
  const reusedMinor = reused.reduce((sum, { valueMinor }) => sum + valueMinor, 0);
  const amount = { amountMinor: reusedMinor + (isHigh ? changeMinor : 0), currency };
  const what = { act: 'bill.settle', subject: theVisit(visitId), amount };
  const references = reused.map(({ reference }) => reference ?? '');
  if (authorisationId === undefined) {
    const asked = askedFor(what);
    throw reused.length > 0
      ? billError('REFERENCE_USED', { reference: references.join(', '), ...asked })
      : billError('CHANGE_TOO_HIGH', { changeMinor, limitMinor, ...asked });
  }
  const { authorisation, used } = spendAuthorisation(state, authorisationId, what, ctx);
  const { id, givenBy, reason } = authorisation;
  const allowed = {
    ...(reused.length > 0 && { reused: { references, amountMinor: reusedMinor } }),
    ...(isHigh && { changeMinor }),
    reason,
  };
  return { used: [used], said: { allowed, authorisationId: id, allowedBy: givenBy } };
}

/** External payments whose reference stands in the books already, or twice on this bill. */
function reusedIn(state: StoreState, payments: readonly Payment[]): Payment[] {
  const here = new Set<string>();
  return payments.filter(({ tenderCode, reference }) => {
    if (reference === null || state.site.tenders.get(tenderCode)?.kind !== 'external') return false;
    const key = `${tenderCode} ${referenceKey(reference)}`;
    const isUsed = here.has(key) || state.bills.isReferenceUsed(tenderCode, reference);
    here.add(key);
    return isUsed;
  });
}

/** The change a payment allows without a manager, in the bill's currency. */
function limitOf(state: StoreState, { tenderCode, rate }: Payment, currency: string): number {
  const tender = state.site.tenders.get(tenderCode);
  if (!tender?.givesChange) return 0;
  return paymentValue(changeLimitOf(tender), tender.currency, currency, rate);
}
