import { withCurrencySaid } from '../../model/event-currency.ts';
import type { JournalEvent } from '../../model/events.ts';
import type { TechnicianLock } from '../../model/reservations/reservation.ts';
import { siteError } from '../../model/site/errors.ts';
import { ownCurrency } from '../../model/site/find.ts';
import { indexSite, type SiteIndex } from '../../model/site/site-index.ts';

import type { RotationState } from '../../rules/rotation/policy-in-force.ts';
import { ClocksInMemory } from './clocks.ts';
import { ReservedTechnicians } from './reserved-technicians.ts';
import { RotationInMemory } from './rotation.ts';
import { TechniciansInMemory } from './technicians.ts';

/** What of a journal row is looked at. */
type Happening = Pick<JournalEvent, 'type' | 'payload' | 'at' | 'businessDate'>;

/**
 * As much of a store as its rotation looks at, kept in memory: filled from the journal up to a moment, and then led
 * on by whoever asks what would have been. Answers as the stored state does.
 */
export class StoreInMemory implements RotationState {
  readonly clocks = new ClocksInMemory();
  readonly rotation = new RotationInMemory(this.clocks);
  readonly technicians = new TechniciansInMemory((no) => this.rotation.hasMoved(no) || this.clocks.hasUsed(no));
  readonly #reserved = new ReservedTechnicians();
  readonly reservations = { locks: (): TechnicianLock[] => this.#reserved.locks(this.clocks.waiting()) };
  #site: SiteIndex | null = null;

  get site(): SiteIndex {
    if (!this.#site) throw siteError('STORE_NOT_SET_UP');
    return this.#site;
  }

  /** Takes an event over as it was, or as it would have been. Moves and calls are events like others. */
  take(happening: Happening): void {
    const event = withCurrencySaid(happening as JournalEvent, () => ownCurrency(this));
    if (event.type === 'site.imported') this.#site = indexSite(event.payload.site, event.payload.demo);
    this.#reserved.take(event);
    this.technicians.take(event);
    this.rotation.take(event);
    this.clocks.take(event);
  }
}
