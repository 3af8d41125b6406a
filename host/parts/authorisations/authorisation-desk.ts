import { randomBytes } from 'node:crypto';
import { commonError } from '../../../core/kernel/errors.ts';
import { minuteMs } from '../../../core/kernel/time.ts';
import { authorisationError } from '../../../core/model/authorisations/errors.ts';
import type { CommandInput } from '../../../core/model/commands.ts';
import type { StoreEvent } from '../../../core/model/events.ts';
import { staffError } from '../../../core/model/staff/errors.ts';
import { mayDo } from '../../../core/model/staff/permissions.ts';
import type { StoreDatabase } from '../../../db/store-database.ts';
import type { Connection } from '../../contract/connection.ts';
import type { Origin } from '../../contract/origin.ts';
import type { SignIn } from '../../people/sign-in.ts';
import type { AuthorisationService } from './service.ts';
import type { ApprovingCard, AuthorisationRequest, AuthorisationView, ShownApproval } from './views.ts';

export interface AuthorisationDeskOptions {
  db: StoreDatabase;
  /** The wall clock, UTC ms. */
  now(): number;
  people: Pick<SignIn, 'prove' | 'sessionOn' | 'touches'>;
  /** Runs the command as the manager. */
  run(commandId: string, data: CommandInput<'authorisation.give'>, origin: Origin): readonly StoreEvent[];
}

/** A card that was held may approve for so long. */
const cardForMs = 2 * minuteMs;
/** Cards that wait to be used; more than this is nobody's doing by hand. */
const cardsKept = 64;

interface HeldCard {
  staffNo: string;
  stationId: string;
  /** What the window showed as the card came: it approves that and nothing else. */
  shown: string;
  until: number;
  /** What it was used for; the same again gives the same answer. */
  commandId: string | null;
}

/** Knows a manager by PIN, card or session, and only then lets the approval into the journal. */
export class AuthorisationDesk implements AuthorisationService {
  readonly #options: AuthorisationDeskOptions;
  readonly #held = new Map<string, HeldCard>();

  constructor(options: AuthorisationDeskOptions) {
    this.#options = options;
  }

  async give(connection: Connection, request: AuthorisationRequest): Promise<AuthorisationView> {
    const { commandId, act, subject, amountMinor, currency, reason, proof } = request;
    const askedBy = this.#options.people.sessionOn(connection)?.staffNo;
    if (askedBy === undefined) throw staffError('NOT_SIGNED_IN');
    const givenBy = await this.#managerOf(connection, askedBy, request);
    const amount = { ...(amountMinor !== undefined && { amountMinor }), ...(currency !== undefined && { currency }) };
    const events = this.#options.run(
      commandId,
      { act, subject, ...amount, reason, how: proof.kind, askedBy },
      { actor: givenBy, station: connection.stationId, sender: 'store' },
    );
    const given = events.find((event) => event.type === 'authorisation.given');
    if (!given) throw commonError('COMMAND_ID_REUSED', { commandId });
    const { authorisationId, expiresAt } = given.payload;
    return { authorisationId, givenBy, expiresAt };
  }

  onCard(connection: Connection, shown: ShownApproval, listener: (card: ApprovingCard) => void): () => void {
    const { db, people } = this.#options;
    const managerOf = (uid: string) => {
      const holder = db.state.site.cards.get(uid);
      return holder?.kind === 'staff' && this.#mayAuthorise(holder.staff.no) ? holder.staff : null;
    };
    return people.touches.wait('approval', connection, {
      waitsFor({ uid }) {
        if (managerOf(uid)) return true;
        const { cards, lostCards } = db.state.site;
        const code = lostCards.has(uid) ? 'CARD_BLOCKED' : cards.has(uid) ? 'NOT_ALLOWED' : 'CARD_UNKNOWN';
        listener({ kind: 'other', code });
        return false;
      },
      take: ({ uid, isHeld }) => {
        const manager = managerOf(uid);
        if (!manager) return;
        const { no, name } = manager;
        // A number can be known: the PIN has to go with it.
        if (isHeld) listener({ kind: 'manager', name, token: this.#hold(no, connection.stationId, shown) });
        else listener({ kind: 'pin' });
      },
      refuse: () => listener({ kind: 'other', code: 'CARD_SEVERAL_WINDOWS' }),
    });
  }

  #hold(staffNo: string, stationId: string, shown: ShownApproval): string {
    const now = this.#options.now();
    for (const [token, { until }] of this.#held) if (until <= now) this.#held.delete(token);
    const [oldest] = this.#held.keys();
    if (this.#held.size >= cardsKept && oldest !== undefined) this.#held.delete(oldest);
    const token = randomBytes(24).toString('base64url');
    this.#held.set(token, { staffNo, stationId, shown: textOf(shown), until: now + cardForMs, commandId: null });
    return token;
  }

  /** The manager's number. Throws NOT_ALLOWED for anybody else, and what the proof fails with. */
  async #managerOf(connection: Connection, askedBy: string, request: AuthorisationRequest): Promise<string> {
    const staffNo = await this.#provenBy(connection, askedBy, request);
    if (!this.#mayAuthorise(staffNo)) throw staffError('NOT_ALLOWED', { permission: 'authorise' });
    return staffNo;
  }

  async #provenBy(connection: Connection, askedBy: string, request: AuthorisationRequest): Promise<string> {
    const { commandId, proof } = request;
    switch (proof.kind) {
      case 'session':
        return askedBy;
      case 'pin':
        return (await this.#options.people.prove(connection, proof.staffNo, proof.pin)).no;
      case 'card': {
        const card = this.#held.get(proof.token);
        const isGood =
          card !== undefined &&
          card.stationId === connection.stationId &&
          card.shown === textOf(request) &&
          card.until > this.#options.now() &&
          (card.commandId ?? commandId) === commandId;
        if (!isGood) throw authorisationError('AUTHORISATION_CARD_GONE');
        card.commandId = commandId;
        return card.staffNo;
      }
    }
  }

  #mayAuthorise(staffNo: string): boolean {
    const staff = this.#options.db.state.site.staff.get(staffNo);
    return staff !== undefined && mayDo(staff.role, 'authorise');
  }
}

/** What is approved, so that the same is the same text. */
function textOf({ act, subject, amountMinor, currency }: ShownApproval): string {
  return JSON.stringify([act, subject.kind, subject.id, amountMinor ?? null, currency ?? null]);
}
