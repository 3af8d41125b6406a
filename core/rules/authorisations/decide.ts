import type { Money } from '../../kernel/amounts.ts';
import type { DecisionContext } from '../../kernel/context.ts';
import {
  type ApprovalSubject,
  type Authorisation,
  authorisationForMs,
} from '../../model/authorisations/authorisation.ts';
import { authorisationError } from '../../model/authorisations/errors.ts';
import type { CommandData } from '../../model/commands.ts';
import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import { approvalSettings } from '../../model/site/defaults.ts';
import { ownCurrency } from '../../model/site/find.ts';
import { staffError } from '../../model/staff/errors.ts';
import { mayDo } from '../../model/staff/permissions.ts';
import type { StoreState } from '../../model/state.ts';

/**
 * The acts of a part that a manager can approve, by the command that does them: what kind of thing each is about, and
 * how its id is looked up (`require` throws the part's own error for one that is not there).
 */
export type Approvable = Readonly<Record<string, { kind: string; require(state: StoreState, id: string): void }>>;

/** A manager approves one act of those that can be approved; the actor is the manager, whose PIN or card the host has checked. */
export function giveAuthorisation(
  approvable: Approvable,
  state: StoreState,
  data: CommandData<'authorisation.give'>,
  ctx: DecisionContext,
): StoreEvent[] {
  const manager = state.site.staff.get(ctx.actor);
  if (!manager || !mayDo(manager.role, 'authorise')) throw staffError('NOT_ALLOWED', { permission: 'authorise' });
  const { act, subject } = data;
  const one = Object.hasOwn(approvable, act) ? approvable[act] : undefined;
  if (!one || one.kind !== subject.kind) throw authorisationError('AUTHORISATION_NOT_FOR_THIS', { act });
  one.require(state, subject.id);
  return [
    event('authorisation.given', {
      ...data,
      authorisationId: ctx.newId(),
      amountMinor: data.amountMinor ?? null,
      currency: data.currency ?? ownCurrency(state),
      expiresAt: ctx.at + authorisationForMs,
    }),
  ];
}

/**
 * Uses an approval up for what it was given for. Throws AUTHORISATION_NEEDED, AUTHORISATION_UNKNOWN,
 * AUTHORISATION_FOR_ANOTHER (act, subject or amount), AUTHORISATION_USED, AUTHORISATION_EXPIRED, and AUTHORISATION_OWN
 * where whoever acts approved it and the settings do not have that. `isConfirmation`: whoever acts only shows anew who
 * it is, which is no approval of the own act.
 */
export function spendAuthorisation(
  state: Pick<StoreState, 'authorisations' | 'site'>,
  authorisationId: string | undefined,
  { act, subject, amount = null }: { act: string; subject: ApprovalSubject; amount?: Money | null },
  { at, actor }: Pick<DecisionContext, 'at' | 'actor'>,
  isConfirmation = false,
): { authorisation: Authorisation; used: StoreEvent } {
  if (authorisationId === undefined)
    throw authorisationError('AUTHORISATION_NEEDED', askedFor({ act, subject, amount }));
  const authorisation = state.authorisations.byId(authorisationId);
  if (!authorisation) throw authorisationError('AUTHORISATION_UNKNOWN', { authorisationId });
  const isForThis =
    authorisation.act === act &&
    authorisation.subject.kind === subject.kind &&
    authorisation.subject.id === subject.id &&
    authorisation.amountMinor === (amount?.amountMinor ?? null) &&
    (amount === null || authorisation.currency === amount.currency);
  if (!isForThis) throw authorisationError('AUTHORISATION_FOR_ANOTHER', { act });
  if (authorisation.usedAt !== null) throw authorisationError('AUTHORISATION_USED', { act });
  if (at > authorisation.expiresAt) throw authorisationError('AUTHORISATION_EXPIRED', { act });
  const isOwn = !isConfirmation && authorisation.givenBy === actor;
  if (isOwn && !approvalSettings(state.site.site).own) throw authorisationError('AUTHORISATION_OWN', { act });
  const { amountMinor, currency, reason } = authorisation;
  const own = { reason, ...(amountMinor === null ? {} : { amountMinor, currency }) };
  const used = event('authorisation.used', { authorisationId, act, subject, ...(isOwn && { own }) });
  return { authorisation, used };
}

/** What a manager is to be asked for, as a refusal says it: a screen asks, and sends the act again. */
export function askedFor({
  act,
  subject,
  amount = null,
}: {
  act: string;
  subject: ApprovalSubject;
  amount?: Money | null;
}) {
  return { act, subject, ...(amount ?? {}) };
}
