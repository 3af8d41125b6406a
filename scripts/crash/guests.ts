import { hourMs } from '../../core/kernel/time.ts';
import type { CommandInput, CommandName } from '../../core/model/commands.ts';
import type { StoreEvent } from '../../core/model/events.ts';
import type { Chance } from '../day/chance.ts';

/** What is to be sent next; `settle` needs the total that the store names. */
export type Step =
  | { kind: 'act'; name: CommandName; data: unknown }
  | { kind: 'settle'; visitId: string; guestIds: string[] };

interface Visit {
  visitId: string;
  guestIds: string[];
  clockIds: string[];
  lineIds: string[];
}

type Stage = 'open' | 'start' | 'goods' | 'deliver' | 'end' | 'settle' | 'clean';

const following: Record<Stage, Stage> = {
  open: 'start',
  start: 'goods',
  goods: 'deliver',
  deliver: 'end',
  end: 'settle',
  settle: 'clean',
  clean: 'open',
};

const act = <Name extends CommandName>(name: Name, data: CommandInput<Name>): Step => ({ kind: 'act', name, data });

/**
 * Guests of one room, from coming to a clean room and again, and now and then somebody who books by telephone: what a
 * desk sends next, given what it was answered. Knows nothing but answers.
 */
export class Guests {
  readonly roomNo: string;
  readonly #chance: Chance;
  #stage: Stage = 'open';
  #visit: Visit | null = null;
  #booked: string[] = [];
  #isBooking = false;

  constructor(roomNo: string, chance: Chance) {
    this.roomNo = roomNo;
    this.#chance = chance;
  }

  /** `now`: UTC ms in the store. */
  next(now: number): Step {
    this.#isBooking = this.#stage !== 'clean' && this.#chance.is(0.15);
    if (this.#isBooking) return this.#booking(now);
    const visit = this.#visit;
    if (!visit) return this.#open();
    const guestId = visit.guestIds[0] ?? '';
    const clockId = visit.clockIds[0] ?? '';
    switch (this.#stage) {
      case 'start':
        return act('clock.start', { clockId, reason: '无终端' });
      case 'goods':
        return act('goods.order', { guestId, lines: [{ goodsCode: 'D03', quantity: this.#chance.between(1, 3) }] });
      case 'deliver':
        return act('goods.deliver', { lineIds: visit.lineIds });
      case 'end':
        return act('clock.end', { clockId, reason: '客人要走' });
      case 'settle':
        return { kind: 'settle', visitId: visit.visitId, guestIds: visit.guestIds };
      default:
        return act('room.clean', { roomNo: this.roomNo });
    }
  }

  /** The answer to what was sent last. */
  answered(events: readonly StoreEvent[]): void {
    for (const event of events) this.#take(event);
    if (this.#isBooking) return;
    this.#stage = following[this.#stage];
    if (this.#stage === 'open') this.#visit = null;
    if (this.#stage === 'deliver' && this.#visit?.lineIds.length === 0) this.#stage = 'end';
  }

  /** It was refused: what follows is tried, and in the end the room begins anew. */
  refused(): void {
    if (this.#isBooking) this.#booked = [];
    else if (this.#visit) this.#stage = following[this.#stage];
    if (this.#stage === 'open') this.#visit = null;
  }

  #open(): Step {
    this.#stage = 'open';
    return act('visit.open', {
      roomNo: this.roomNo,
      guests: [{}],
      orders: [{ serviceCode: '41', choices: [] }],
    });
  }

  #booking(now: number): Step {
    const reservationId = this.#booked.pop();
    if (reservationId !== undefined && this.#chance.is(0.5)) {
      return act('reservation.cancel', { reservationId, reason: '客人改期' });
    }
    return act('reservation.book', {
      roomNo: null,
      startsAt: now + this.#chance.between(30, 300) * hourMs,
      guestCount: 1,
      guestName: `林女士 ${this.#chance.between(1, 99_999)}`,
      phone: `138${this.#chance.between(10_000_000, 99_999_999)}`,
      note: '靠窗',
      items: [{ serviceCode: '41' }],
    });
  }

  #take(event: StoreEvent): void {
    if (event.type === 'visit.opened') {
      const { visitId, guests } = event.payload;
      const guestIds = guests.map(({ guestId }) => guestId);
      this.#visit = { visitId, guestIds, clockIds: [], lineIds: [] };
    }
    if (event.type === 'clock.ordered') this.#visit?.clockIds.push(event.payload.clockId);
    if (event.type === 'goods.ordered') this.#visit?.lineIds.push(...event.payload.lines.map(({ lineId }) => lineId));
    if (event.type === 'reservation.booked') this.#booked.push(event.payload.reservationId);
  }
}
