import { addDays, dayMs, hourMs, minuteMs } from '../../core/kernel/time.ts';
import { instantOf, shiftSpan } from '../../core/model/attendance/day.ts';
import { attendanceRulesOf } from '../../core/model/attendance/rules.ts';
import { reservationRulesOf } from '../../core/model/reservations/reservation.ts';
import type { Site } from '../../core/model/site/schema.ts';
import { type GuestHabits, HouseAtWork, type HouseHands } from './house-at-work.ts';

const habits: GuestHabits = {
  ...{ requested: 0.25, second: 0.12, drinks: 0.4 },
  ...{ extended: 0.15, cancelled: 0.02, split: 0.15 },
};
/** Rooms that are booked before, a day. */
const booked = 6;
/** Guests come from when the first shift is there, for so many hours. */
const openHours = 14;
/** A party that finds no room looks again after so many minutes, so often. */
const lookAgainMinutes = 6;
const looksAtMost = 5;
/** Below it an article is filled up again. */
const stockLow = 60;
/** A month is closed on this day of the next one. */
const closingDay = '03';
/** Of the week, counted from a Thursday: rosters are made on Sundays. */
const rosterDay = 3;

export interface BusyDays {
  /** The first trading day, `2026-11-21`. */
  fromDate: string;
  days: number;
  visitsPerDay: number;
  /** Before and after each day: one commit may hold it. */
  onDay?(work: () => void, date: string): void;
}

/**
 * Whole trading days of a busy store that has just been set up: rosters, shifts and meals, guests with and without
 * reservation, items in a row, requests, extensions, cancellations, goods, bills in several tenders, stock, and each
 * month closed in the next. No day may lie before what the store has done already; days may be gone on with later. Always
 * the same for the same days.
 */
export function playBusyDays(hands: HouseHands, { fromDate, days, visitsPerDay, onDay = (work) => work() }: BusyDays) {
  const { store } = hands.state.site.site;
  for (let day = 0; day < days; day += 1) {
    const date = addDays(fromDate, day);
    const house = new HouseAtWork(hands, habits, { fromAt: dayStart(date, store), seed: seedOf(date) });
    onDay(() => {
      new BusyDay(house, date, visitsPerDay).plan();
      house.goOnTo(dayStart(addDays(date, 1), store) - minuteMs);
    }, date);
  }
}

/** Each day has its own, so that a past can be gone on with at any day. */
function seedOf(date: string): number {
  return Math.imul(dayOfEra(date), 2_654_435_761) >>> 0;
}

function dayOfEra(date: string): number {
  return Math.floor(Date.parse(date) / dayMs);
}

function dayStart(date: string, { businessDayStartsAt, timeZone }: Site['store']): number {
  return instantOf(date, businessDayStartsAt, timeZone);
}

/** One of them. */
class BusyDay {
  readonly #house: HouseAtWork;
  readonly #date: string;
  readonly #visits: number;

  constructor(house: HouseAtWork, date: string, visits: number) {
    this.#house = house;
    this.#date = date;
    this.#visits = visits;
  }

