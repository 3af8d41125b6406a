import { type Clock, isOpen } from '../model/clocks/clock.ts';
import { type ClockTypeSettings, clockTypesOf, defaultClockTypes, isRotated } from '../model/clocks/clock-types.ts';
import type { TechnicianLock } from '../model/reservations/reservation.ts';
import { completePolicy, type PolicyVersion, policyOf } from '../model/rotation/policy.ts';
import type { QueueMove, QueuePlace } from '../model/rotation/queue.ts';
import { siteError } from '../model/site/errors.ts';
import { indexSite, type SiteIndex } from '../model/site/site-index.ts';
import type { TechnicianRecord } from '../model/technicians/technician.ts';
import type { EventPayloads, JournalEvent } from '../parts/events.ts';
import type { RotationState } from '../rules/rotation/policy-in-force.ts';
import type { TechnicianMarks } from '../rules/technicians/marks.ts';
import { ReservedTechnicians } from './reserved-technicians.ts';

interface Left {
  businessDate: string;
  rank: number;
}

/**
 * As much of a store as its rotation looks at, kept in memory: filled from the journal up to a moment, and then led
 * on by whoever asks what would have been. Answers as the stored state does.
 */
export class StoreInMemory implements RotationState {
  readonly clocks = new Map<string, Clock>();
  readonly #items = new Map<string, string[]>();
  readonly #technicians = new Map<string, TechnicianRecord>();
  readonly #marks = new Map<string, TechnicianMarks>();
  readonly #queues = new Map<string, QueuePlace[]>();
  readonly #clocksOf = new Map<string, Set<string>>();
  readonly #joined = new Set<string>();
  readonly #left = new Map<string, Left[]>();
  readonly #called = new Map<string, { at: number; rank: number }[]>();
  readonly #busy = new Map<string, string>();
  readonly #waiting = new Map<string, Clock>();
  readonly #reserved = new ReservedTechnicians();
  #policies: PolicyVersion[] = [];
  #clockTypes: ClockTypeSettings = defaultClockTypes;
  #override: readonly PolicyVersion[] | null = null;
  #site: SiteIndex | null = null;

