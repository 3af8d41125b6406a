import { hourMs } from '../../kernel/time.ts';
import {
  type ClockTypeSettings,
  clockTypesOf,
  defaultClockTypes,
  isRotated,
} from '../../model/clock-types/clock-types.ts';
import { type Clock, isOpen } from '../../model/clocks/clock.ts';
import type { RotationClocks } from '../../model/clocks/slice.ts';
import type { EventPayloads, JournalEvent } from '../../model/events.ts';
import { type Rename, renamedIn } from '../../model/site/holders.ts';
import { sectionsIn } from '../../model/site/told.ts';

/** Nobody asks further back than the longest clock. */
const callsKeptMs = 12 * hourMs;

export class ClocksInMemory implements RotationClocks {
  readonly #clocks = new Map<string, Clock>();
  readonly #items = new Map<string, string[]>();
  /** Whose they are now, by technician and trading day. */
  readonly #of = new Map<string, Set<string>>();
  readonly #busy = new Map<string, string>();
  readonly #waiting = new Map<string, Clock>();
  /** By queue, those that were called from it not long ago; some may have gone elsewhere since. */
  readonly #calledFrom = new Map<string, Set<string>>();
  readonly #everServed = new Set<string>();
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
    return [...(this.#of.get(keyOf(technicianNo, businessDate)) ?? [])]
      .flatMap((id) => this.#clocks.get(id) ?? [])
      .filter(({ state, parentId }) => parentId === null && isTaken(state))
      .sort(byOrder);
  }

  onDayAtMost(technicianNo: string, businessDate: string): number {
    return this.#of.get(keyOf(technicianNo, businessDate))?.size ?? 0;
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

  /** Whether a clock of the rotation, as it stands now, was called since an instant from behind a rank of a queue. */
  calledBehind(queueId: string, rank: number, sinceAt: number): boolean {
    return [...(this.#calledFrom.get(queueId) ?? [])].some((id) => {
      const clock = this.#clocks.get(id);
      if (clock?.queueId !== queueId || clock.calledAt === null || clock.heldRank === null) return false;
      return isRotated(clock) && clock.calledAt >= sinceAt && clock.heldRank > rank;
    });
  }

  /** Whether somebody has served a clock, or is called to one. */
  hasUsed(technicianNo: string): boolean {
    if (this.#everServed.has(technicianNo)) return true;
    return [...this.#clocks.values()].some((clock) => clock.technicianNo === technicianNo);
  }

  take({ type, payload, at, businessDate }: JournalEvent): void {
    const it = { type, payload } as JournalEvent;
    const set = sectionsIn(it)?.rotation;
    if (set) this.#types = clockTypesOf(set.clockTypes);
    switch (it.type) {
      case 'rotation.clockTypesSet':
        this.#types = it.payload.types;
        break;
      case 'visit.guestMoved':
        for (const id of it.payload.clockIds) {
          this.change(id, { visitId: it.payload.toVisitId, roomNo: it.payload.toRoomNo });
        }
        break;
      case 'bill.settled': {
        const { id: billId, lines } = it.payload.bill;
        for (const { kind, refId } of lines) if (kind === 'clock' && refId !== null) this.change(refId, { billId });
        break;
      }
      case 'clock.ordered':
        this.#order(it.payload, at, businessDate);
        break;
      case 'clock.called': {
        const { clockId, technicianNo, queueId, heldRank, type: calledAs } = it.payload;
        this.call(clockId, technicianNo, { queueId, heldRank, type: calledAs }, at);
        break;
      }
      case 'clock.calledAgain':
        this.change(it.payload.clockId, { callCount: it.payload.callCount });
        break;
      case 'clock.late':
        this.change(it.payload.clockId, { lateAt: at });
        break;
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
      default:
        this.#takeCourse(it, at, businessDate);
    }
  }

  /** Who is known by one number so far is known by another key. */
  rename({ kind, from, to }: Rename): void {
    for (const [id, clock] of this.#clocks) {
      const { technicianNo, roomNo, serviceCode, state, choice, passedBy } = clock;
      if (kind === 'room' && roomNo === from) this.change(id, { roomNo: to });
      if (kind === 'service' && serviceCode === from) this.change(id, { serviceCode: to });
      if (kind !== 'person') continue;
      if (state === 'ordered') {
        const chosen = renamedIn(choice, 'technicianNo', { from, to });
        this.change(id, { choice: chosen, passedBy: renamedIn(passedBy, '', { from, to }) });
      }
      if (technicianNo === from) this.change(id, { technicianNo: to });
    }
    if (kind !== 'person') return;
    if (this.#everServed.delete(from)) this.#everServed.add(to);
  }

  /** What happens to a clock that runs. */
  #takeCourse(it: Pick<JournalEvent, 'type' | 'payload'>, at: number, businessDate: string): void {
    const { type, payload } = it as JournalEvent;
    switch (type) {
      case 'clock.started': {
        const { clockId, technicianNo, dueAt, reason, countsAs = null } = payload;
        this.change(clockId, { state: 'started', technicianNo, startedAt: at, dueAt, reason, countsAs });
        this.#everServed.add(technicianNo);
        break;
      }
      case 'clock.extended':
        this.#extend(payload, at, businessDate);
        break;
      case 'clock.extensionUndone': {
        const { clockId, parentId, dueAt, reason } = payload;
        this.change(clockId, { state: 'cancelled', cancelledAt: at, reason });
        this.change(parentId, { dueAt, remindedAt: at });
        break;
      }
      case 'clock.ended': {
        const { clockId, extensionIds, reason } = payload;
        for (const id of [clockId, ...extensionIds]) this.change(id, { state: 'ended', endedAt: at });
        if (reason !== null) this.change(clockId, { reason });
        break;
      }
      case 'clock.cancelled': {
        const { clockId, extensionIds, reason } = payload;
        for (const id of [clockId, ...extensionIds]) this.change(id, { state: 'cancelled', cancelledAt: at, reason });
        break;
      }
      case 'clock.technicianChanged': {
        const { clockId, toTechnicianNo, queueId, heldRank, type: goesOnAs, countsAs, running } = payload;
        this.call(clockId, toTechnicianNo, { queueId, heldRank, type: goesOnAs }, null);
        this.change(clockId, { reservationId: null, ...(running && countsAs && { countsAs }) });
        if (running) this.#everServed.add(toTechnicianNo);
        break;
      }
      case 'clock.converted': {
        const { clockId, countsAs } = payload;
        this.change(clockId, { type: 'converted', ...(countsAs && { countsAs }) });
        break;
      }
      case 'clock.itemChanged': {
        const { clockId, serviceCode, minutes, priceMinor, currency, dueAt } = payload;
        this.change(clockId, { serviceCode, minutes, priceMinor, currency: currency ?? '', dueAt, remindedAt: null });
        break;
      }
    }
  }

  /** Calls a technician to a clock. `at`: UTC ms; null keeps the time of the call, as a change of technician does. */
  call(
    clockId: string,
    technicianNo: string,
    place: Pick<Clock, 'queueId' | 'heldRank' | 'type'>,
    at: number | null,
  ): void {
    const clock = this.#clocks.get(clockId);
    if (!clock) return;
    const state = clock.state === 'ordered' ? 'called' : clock.state;
    const called =
      at === null ? {} : { calledAt: at, firstCalledAt: clock.firstCalledAt ?? at, callCount: 1, lateAt: null };
    this.change(clockId, { ...place, technicianNo, state, ...called });
  }

  /** A clock that somebody was called to waits again. */
  handBack(clockId: string, type: Clock['type'], passedBy: readonly string[]): void {
    const nobody = { technicianNo: null, queueId: null, heldRank: null, calledAt: null, callCount: 0 };
    this.change(clockId, {
      ...nobody,
      firstCalledAt: null,
      state: 'ordered',
      lateAt: null,
      reservationId: null,
      type,
      passedBy,
    });
  }

  change(clockId: string, fields: Partial<Clock>): void {
    const before = this.#clocks.get(clockId);
    if (!before) return;
    const clock = { ...before, ...fields };
    this.#clocks.set(clockId, clock);
    if (before.technicianNo !== clock.technicianNo) this.#changeHands(before, clock);
    if (clock.parentId !== null) return;
    if (before.technicianNo !== null && this.#busy.get(before.technicianNo) === clockId) {
      this.#busy.delete(before.technicianNo);
    }
    if (clock.technicianNo !== null && isOpen(clock) && clock.state !== 'ordered') {
      this.#busy.set(clock.technicianNo, clockId);
    }
    if (clock.state === 'ordered') this.#waiting.set(clockId, clock);
    else this.#waiting.delete(clockId);
    if (clock.calledAt !== before.calledAt || clock.queueId !== before.queueId) this.#noteCall(clock);
  }

  #changeHands(before: Clock, { id, technicianNo, businessDate }: Clock): void {
    if (before.technicianNo !== null) this.#of.get(keyOf(before.technicianNo, businessDate))?.delete(id);
    if (technicianNo === null) return;
    const key = keyOf(technicianNo, businessDate);
    this.#of.set(key, (this.#of.get(key) ?? new Set()).add(id));
  }

  #noteCall({ id, queueId, calledAt }: Clock): void {
    if (queueId === null || calledAt === null) return;
    const recent = [...(this.#calledFrom.get(queueId) ?? [])].filter((one) => {
      const other = this.#clocks.get(one);
      return other?.queueId === queueId && other.calledAt !== null && calledAt - other.calledAt < callsKeptMs;
    });
    this.#calledFrom.set(queueId, new Set([...recent, id]));
  }

  #order(payload: EventPayloads['clock.ordered'], at: number, businessDate: string): void {
    const { clockId, visitId, guestId, roomNo, serviceCode, type, choice, minutes, priceMinor, pairOf } = payload;
    const { afterId = null, reservationId = null } = payload;
    const currency = payload.currency ?? '';
    const clock: Clock = {
      ...untouched,
      ...{ id: clockId, visitId, guestId, roomNo, serviceCode, type, choice, minutes, priceMinor, currency, pairOf },
      ...{ state: 'ordered', orderedAt: at, afterId, reservationId, businessDate },
    };
    this.#clocks.set(clockId, clock);
    this.#waiting.set(clockId, clock);
    const itemId = pairOf ?? clockId;
    this.#items.set(itemId, [...(this.#items.get(itemId) ?? []), clockId]);
  }

  #extend(payload: EventPayloads['clock.extended'], at: number, businessDate: string): void {
    const { clockId, parentId, visitId, guestId, roomNo, serviceCode, technicianNo, minutes, priceMinor } = payload;
    const clock: Clock = {
      ...untouched,
      ...{ id: clockId, parentId, visitId, guestId, roomNo, serviceCode, type: 'extension', minutes, priceMinor },
      currency: payload.currency ?? '',
      ...{ state: 'started', choice: { kind: 'requested', technicianNo }, technicianNo, orderedAt: at, startedAt: at },
      ...{ automatic: payload.automatic !== undefined, businessDate },
    };
    this.#clocks.set(clockId, clock);
    this.#changeHands({ ...clock, technicianNo: null }, clock);
    this.change(parentId, { dueAt: payload.dueAt, remindedAt: null });
  }
}

/** What a clock has when nothing has happened to it. */
const untouched = {
  ...{ technicianNo: null, queueId: null, heldRank: null, parentId: null, pairOf: null, afterId: null },
  ...{
    reservationId: null,
    countsAs: null,
    calledAt: null,
    firstCalledAt: null,
    callCount: 0,
    startedAt: null,
    dueAt: null,
  },
  ...{ remindedAt: null, lateAt: null, endedAt: null, cancelledAt: null, reason: null, passedBy: [] },
  ...{ automatic: false, billId: null },
} satisfies Partial<Clock>;

function keyOf(technicianNo: string, businessDate: string): string {
  return `${technicianNo} ${businessDate}`;
}

function isTaken(state: Clock['state']): boolean {
  return state === 'called' || state === 'started' || state === 'ended';
}

function byOrder(a: Clock, b: Clock): number {
  return a.orderedAt - b.orderedAt || (a.id < b.id ? -1 : 1);
}
