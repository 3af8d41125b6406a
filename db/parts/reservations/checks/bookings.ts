import type { StoreDay } from '../../../../core/model/attendance/day.ts';
import type { RosterEntry } from '../../../../core/model/attendance/roster-entry.ts';
import type { EventPayloads, JournalEvent } from '../../../../core/model/events.ts';
import { newMisses, rosterMissesOf, type WantedTime } from '../../../../core/model/reservations/off-roster.ts';
import { overlap, techniciansIn } from '../../../../core/model/reservations/reservation.ts';
import type { ReservationDetails } from '../../../../core/model/reservations/reservation-details.ts';
import { type Holder, Holders, renamedIn } from '../../../../core/model/site/holders.ts';
import { sectionsIn } from '../../../../core/model/site/told.ts';
import type { StoreState } from '../../../../core/model/state.ts';

import type { Problems } from '../../../engine/problems.ts';
import type { JournalCheck } from '../../../engine/proof.ts';
import type { ReservationProblem } from './problems.ts';

/** What of a reservation others are held against: nothing that says who comes. */
type Booked = Pick<ReservationDetails, 'roomNo' | 'items'> & WantedTime & { reservationId: string };

interface Opened {
  reservationId: string;
  roomNo: string;
  commandId: string;
}

interface Known {
  booked: Booked[];
  missed: string[];
  opened: [visitId: string, opened: Opened][];
  locked: string[];
  holders: Holder[];
  store: StoreDay | null;
}

/**
 * Proves the reservations along the journal: each ends once, arrives with its visit and that visit with it, no two ever
 * wanted the same room or technician at the same time, and whoever is asked for against the roster is so for a reason.
 */
export class ReservationCheck implements JournalCheck {
  readonly #problems: Problems<ReservationProblem>;
  readonly #booked = new Map<string, Booked>();
  /** No-shows whose guests may still come. */
  readonly #missed = new Set<string>();
  /** The visits of the present command, by room. */
  #now: { commandId: string; visits: Map<string, string> } = { commandId: '', visits: new Map() };
  /** By number and date. */
  readonly #roster = new Map<string, RosterEntry>();
  #holders = new Holders();
  #store: StoreDay | null = null;
  /** Visits opened for a reservation that has not been said to have arrived yet, and in which room. */
  readonly #opened = new Map<string, Opened>();
  readonly #locked = new Set<string>();

  /** What was rostered before it began to look: the tables as they are led along have it. */
  #before: Pick<StoreState['attendance'], 'roster'> | null = null;
  readonly #attendance: Pick<StoreState['attendance'], 'roster'>;

  /** `state`: the tables led along the journal. */
  constructor({ attendance }: Pick<StoreState, 'attendance'>, problems: Problems<ReservationProblem>) {
    this.#attendance = attendance;
    this.#problems = problems;
  }

