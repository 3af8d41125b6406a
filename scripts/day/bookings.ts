import { minuteMs } from '../../core/kernel/time.ts';
import type { Catalog } from '../../host/parts/site/views.ts';
import type { Chance } from './chance.ts';
import type { DayBoard } from './day-board.ts';
import type { DeskHand } from './desk-hand.ts';

export interface BookingOptions {
  board: DayBoard;
  chance: Chance;
  desk: DeskHand;
  services: Catalog['services'];
  now(): number;
  after(delayMs: number, task: () => unknown): void;
}

const bookingCount = 12;
/** The guests of one do not come, those of another call that they will not. */
const noShow = 3;
const cancelled = 7;
/** So often guests who find their room taken ask again. */
const arrivalTries = 3;

/** The reservations of a day: a dozen guests who telephoned, most of whom come. */
export class Bookings {
  readonly #options: BookingOptions;

  constructor(options: BookingOptions) {
    this.#options = options;
  }

  /** Takes the calls in the first hour, for times between two instants (UTC ms). */
  takeCalls(fromAt: number, toAt: number): void {
    const { after } = this.#options;
    for (let index = 0; index < bookingCount; index += 1) {
      const at = fromAt + ((index + 0.5) * (toAt - fromAt)) / bookingCount;
      const startsAt = Math.floor(at / minuteMs) * minuteMs;
      after((5 + index) * minuteMs, () => this.#book(index, startsAt));
    }
  }

  async #book(index: number, startsAt: number): Promise<void> {
    const { board, chance, desk, services, now, after } = this.#options;
    const rooms = [...board.rooms.values()].filter(({ beds, kind }) => beds >= 2 && kind === 'foot');
    const items = services.filter(
      ({ group, guests, technicians, availability }) => group === 'foot' && !guests && !technicians && !availability,
    );
    const technicians = [...board.technicians.values()].filter(({ groups }) => groups.includes('foot'));
    const guestName = `预订客人${index + 1}`;
    const asked = chance.is(0.5) ? [chance.pick(technicians).no] : [];
    const isBooked = await desk.act('reservation.book', {
      roomNo: chance.pick(rooms).no,
      startsAt,
      guestCount: 1,
      guestName,
      phone: `1380000${1_000 + index}`,
      items: [{ serviceCode: chance.pick(items).code, technicianNos: asked }],
    });
    if (!isBooked || index === noShow) return;
    const atMs = startsAt - now();
    const id = () => board.reservations.find((one) => one.guestName === guestName)?.id;
    if (index === cancelled) after(atMs - 60 * minuteMs, () => this.#cancel(id()));
    else after(atMs + chance.between(-10, 8) * minuteMs, () => this.#arrive(id(), arrivalTries));
  }

  async #cancel(reservationId: string | undefined): Promise<void> {
    if (reservationId !== undefined) {
      await this.#options.desk.act('reservation.cancel', { reservationId, reason: '客人来电取消' });
    }
  }

  async #arrive(reservationId: string | undefined, tries: number): Promise<void> {
    const { desk, after, board } = this.#options;
    const booked = board.reservations.find(({ id }) => id === reservationId);
    if (!booked || tries === 0) return;
    const own = board.rooms.get(booked.roomNo ?? '');
    const free = [...board.rooms.values()].find(({ state, kind }) => state === 'vacant' && kind === own?.kind);
    // Others sit there still: another room.
    const room = own?.visit === null || !free ? {} : { roomNo: free.no };
    if (await desk.act('reservation.arrive', { reservationId: booked.id, ...room })) return;
    after(4 * minuteMs, () => this.#arrive(reservationId, tries - 1));
  }
}