  get site(): SiteIndex {
    if (!this.#site) throw siteError('STORE_NOT_SET_UP');
    return this.#site;
  }

  /** From now on the rotation goes by these, whatever the journal says. */
  goBy(versions: readonly PolicyVersion[]): void {
    this.#override = versions;
  }

  technician(technicianNo: string): TechnicianRecord | null {
    return this.#technicians.get(technicianNo) ?? null;
  }

  marks(technicianNo: string): TechnicianMarks | null {
    return this.#marks.get(technicianNo) ?? null;
  }

  allMarks(): TechnicianMarks[] {
    return [...this.#marks.values()].sort((a, b) => (a.technicianNo < b.technicianNo ? -1 : 1));
  }

  queue(queueId: string): QueuePlace[] {
    return this.#queues.get(queueId) ?? [];
  }

  busyClockOf(technicianNo: string): Clock | null {
    return this.clocks.get(this.#busy.get(technicianNo) ?? '') ?? null;
  }

  waitingClocks(): Clock[] {
    return [...this.#waiting.values()].sort((a, b) => a.orderedAt - b.orderedAt || (a.id < b.id ? -1 : 1));
  }

  clocksOnDay(technicianNo: string, businessDate: string): Clock[] {
    return [...(this.#clocksOf.get(technicianNo) ?? [])]
      .flatMap((id) => this.clocks.get(id) ?? [])
      .filter((clock) => clock.businessDate === businessDate && clock.technicianNo === technicianNo)
      .filter(({ state }) => state === 'called' || state === 'started' || state === 'ended')
      .sort((a, b) => a.orderedAt - b.orderedAt || (a.id < b.id ? -1 : 1));
  }

  /** Those of other days are counted along. */
  clocksOnDayAtMost(technicianNo: string): number {
    return this.#clocksOf.get(technicianNo)?.size ?? 0;
  }

  clockTypes(): ClockTypeSettings {
    return this.#clockTypes;
  }

  policies(): PolicyVersion[] {
    return this.#override ? [...this.#override] : this.#policies;
  }

  hasJoined(queueId: string, technicianNo: string, businessDate: string): boolean {
    return this.#joined.has(`${queueId} ${technicianNo} ${businessDate}`);
  }

  lastLeft(queueId: string, technicianNo: string, businessDate: string): Left | null {
    return this.#left.get(`${queueId} ${technicianNo}`)?.findLast((left) => left.businessDate < businessDate) ?? null;
  }

  calledBehind(queueId: string, rank: number, sinceAt: number): boolean {
    return (this.#called.get(queueId) ?? []).some((call) => call.at >= sinceAt && call.rank > rank);
  }

  locks(): TechnicianLock[] {
    return this.#reserved.locks(this.waitingClocks());
  }

  /** The clock itself, where its id is not of the one that carries the price; else all of the item, by id. */
  clocksOfItem(pricedClockId: string): Clock[] {
    return (this.#items.get(pricedClockId) ?? [pricedClockId])
      .flatMap((id) => this.clocks.get(id) ?? [])
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Takes an event over as it was, or as it would have been. Moves and calls are events like others. */
  take(event: Pick<JournalEvent, 'type' | 'payload' | 'at' | 'businessDate'>): void {
    const { at, businessDate } = event;
    const it = event as JournalEvent;
    this.#reserved.take(it);
    switch (it.type) {
      case 'site.imported':
        this.#takeSite(it.payload.site, it.payload.demo);
        break;
      case 'technician.cameOnDuty':
      case 'technician.cameBack':
        this.#setDuty(it.payload.technicianNo, 'on', at, null);
        break;
      case 'technician.wentOffDuty':
        this.#setDuty(it.payload.technicianNo, 'off', at, null);
        break;
      case 'technician.tookRest':
        this.#setDuty(it.payload.technicianNo, 'resting', at, it.payload.until);
        break;
      case 'technician.held':
        this.#mark(it.payload.technicianNo, { heldUntil: it.payload.until });
        break;
      case 'technician.holdEnded':
        this.#mark(it.payload.technicianNo, { heldUntil: null });
        break;
      case 'technician.stopped':
        this.#mark(it.payload.technicianNo, { stoppedSince: at });
        break;
      case 'technician.stopEnded':
        this.#mark(it.payload.technicianNo, { stoppedSince: null });
        break;
      case 'technician.pauseAsked':
        this.#mark(it.payload.technicianNo, { pauseAsked: true });
        break;
      case 'technician.paused':
        this.#mark(it.payload.technicianNo, { pauseAsked: false, pausedSince: at });
        break;
      case 'technician.pauseEnded':
        this.#mark(it.payload.technicianNo, { pauseAsked: false, pausedSince: null });
        break;
      case 'rotation.policySet':
        this.#policies = [...this.#policies, { ...it.payload, policy: completePolicy(it.payload.policy) }].sort(
          (a, b) => (a.fromDate < b.fromDate ? -1 : a.fromDate > b.fromDate ? 1 : 0),
        );
        break;
      case 'rotation.clockTypesSet':
        this.#clockTypes = it.payload.types;
        break;
      case 'rotation.moved':
        this.move(it.payload, at, businessDate);
        break;
      case 'clock.ordered':
        this.#order(it.payload, at, businessDate);
        break;
      case 'clock.called': {
        const { clockId, technicianNo, queueId, heldRank, type } = it.payload;
        this.call(clockId, technicianNo, { queueId, heldRank, type }, at);
        break;
      }
      case 'clock.handedBack': {
        const { clockId, type, passedBy } = it.payload;
        this.handBack(clockId, type, passedBy);
        break;
      }
      case 'clock.rechosen': {
        const { clockId, choice, type, passedBy } = it.payload;
        this.change(clockId, { choice, type, passedBy, reservationId: null });
        break;
      }
      case 'clock.reminded':
        this.change(it.payload.clockId, { remindedAt: at });
        break;
      case 'clock.converted': {
        const { clockId, countsAs } = it.payload;
        this.change(clockId, { type: 'converted', ...(countsAs && { countsAs }) });
        break;
      }
      case 'clock.itemChanged': {
        const { clockId, serviceCode, minutes, priceMinor, dueAt } = it.payload;
        this.change(clockId, { serviceCode, minutes, priceMinor, dueAt, remindedAt: null });
        break;
      }
      case 'clock.started':
        this.change(it.payload.clockId, {
          ...{ state: 'started', startedAt: at, dueAt: it.payload.dueAt },
          countsAs: it.payload.countsAs ?? null,
        });
        break;
      case 'clock.ended':
        this.change(it.payload.clockId, { state: 'ended', endedAt: at });
        break;
      case 'clock.cancelled':
        this.change(it.payload.clockId, { state: 'cancelled', cancelledAt: at });
        break;
      case 'clock.technicianChanged': {
        const { clockId, toTechnicianNo, queueId, heldRank, type, countsAs } = it.payload;
        this.call(clockId, toTechnicianNo, { queueId, heldRank, type }, null);
        this.change(clockId, { reservationId: null });
        if (countsAs) this.change(clockId, { countsAs });
        break;
      }
    }
  }

  move({ queueId, technicianNo, fromRank, toRank }: QueueMove, at: number, businessDate: string): void {
    const others = this.queue(queueId).filter((place) => place.technicianNo !== technicianNo);
    if (fromRank === null) this.#joined.add(`${queueId} ${technicianNo} ${businessDate}`);
    if (toRank === null) {
      if (fromRank !== null) {
        const key = `${queueId} ${technicianNo}`;
        this.#left.set(key, [...(this.#left.get(key) ?? []), { businessDate, rank: fromRank }]);
      }
      this.#queues.set(queueId, others);
      return;
    }
    const place = { queueId, technicianNo, rank: toRank, since: at };
    this.#queues.set(
      queueId,
      [...others, place].sort((a, b) => a.rank - b.rank || (a.technicianNo < b.technicianNo ? -1 : 1)),
    );
  }

  /** Gives a clock to a technician; `at` null keeps the time of the call, as a change of technician does. */
  call(
    clockId: string,
    technicianNo: string,
    place: Pick<Clock, 'queueId' | 'heldRank' | 'type'>,
    at: number | null,
  ): void {
    const clock = this.clocks.get(clockId);
    if (!clock) return;
    const state = clock.state === 'ordered' ? 'called' : clock.state;
    this.change(clockId, { ...place, technicianNo, state, ...(at === null ? {} : { calledAt: at, callCount: 1 }) });
    this.#clocksOf.set(technicianNo, (this.#clocksOf.get(technicianNo) ?? new Set()).add(clockId));
    if (at !== null && isRotated(place) && place.queueId !== null && place.heldRank !== null) {
      const calls = this.#called.get(place.queueId) ?? [];
      // Nobody asks further back than the longest clock.
      const recent = calls.filter((call) => at - call.at < 12 * 3_600_000);
      this.#called.set(place.queueId, [...recent, { at, rank: place.heldRank }]);
    }
  }

  /** A clock that somebody was called to waits again. */
  handBack(clockId: string, type: Clock['type'], passedBy: readonly string[]): void {
    const nobody = { technicianNo: null, queueId: null, heldRank: null, calledAt: null, callCount: 0 };
    this.change(clockId, { ...nobody, state: 'ordered', lateAt: null, reservationId: null, type, passedBy });
  }

  change(clockId: string, fields: Partial<Clock>): void {
    const before = this.clocks.get(clockId);
    if (!before) return;
    const clock = { ...before, ...fields };
    this.clocks.set(clockId, clock);
    if (before.technicianNo !== null && this.#busy.get(before.technicianNo) === clockId) {
      this.#busy.delete(before.technicianNo);
    }
    if (clock.technicianNo !== null && isOpen(clock) && clock.state !== 'ordered') {
      this.#busy.set(clock.technicianNo, clockId);
    }
    if (clock.state === 'ordered') this.#waiting.set(clockId, clock);
    else this.#waiting.delete(clockId);
  }

  #takeSite(site: EventPayloads['site.imported']['site'], demo: boolean): void {
    this.#site = indexSite(site, demo);
    this.#clockTypes = clockTypesOf(site.store.clockTypes);
    for (const { no } of site.technicians) {
      if (!this.#technicians.has(no)) this.#technicians.set(no, { no, duty: 'off', since: null, restUntil: null });
    }
    this.#policies = site.rotation
      .flatMap(({ group, versions = [] }) =>
        versions.map(({ gender, from, preset, ...fields }): PolicyVersion => {
          return { group, gender: gender ?? null, fromDate: from, preset: preset ?? null, policy: policyOf(fields) };
        }),
      )
      .sort((a, b) => (a.fromDate < b.fromDate ? -1 : a.fromDate > b.fromDate ? 1 : 0));
  }

  #setDuty(no: string, duty: TechnicianRecord['duty'], at: number, restUntil: number | null): void {
    const before = this.#technicians.get(no);
    this.#technicians.set(no, { ...before, no, duty, since: at, restUntil } as TechnicianRecord);
  }

  #mark(technicianNo: string, fields: Partial<TechnicianMarks>): void {
    const none = { technicianNo, heldUntil: null, stoppedSince: null, pauseAsked: false, pausedSince: null };
    const marks = { reason: null, ...none, ...this.#marks.get(technicianNo), ...fields };
    const isMarked =
      marks.heldUntil !== null || marks.stoppedSince !== null || marks.pausedSince !== null || marks.pauseAsked;
    if (isMarked) this.#marks.set(technicianNo, marks);
    else this.#marks.delete(technicianNo);
  }

  #order(payload: EventPayloads['clock.ordered'], at: number, businessDate: string): void {
    const { clockId, visitId, guestId, roomNo, serviceCode, type, choice, minutes, priceMinor, pairOf } = payload;
    const { afterId = null, reservationId = null } = payload;
    const clock = {
      ...{ id: clockId, visitId, guestId, roomNo, serviceCode, type, choice, minutes, priceMinor, pairOf },
      ...{ state: 'ordered' as const, technicianNo: null, queueId: null, heldRank: null, parentId: null },
      ...{ orderedAt: at, calledAt: null, callCount: 0, startedAt: null, dueAt: null, remindedAt: null },
      ...{ afterId, reservationId, countsAs: null, lateAt: null, passedBy: [], automatic: false },
      ...{ endedAt: null, cancelledAt: null, reason: null, businessDate, billId: null },
    } as Clock;
    this.clocks.set(clockId, clock);
    this.#waiting.set(clockId, clock);
    const itemId = pairOf ?? clockId;
    this.#items.set(itemId, [...(this.#items.get(itemId) ?? []), clockId]);
  }
}
