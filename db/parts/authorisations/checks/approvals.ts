import {
  type ApprovalSubject,
  type AuthorisationNeed,
  authorisationForMs,
} from '../../../../core/model/authorisations/authorisation.ts';
import type { EventPayloads, JournalEvent } from '../../../../core/model/events.ts';
import { mayDo } from '../../../../core/model/staff/permissions.ts';
import type { StoreState } from '../../../../core/model/state.ts';

import { needOf } from '../../../../core/parts.ts';
import type { Problems } from '../../../engine/problems.ts';
import type { JournalCheck } from '../../../engine/proof.ts';
import type { AuthorisationProblem } from './problems.ts';

type Given = EventPayloads['authorisation.given'] & { seq: number; givenBy: string; isUsed: boolean };

interface Known {
  commandAt: number;
  given: Given[];
}

/**
 * Follows the journal: every approval was given by who may, is used once at most, in time, for what and for how much it
 * was given, by something that needed it; and nothing that needs one was done without.
 */
export class AuthorisationCheck implements JournalCheck {
  readonly #problems: Problems<AuthorisationProblem>;
  readonly #state: Pick<StoreState, 'site'>;
  readonly #given = new Map<string, Given>();
  #commandId = '';
  #commandAt = 0;
  #used: { seq: number; authorisationId: string; act: string; subject: ApprovalSubject }[] = [];
  #needs: (AuthorisationNeed & { seq: number; allowedBy: string | null })[] = [];

  /** `state`: the tables led along the journal. */
  constructor(state: Pick<StoreState, 'site'>, problems: Problems<AuthorisationProblem>) {
    this.#state = state;
    this.#problems = problems;
  }

  /** An approval that is too old to be used is forgotten: whoever uses it then was never given it. */
  known(): Known {
    return {
      commandAt: this.#commandAt,
      given: [...this.#given.values()].filter(({ expiresAt }) => expiresAt >= this.#commandAt),
    };
  }

  takeUp({ commandAt, given }: Known): void {
    this.#commandAt = commandAt;
    for (const one of given) this.#given.set(one.authorisationId, one);
  }

  /** The next row of the journal. Use and need stand in one command. */
  next(event: JournalEvent): void {
    if (event.commandId !== this.#commandId) this.finish();
    this.#commandId = event.commandId;
    this.#commandAt = event.at;
    const need = needOf(event);
    const allowedBy = 'allowedBy' in event.payload ? (event.payload.allowedBy ?? null) : null;
    if (need) this.#needs.push({ ...need, seq: event.seq, allowedBy });
    if (event.type === 'authorisation.given') {
      this.#give(event);
    } else if (event.type === 'authorisation.used') {
      this.#use(event);
    }
  }

  /** The end of a command, or of the journal. */
  finish(): void {
    const isSame = (use: { authorisationId: string; act: string; subject: ApprovalSubject }, need: AuthorisationNeed) =>
      use.authorisationId === need.authorisationId && use.act === need.act && isSameSubject(use.subject, need.subject);
    for (const need of this.#needs) {
      const { seq, act, subject, amountMinor, currency, allowedBy, authorisationId } = need;
      const isMet = this.#used.some((use) => isSame(use, need));
      if (!isMet) this.#problems.add('AUTHORISATION_MISSING', { seq, act, subject: subject.id });
      const given = this.#given.get(authorisationId ?? '');
      const isForIt =
        !given ||
        (given.amountMinor === amountMinor &&
          // What an older version left open is the store's own.
          (currency === null || given.currency === null || given.currency === currency) &&
          (allowedBy === null || allowedBy === given.givenBy));
      if (isMet && !isForIt)
        this.#problems.add('AUTHORISATION_FOR_ANOTHER', { seq, authorisationId, act, subject: subject.id });
    }
    for (const use of this.#used) {
      if (!this.#needs.some((need) => isSame(use, need))) {
        const { subject, ...facts } = use;
        this.#problems.add('AUTHORISATION_NOT_NEEDED', { ...facts, subject: subject.id });
      }
    }
    this.#needs = [];
    this.#used = [];
  }

  /** By somebody who may approve, and no longer than an approval lasts. */
  #give({ seq, at, actor: givenBy, payload }: Extract<JournalEvent, { type: 'authorisation.given' }>): void {
    const { authorisationId, expiresAt } = payload;
    const role = this.#state.site.staff.get(givenBy)?.role;
    if (!role || !mayDo(role, 'authorise') || expiresAt > at + authorisationForMs) {
      this.#problems.add('AUTHORISATION_NOT_ALLOWED', { seq, authorisationId, givenBy });
    }
    this.#given.set(authorisationId, { ...payload, seq, givenBy, isUsed: false });
  }

  #use({ seq, at, payload }: Extract<JournalEvent, { type: 'authorisation.used' }>): void {
    const { authorisationId, act, subject } = payload;
    this.#used.push({ seq, authorisationId, act, subject });
    const given = this.#given.get(authorisationId);
    const wrong = wrongUse(given, { at, act, subject });
    if (wrong !== null) this.#problems.add(wrong, { seq, authorisationId, act, subject: subject.id });
    if (given) given.isUsed = true;
  }
}

/** What is wrong with a use; null when nothing is. */
function wrongUse(
  given: Given | undefined,
  { at, act, subject }: { at: number; act: string; subject: ApprovalSubject },
): AuthorisationProblem | null {
  if (!given) return 'AUTHORISATION_NEVER_GIVEN';
  if (given.isUsed) return 'AUTHORISATION_USED_TWICE';
  if (given.act !== act || !isSameSubject(given.subject, subject)) return 'AUTHORISATION_FOR_ANOTHER';
  return at > given.expiresAt ? 'AUTHORISATION_TOO_LATE' : null;
}

function isSameSubject(a: ApprovalSubject, b: ApprovalSubject): boolean {
  return a.kind === b.kind && a.id === b.id;
}
