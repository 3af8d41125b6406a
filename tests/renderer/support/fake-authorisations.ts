import { staffError } from '../../../core/model/staff/errors.ts';
import type { Connection } from '../../../host/contract/connection.ts';
import type { AuthorisationService } from '../../../host/parts/authorisations/service.ts';
import type {
  ApprovingCard,
  AuthorisationRequest,
  AuthorisationView,
  ShownApproval,
} from '../../../host/parts/authorisations/views.ts';

/** The id of every approval that is given here. */
export const givenAuthorisationId = '0197a000-0000-7000-8000-0000000000aa';

/** A manager M01 with PIN 0000; keeps what was asked. */
export class FakeAuthorisations implements AuthorisationService {
  readonly asked: AuthorisationRequest[] = [];
  readonly #listeners = new Set<(card: ApprovingCard) => void>();

  async give(_connection: Connection, request: AuthorisationRequest): Promise<AuthorisationView> {
    this.asked.push(request);
    const { proof } = request;
    if (proof.kind === 'pin' && proof.pin !== '0000') throw staffError('PIN_WRONG');
    return { authorisationId: givenAuthorisationId, givenBy: 'M01', expiresAt: Date.now() + 300_000 };
  }

  onCard(_connection: Connection, _shown: ShownApproval, listener: (card: ApprovingCard) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Somebody holds a card to the desk's reader while a screen asks for a manager. */
  hold(card: ApprovingCard): void {
    for (const listener of this.#listeners) listener(card);
  }

  /** How many screens ask for a manager. */
  get askingCount(): number {
    return this.#listeners.size;
  }
}
