import type { CommandInput } from '../../../core/model/commands.ts';

import { reservationsOfDay } from '../../../db/parts/reservations/queries.ts';
import type { TestStore } from '../test-store.ts';
import type { AnyCommand } from './any-command.ts';

const minuteMs = 60_000;
const rooms = ['201', '202', '301', null];
const technicians = ['1', '2', '3', '51', '88'];
const services = ['101', '104', '105', '201', '206'];

/** Something about reservations that somebody could do now, sensible or not. `numbers` choose. */
export function anyReservation(store: TestStore, numbers: readonly number[]): AnyCommand {
  const left = [...numbers];
  const pick = (count: number) => (left.shift() ?? 0) % count;
  const of = <T>(list: readonly T[]): T | undefined => (list.length === 0 ? undefined : list[pick(list.length)]);
  const kind = pick(12);
  const booked = of(store.state.reservations.booked(0, Number.MAX_SAFE_INTEGER));
  const details = (): CommandInput<'reservation.book'> => {
    const technicianNo = of(technicians) ?? '1';
    return {
      roomNo: of(rooms) ?? null,
      startsAt: store.at + (of([0, 5, 10, 20, 40, 90]) ?? 0) * minuteMs,
      guestCount: 1 + pick(2),
      guestName: '陈女士',
      phone: of(['13812345678', '']) ?? '',
      items:
        pick(4) === 0
          ? []
          : [{ serviceCode: of(services) ?? '101', technicianNos: pick(3) === 0 ? [] : [technicianNo] }],
      ...(pick(2) === 0 ? { despiteRoster: 'because' } : {}),
    };
  };
  const where = () => of([{}, { roomNo: '202' }, { roomNo: '301' }, { despiteReservation: 'because' }]);
  if (kind === 10) {
    const entry = of([
      { kind: 'off' },
      { kind: 'leave', leave: 'sick' },
      { kind: 'shift', code: 'late' },
      null,
    ] as const);
    const entries = [{ technicianNo: of(technicians) ?? '1', date: store.businessDate, entry: entry ?? null }];
    return { name: 'attendance.setRoster', data: { entries } };
  }
  const missed = of(reservationsOfDay(store.db.read, store.businessDate).filter(({ state }) => state === 'no-show'));
  if (kind === 11 && missed) return { name: 'reservation.arriveLate', data: { reservationId: missed.id, ...where() } };
  if (kind < 4 || !booked) return { name: 'reservation.book', data: details() };
  const reservationId = booked.id;
  if (kind < 5) return { name: 'reservation.change', data: { reservationId, ...details(), was: booked.revision } };
  if (kind < 6) return { name: 'reservation.cancel', data: { reservationId, reason: 'because' } };
  if (kind < 8) {
    return { name: 'reservation.arrive', data: { reservationId, ...where() } };
  }
  return { name: 'reservation.keepTime', data: {} };
}