  known(): Known {
    return {
      booked: [...this.#booked.values()],
      missed: [...this.#missed],
      opened: [...this.#opened],
      locked: [...this.#locked],
      holders: this.#holders.all,
      store: this.#store,
    };
  }

  takeUp({ booked, missed, opened, locked, holders, store }: Known): void {
    for (const one of booked) this.#booked.set(one.reservationId, one);
    for (const id of missed) this.#missed.add(id);
    for (const [visitId, one] of opened) this.#opened.set(visitId, one);
    for (const id of locked) this.#locked.add(id);
    this.#holders = Holders.of(holders);
    this.#store = store;
    this.#before = this.#attendance;
  }

  next(event: JournalEvent): void {
    if (event.commandId !== this.#now.commandId) this.#now = { commandId: event.commandId, visits: new Map() };
    this.#takeSettings(event);
    switch (event.type) {
      case 'attendance.rosterSet':
        for (const { technicianNo, date, entry } of event.payload.entries) {
          if (entry) this.#roster.set(`${technicianNo} ${date}`, entry);
          else this.#roster.delete(`${technicianNo} ${date}`);
        }
        break;
      case 'reservation.booked':
      case 'reservation.changed':
        this.#book(event.type, event.payload);
        break;
      case 'reservation.techniciansLocked':
        this.#lock(event.payload);
        break;
      case 'visit.opened': {
        const { reservationId, visitId, roomNo } = event.payload;
        this.#now.visits.set(visitId, roomNo);
        if (reservationId) this.#opened.set(visitId, { reservationId, roomNo, commandId: event.commandId });
        break;
      }
      case 'reservation.arrived': {
        const { reservationId, visitId, roomNo } = event.payload;
        const opened = this.#opened.get(visitId);
        const isIts = opened?.reservationId === reservationId && opened.roomNo === roomNo;
        if (isIts && opened.commandId === event.commandId) this.#opened.delete(visitId);
        else this.#problems.add('RESERVATION_WITHOUT_VISIT', { reservationId, visitId });
        this.#end(event.type, reservationId);
        break;
      }
      case 'reservation.cancelled':
        this.#end(event.type, event.payload.reservationId);
        break;
      case 'reservation.noShow':
        this.#end(event.type, event.payload.reservationId);
        this.#missed.add(event.payload.reservationId);
        break;
      case 'reservation.cameLate': {
        const { reservationId, visitId, roomNo } = event.payload;
        if (!this.#missed.delete(reservationId)) {
          this.#problems.add('RESERVATION_NOT_OPEN', { reservationId, what: event.type });
        }
        if (this.#now.visits.get(visitId) !== roomNo) {
          this.#problems.add('RESERVATION_WITHOUT_VISIT', { reservationId, visitId });
        }
        break;
      }
    }
  }

  /** After the last row. */
  finish(): void {
    for (const [visitId, { reservationId }] of this.#opened) {
      this.#problems.add('VISIT_WITHOUT_RESERVATION', { visitId, reservationId });
    }
  }

  #book(type: 'reservation.booked' | 'reservation.changed', details: EventPayloads['reservation.booked']): void {
    const { reservationId } = details;
    if (this.#booked.has(reservationId) !== (type === 'reservation.changed')) {
      this.#problems.add('RESERVATION_NOT_OPEN', { reservationId, what: type });
    }
    this.#locked.delete(reservationId);
    this.#askRoster(details);
    for (const [otherId, other] of this.#booked) {
      if (otherId === reservationId || !overlap(details, other)) continue;
      const others = techniciansIn(other);
      const technicianNo = techniciansIn(details).find((no) => others.includes(no));
      const isSameRoom = details.roomNo !== null && details.roomNo === other.roomNo;
      if (!isSameRoom && technicianNo === undefined) continue;
      this.#problems.add('RESERVATION_OVERLAP', {
        ...{ reservationId, otherId, what: isSameRoom ? details.roomNo : technicianNo },
      });
    }
    const { roomNo, items, startsAt, minutes, forDate } = details;
    this.#booked.set(reservationId, { reservationId, roomNo, items, startsAt, minutes, forDate });
  }

  #takeSettings(event: JournalEvent): void {
    const sections = sectionsIn(event);
    if (!sections) return;
    this.#store = sections.store?.store ?? this.#store;
    for (const { kind, from, to } of this.#holders.take(sections)) {
      const field = ({ person: 'technicianNos', room: 'roomNo', service: 'serviceCode' } as Record<string, string>)[
        kind
      ];
      if (field === undefined) continue;
      for (const [id, booked] of this.#booked) this.#booked.set(id, renamedIn(booked, field, { from, to }));
      if (kind !== 'person') continue;
      for (const [key, entry] of [...this.#roster]) {
        if (!key.startsWith(`${from} `)) continue;
        this.#roster.delete(key);
        this.#roster.set(`${to}${key.slice(from.length)}`, entry);
      }
    }
  }

  /** What was booked before the roster was asked says nothing of it. */
  #askRoster(details: EventPayloads['reservation.booked']): void {
    const { reservationId, roster: asked } = details;
    if (!asked || !this.#store) return;
    const attendance = {
      roster: (fromDate: string, toDate: string, technicianNo = '') =>
        [fromDate, toDate].flatMap((date) => {
          const entry = this.#roster.get(`${technicianNo} ${date}`);
          if (entry) return [{ technicianNo, date, entry }];
          return this.#before?.roster(date, date, technicianNo) ?? [];
        }),
    };
    const misses = rosterMissesOf(details, attendance, this.#store);
    const isSaid = JSON.stringify(misses) === JSON.stringify(asked.misses);
    // Who was erased, or has no key, has no name either, and the reason went with it.
    const isBlank = details.guestName === '';
    const isAnswered =
      asked.reason !== null ||
      isBlank ||
      newMisses(misses, details, this.#booked.get(reservationId) ?? null).length === 0;
    if (isSaid && isAnswered) return;
    const technicianNos = [...misses, ...asked.misses].map(({ technicianNo }) => technicianNo);
    this.#problems.add('RESERVATION_OFF_ROSTER', { reservationId, technicianNos: [...new Set(technicianNos)].join() });
  }

  #lock({ reservationId, technicianNos }: EventPayloads['reservation.techniciansLocked']): void {
    const booked = this.#booked.get(reservationId);
    const isIts = booked && techniciansIn(booked).join() === technicianNos.join();
    if (!isIts || this.#locked.has(reservationId)) {
      this.#problems.add('RESERVATION_NOT_OPEN', { reservationId, what: 'reservation.techniciansLocked' });
    }
    this.#locked.add(reservationId);
  }

  #end(what: string, reservationId: string): void {
    if (!this.#booked.delete(reservationId)) this.#problems.add('RESERVATION_NOT_OPEN', { reservationId, what });
    this.#locked.delete(reservationId);
  }
}