  /** Puts down what will happen. */
  plan(): void {
    const house = this.#house;
    if (dayOfEra(this.#date) % 7 === rosterDay) this.#roster();
    const { site } = house.state.site;
    // Whoever has stayed over the night goes on where the house was left.
    for (const { no: roomNo } of site.rooms) {
      const visit = house.state.visits.openIn(roomNo);
      if (visit) house.serve(visit.id);
      else if (house.state.rooms.byNo(roomNo)?.dirtySince) house.act('room.clean', { roomNo });
    }
    const opensAt = Math.min(...attendanceRulesOf(site).shifts.map((one) => this.#span(one).fromAt));
    this.#staff(opensAt);
    for (const [index, { no }] of site.technicians.entries()) this.#shift(no, index);
    house.atTime(opensAt - 20 * minuteMs, () => this.#fillUp());
    const comes = Array.from({ length: this.#visits }, () => opensAt + hourMs / 2 + this.#share() * openHours * hourMs);
    comes.forEach((at, nth) => {
      if (nth < booked) this.#book(at);
      else house.atTime(at, () => this.#letIn(0));
    });
    if (this.#date.endsWith(`-${closingDay}`)) house.atTime(opensAt + hourMs, () => this.#closeMonth());
  }

  /** Where in the day guests come: some at any time, most in the evening. In whole minutes. */
  #share(): number {
    const [early, late] = [this.#house.pick(840), this.#house.pick(840)];
    return (this.#house.is(0.5) ? early : Math.max(early, late)) / 840;
  }

  #shiftOf(index: number, date: string) {
    const shifts = attendanceRulesOf(this.#house.state.site.site).shifts;
    return (index + dayOfEra(date)) % 7 === 0 ? null : (shifts[index % shifts.length] ?? null);
  }

  #span(shift: { from: string; to: string }) {
    return shiftSpan(this.#date, shift as Parameters<typeof shiftSpan>[1], this.#house.state.site.site.store);
  }

  /** A week of everybody, by seven days each. */
  #roster(): void {
    const { technicians } = this.#house.state.site.site;
    for (let ahead = 0; ahead < 7; ahead += 1) {
      const date = addDays(this.#date, ahead);
      const entries = technicians.map(({ no: technicianNo }, index) => {
        const shift = this.#shiftOf(index, date);
        const entry = shift ? ({ kind: 'shift', code: shift.code } as const) : ({ kind: 'off' } as const);
        return { technicianNo, date, entry };
      });
      this.#house.act('attendance.setRoster', { entries }, 'M01', 'office');
    }
  }

  #staff(opensAt: number): void {
    const house = this.#house;
    for (const staffNo of ['M01', 'R01', 'C01']) {
      house.atTime(opensAt - house.pick(30) * minuteMs, () => house.act('staff.comeOnDuty', { staffNo }, staffNo));
      house.atTime(opensAt + (openHours + 3) * hourMs, () => house.act('staff.goOffDuty', { staffNo }, staffNo));
    }
  }

  /** From coming to going, with a meal in between. */
  #shift(technicianNo: string, index: number): void {
    const house = this.#house;
    const shift = this.#shiftOf(index, this.#date);
    if (!shift) return;
    const { fromAt, toAt } = this.#span(shift);
    const act = (name: 'technician.comeOnDuty' | 'technician.goOffDuty' | 'technician.comeBack') =>
      house.act(name, { technicianNo }, technicianNo, 'clock-room');
    const isFree = () => house.state.clocks.busyOf(technicianNo) === null;
    const go = () => {
      if (!isFree() || !act('technician.goOffDuty')) house.later(10, go);
    };
    const eat = (tries: number) => {
      const isGone =
        isFree() && house.act('technician.rest', { technicianNo, kind: 'meal' }, technicianNo, 'clock-room');
      if (isGone) house.later(25 + house.pick(8), () => act('technician.comeBack'));
      else if (tries > 0) house.later(15, () => eat(tries - 1));
    };
    house.atTime(fromAt + (house.pick(20) - 15) * minuteMs, () => act('technician.comeOnDuty'));
    house.atTime(fromAt + (3 + house.pick(3)) * hourMs, () => eat(6));
    house.atTime(toAt + house.pick(10) * minuteMs, go);
  }

  #letIn(looks: number): void {
    const house = this.#house;
    const room = house.oneOf(house.vacant());
    if (room && house.open(room)) return;
    if (looks < looksAtMost) house.later(lookAgainMinutes, () => this.#letIn(looks + 1));
  }

  /** Hours before; they come about when they said, or not at all. */
  #book(startsAt: number): void {
    const house = this.#house;
    const { services } = house.state.site.site;
    house.atTime(startsAt - (2 + house.pick(3)) * hourMs, () => {
      const serviceCode = house.oneOf(
        services.filter(({ group, guests = 1 }) => group === 'foot' && guests === 1),
      )?.code;
      if (serviceCode === undefined) return;
      const items = [{ serviceCode, technicianNos: [] }];
      const guestName = house.oneOf(['陈女士', '刘先生', '孙先生', 'Mary Chen', '何小姐']) ?? '';
      const phone = `138${String(10_000_000 + house.pick(89_999_999))}`;
      if (!house.act('reservation.book', { roomNo: null, startsAt, guestCount: 1, guestName, phone, items })) return;
      // The store's own clock says who has not come.
      const { noShowMinutes } = reservationRulesOf(house.state.site.site);
      house.atTime(startsAt + (noShowMinutes + 1) * minuteMs, () => {
        house.act('reservation.keepTime', {}, 'system', 'store');
      });
      const reservation = house.state.reservations.booked(startsAt, startsAt).at(-1);
      if (!reservation || house.is(0.1)) return;
      house.atTime(startsAt + (house.pick(10) - 5) * minuteMs, () => this.#arrive(reservation.id, serviceCode));
    });
  }

  #arrive(reservationId: string, serviceCode: string): void {
    const house = this.#house;
    const room = house.vacant().find(({ kind }) => kind === 'foot');
    if (!room) return;
    const orders = [{ serviceCode, choices: [] }];
    if (!house.act('reservation.arrive', { reservationId, roomNo: room.no, guests: [{}], orders })) return;
    const visit = house.state.visits.openIn(room.no);
    if (visit) house.serve(visit.id);
  }

  #fillUp(): void {
    const house = this.#house;
    for (const { code: goodsCode } of house.state.site.site.goods) {
      const left = house.state.goods.stockOf(goodsCode);
      if (left === null || left >= stockLow) continue;
      house.act('stock.adjust', { goodsCode, quantity: 200, reason: '进货' }, 'M01', 'office');
    }
  }

  /** What was earned in the month before, with something put right in it. */
  #closeMonth(): void {
    const house = this.#house;
    const month = addDays(this.#date, -Number(closingDay)).slice(0, 7);
    const payee = house.oneOf(house.state.pay.totals(month));
    if (!payee) return;
    const correction = { payeeNo: payee.payeeNo, aboutMonth: month, amountMinor: 5_000, reason: '全勤奖' };
    house.act('commission.correct', correction, 'M01', 'office');
    const totals = house.state.pay.totals(month);
    const expectedTotalMinor = totals.reduce((sum, { totalMinor }) => sum + totalMinor, 0);
    house.act('commission.closeMonth', { month, expectedTotalMinor }, 'M01', 'office');
  }
}
