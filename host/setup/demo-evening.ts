import { businessDateOf, minuteMs } from '../../core/kernel/time.ts';
import { instantOf, shiftSpan } from '../../core/model/attendance/day.ts';
import { attendanceRulesOf } from '../../core/model/attendance/rules.ts';
import type { CommandInput } from '../../core/model/commands.ts';
import { type GuestHabits, HouseAtWork, type HouseHands } from './house-at-work.ts';

/** So long has the house been at work when somebody looks in. */
const eveningMs = 200 * minuteMs;
/** Rooms that guests are in when it is full, and how fast they come. */
const fullRooms = 24;
const minutesToFull = 110;
/** Of a group, so many of ten are down for today. */
const presentOfTen = 7;
const seed = 20_260_418;
const habits: GuestHabits = { requested: 0, second: 0, drinks: 1 / 3, extended: 0, cancelled: 0, split: 0 };

/**
 * The demo's evening up to now: who is rostered comes, guests are served, some will come later. Always the same for the
 * same start.
 */
export function playEvening(hands: HouseHands, { fromAt, untilAt }: { fromAt: number; untilAt: number }): void {
  const house = new HouseAtWork(hands, habits, { fromAt, seed });
  comeOnDuty(house, untilAt);
  book(house, untilAt);
  for (let at = fromAt; at < untilAt; at += minuteMs) {
    house.goOnTo(at);
    letIn(house, fromAt);
  }
  house.goOnTo(untilAt);
  house.act('room.putOutOfOrder', { roomNo: house.vacant().at(-1)?.no ?? '', reason: '水管检修' }, 'M01');
  house.act('staff.comeOnDuty', { staffNo: 'R01' });
  house.act('staff.comeOnDuty', { staffNo: 'C01' });
}

/** When an evening that is looked at now began: not before its trading day. */
export function eveningStart(untilAt: number, store: { timeZone: string; businessDayStartsAt: string }): number {
  const { timeZone, businessDayStartsAt } = store;
  const businessDate = businessDateOf(untilAt, timeZone, businessDayStartsAt);
  const opensAt = instantOf(businessDate, businessDayStartsAt, timeZone);
  return Math.max(untilAt - eveningMs, Math.min(opensAt + minuteMs, untilAt));
}

/** Seven of ten are down for a shift that covers now, and have come; the others are off. */
function comeOnDuty(house: HouseAtWork, untilAt: number): void {
  const { site } = house.state.site;
  const { timeZone, businessDayStartsAt } = site.store;
  const date = businessDateOf(untilAt, timeZone, businessDayStartsAt);
  const shift = attendanceRulesOf(site).shifts.findLast((one) => {
    const { fromAt, toAt } = shiftSpan(date, one, site.store);
    return fromAt <= house.at && untilAt < toAt;
  });
  const present = site.technicians.filter((_, index) => index % 10 < presentOfTen);
  const entries = site.technicians.map(({ no: technicianNo }) => ({
    ...{ technicianNo, date },
    entry: present.some(({ no }) => no === technicianNo)
      ? shift
        ? ({ kind: 'shift', code: shift.code } as const)
        : null
      : ({ kind: 'off' } as const),
  }));
  house.act('attendance.setRoster', { entries }, 'M01', 'office');
  for (const { no } of present) house.act('technician.comeOnDuty', { technicianNo: no }, no, 'clock-room');
}

function book(house: HouseAtWork, untilAt: number): void {
  const { services, technicians } = house.state.site.site;
  const bookIn = (inMinutes: number, data: Omit<CommandInput<'reservation.book'>, 'startsAt'>) =>
    house.act('reservation.book', { startsAt: untilAt + inMinutes * minuteMs, ...data });
  const items = (group: string, ...technicianNos: string[]) => {
    const serviceCode = services.find((one) => one.group === group)?.code;
    return serviceCode === undefined ? [] : [{ serviceCode, technicianNos }];
  };
  const spa = technicians.find(({ groups }) => groups.includes('spa'))?.no;
  bookIn(25, { roomNo: null, guestCount: 2, guestName: '陈女士', phone: '13812345678', items: items('foot') });
  bookIn(50, { roomNo: null, guestCount: 1, guestName: 'Mary Chen', items: items('massage'), note: 'no perfume' });
  bookIn(95, { roomNo: null, guestCount: 2, guestName: '刘先生', items: spa ? items('spa', spa) : [] });
  bookIn(24 * 60, { roomNo: null, guestCount: 4, guestName: '孙先生', phone: '13900001234', items: [] });
}

/** As many rooms as the hour has. */
function letIn(house: HouseAtWork, fromAt: number): void {
  const { rooms } = house.state.site.site;
  const passed = (house.at - fromAt) / minuteMs;
  const wanted = Math.min(fullRooms, rooms.length - 4, 3 + (fullRooms * passed) / minutesToFull);
  const taken = rooms.filter(({ no }) => house.state.visits.openIn(no) !== null).length;
  if (taken >= wanted) return;
  const room = house.oneOf(house.vacant());
  if (room) house.open(room);
}
