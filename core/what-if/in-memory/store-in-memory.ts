import type { JournalEvent } from '../../model/events.ts';
import type { TechnicianLock } from '../../model/reservations/reservation.ts';
import { siteError } from '../../model/site/errors.ts';
import { Holders } from '../../model/site/holders.ts';
import { type Sections, siteOf } from '../../model/site/sections.ts';
import { indexSite, type SiteIndex } from '../../model/site/site-index.ts';
import { isComplete, sectionsIn } from '../../model/site/told.ts';

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
  readonly #holders = new Holders();
  #sections: Partial<Sections> = {};
  #site: SiteIndex | null = null;

  get site(): SiteIndex {
    if (!this.#site) throw siteError('STORE_NOT_SET_UP');
    return this.#site;
  }

  /** Takes an event over as it was, or as it would have been. Moves and calls are events like others. */
  take(happening: Happening): void {
    const event = happening as JournalEvent;
    this.#takeSettings(event);
    this.#reserved.take(event);
    this.technicians.take(event);
    this.rotation.take(event);
    this.clocks.take(event);
  }

  #takeSettings(event: JournalEvent): void {
    const sections = sectionsIn(event);
    if (!sections) return;
    this.#sections = { ...this.#sections, ...sections };
    if (isComplete(this.#sections)) this.#site = indexSite(siteOf(this.#sections), this.#sections.store.demo);
    for (const rename of this.#holders.take(sections)) {
      this.#reserved.rename(rename);
      this.clocks.rename(rename);
      if (rename.kind !== 'person') continue;
      this.technicians.rename(rename);
      this.rotation.rename(rename);
    }
  }
}
