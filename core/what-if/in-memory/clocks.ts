import { type ClockTypeSettings, clockTypesOf, defaultClockTypes } from '../../model/clock-types/clock-types.ts';
import { type Clock, isOpen } from '../../model/clocks/clock.ts';
import type { RotationClocks } from '../../model/clocks/slice.ts';
import type { EventPayloads, JournalEvent } from '../../model/events.ts';

/** Main clocks; extensions earn and are counted elsewhere. */
export class ClocksInMemory implements RotationClocks {
  readonly #clocks = new Map<string, Clock>();
  readonly #items = new Map<string, string[]>();
  readonly #of = new Map<string, Set<string>>();
  readonly #busy = new Map<string, string>();
  readonly #waiting = new Map<string, Clock>();
  #types: ClockTypeSettings = defaultClockTypes;

  byId(clockId: string): Clock | null {
    return this.#clocks.get(clockId) ?? null;
  }

  busyOf(technicianNo: string): Clock | null {
    return this.byId(this.#busy.get(technicianNo) ?? '');
  }

  waiting(): Clock[] {
    return [...this.#waiting.values()].sort(byOrder);
  }

  onDay(technicianNo: string, businessDate: string): Clock[] {
    return [...(this.#of.get(technicianNo) ?? [])]
      .flatMap((id) => this.#clocks.get(id) ?? [])
      .filter((clock) => clock.businessDate === businessDate && clock.technicianNo === technicianNo)
      .filter(({ state }) => state === 'called' || state === 'started' || state === 'ended')
      .sort(byOrder);
  }

  /** Those of other days are counted along. */
  onDayAtMost(technicianNo: string): number {
    return this.#of.get(technicianNo)?.size ?? 0;
  }

  types(): ClockTypeSettings {
    return this.#types;
  }

  /** The clock itself, where its id is not of the one that carries the price; else all of the item, by id. */
  ofItem(pricedClockId: string): Clock[] {
    return (this.#items.get(pricedClockId) ?? [pricedClockId])
      .flatMap((id) => this.#clocks.get(id) ?? [])
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  take({ type, payload, at, businessDate }: JournalEvent): void {
    const it = { type, payload } as JournalEvent;
    switch (it.type) {
      case 'site.imported':
        this.#types = clockTypesOf(it.payload.site.store.clockTypes);
        break;
      case 'rotation.clockTypesSet':
        this.#types = it.payload.types;
        break;
      case 'clock.ordered':
        this.#order(it.payload, at, businessDate);
        break;
      case 'clock.called': {
        const { clockId, technicianNo, queueId, heldRank, type: calledAs } = it.payload;
        this.call(clockId, technicianNo, { queueId, heldRank, type: calledAs }, at);
        break;
      }
      case 'clock.handedBack': {
        const { clockId, type: waitsAs, passedBy } = it.payload;
        this.handBack(clockId, waitsAs, passedBy);
        break;
      }
      case 'clock.rechosen': {
        const { clockId, choice, type: waitsAs, passedBy } = it.payload;
        this.change(clockId, { choice, type: waitsAs, passedBy, reservationId: null });
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
      case 'clock.started': {
        const { clockId, dueAt, countsAs = null } = it.payload;
        this.change(clockId, { state: 'started', startedAt: at, dueAt, countsAs });
        break;
      }
      case 'clock.ended':
        this.change(it.payload.clockId, { state: 'ended', endedAt: at });
        break;
      case 'clock.cancelled':
        this.change(it.payload.clockId, { state: 'cancelled', cancelledAt: at });
        break;
      case 'clock.technicianChanged': {
        const { clockId, toTechnicianNo, queueId, heldRank, type: goesOnAs, countsAs } = it.payload;
        this.call(clockId, toTechnicianNo, { queueId, heldRank, type: goesOnAs }, null);
        this.change(clockId, { reservationId: null, ...(countsAs && { countsAs }) });
        break;
      }
    }
  }

  /** Gives a clock to a technician; `at` null keeps the time of the call, as a change of technician does. */
  call(
    clockId: string,
    technicianNo: string,
    place: Pick<Clock, 'queueId' | 'heldRank' | 'type'>,
    at: number | null,
  ): void {
    const clock = this.#clocks.get(clockId);
    if (!clock) return;
    const state = clock.state === 'ordered' ? 'called' : clock.state;
    this.change(clockId, { ...place, technicianNo, state, ...(at === null ? {} : { calledAt: at, callCount: 1 }) });
    this.#of.set(technicianNo, (this.#of.get(technicianNo) ?? new Set()).add(clockId));
  }

  /** A clock that somebody was called to waits again. */
  handBack(clockId: string, type: Clock['type'], passedBy: readonly string[]): void {
    const nobody = { technicianNo: null, queueId: null, heldRank: null, calledAt: null, callCount: 0 };
    this.change(clockId, { ...nobody, state: 'ordered', lateAt: null, reservationId: null, type, passedBy });
  }

  change(clockId: string, fields: Partial<Clock>): void {
    const before = this.#clocks.get(clockId);
    if (!before) return;
    const clock = { ...before, ...fields };
    this.#clocks.set(clockId, clock);
    if (before.technicianNo !== null && this.#busy.get(before.technicianNo) === clockId) {
      this.#busy.delete(before.technicianNo);
    }
    if (clock.technicianNo !== null && isOpen(clock) && clock.state !== 'ordered') {
      this.#busy.set(clock.technicianNo, clockId);
    }
    if (clock.state === 'ordered') this.#waiting.set(clockId, clock);
    else this.#waiting.delete(clockId);
  }

  #order(payload: EventPayloads['clock.ordered'], at: number, businessDate: string): void {
    const { clockId, visitId, guestId, roomNo, serviceCode, type, choice, minutes, priceMinor, pairOf } = payload;
    const { afterId = null, reservationId = null } = payload;
    const clock: Clock = {
      ...{ id: clockId, visitId, guestId, roomNo, serviceCode, type, choice, minutes, priceMinor, pairOf },
      ...{ state: 'ordered' as const, technicianNo: null, queueId: null, heldRank: null, parentId: null },
      ...{ orderedAt: at, calledAt: null, callCount: 0, startedAt: null, dueAt: null, remindedAt: null },
      ...{ afterId, reservationId, countsAs: null, lateAt: null, passedBy: [], automatic: false },
      ...{ endedAt: null, cancelledAt: null, reason: null, businessDate, billId: null },
    };
    this.#clocks.set(clockId, clock);
    this.#waiting.set(clockId, clock);
    const itemId = pairOf ?? clockId;
    this.#items.set(itemId, [...(this.#items.get(itemId) ?? []), clockId]);
  }
}

function byOrder(a: Clock, b: Clock): number {
  return a.orderedAt - b.orderedAt || (a.id < b.id ? -1 : 1);
}
