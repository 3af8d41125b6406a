import type { DecisionContext } from '../../kernel/context.ts';
import {
  type Authorisation,
  type AuthorisedAct,
  authorisationForMs,
} from '../../model/authorisations/authorisation.ts';
import { authorisationError } from '../../model/authorisations/errors.ts';
import { mainClock } from '../../model/clocks/find.ts';
import type { CommandData } from '../../model/commands.ts';
import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import { staffError } from '../../model/staff/errors.ts';
import { mayDo } from '../../model/staff/permissions.ts';
import type { StoreState } from '../../model/state.ts';

/** A manager approves one act; the actor is the manager, whose PIN or card the host has checked. */
export function giveAuthorisation(
  state: StoreState,
  data: CommandData<'authorisation.give'>,
  ctx: DecisionContext,
): StoreEvent[] {
  const manager = state.site.staff.get(ctx.actor);
  if (!manager || !mayDo(manager.role, 'authorise')) throw staffError('NOT_ALLOWED', { permission: 'authorise' });
  mainClock(state, data.subject);
  return [
    event('authorisation.given', {
      ...data,
      authorisationId: ctx.newId(),
      amountMinor: data.amountMinor ?? null,
      expiresAt: ctx.at + authorisationForMs,
    }),
  ];
}

/**
 * Uses an approval up for what it was given for. Throws AUTHORISATION_NEEDED, AUTHORISATION_UNKNOWN,
 * AUTHORISATION_FOR_ANOTHER (act, subject or amount), AUTHORISATION_USED, AUTHORISATION_EXPIRED.
 */
export function spendAuthorisation(
  state: Pick<StoreState, 'authorisations'>,
  authorisationId: string | undefined,
  { act, subject, amountMinor = null }: { act: AuthorisedAct; subject: string; amountMinor?: number | null },
  { at }: Pick<DecisionContext, 'at'>,
): { authorisation: Authorisation; used: StoreEvent } {
  if (authorisationId === undefined) throw authorisationError('AUTHORISATION_NEEDED', { act });
  const authorisation = state.authorisations.byId(authorisationId);
  if (!authorisation) throw authorisationError('AUTHORISATION_UNKNOWN', { authorisationId });
  const isForThis =
    authorisation.act === act && authorisation.subject === subject && authorisation.amountMinor === amountMinor;
  if (!isForThis) throw authorisationError('AUTHORISATION_FOR_ANOTHER', { act });
  if (authorisation.usedAt !== null) throw authorisationError('AUTHORISATION_USED', { act });
  if (at > authorisation.expiresAt) throw authorisationError('AUTHORISATION_EXPIRED', { act });
  return { authorisation, used: event('authorisation.used', { authorisationId, act, subject }) };
}
