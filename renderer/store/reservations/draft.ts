import { addDays, businessDateOf, formatTime, localTime, minuteMs, minutesOfDay } from '../../../core/kernel/time.ts';
import { normalCode, normalText } from '../../../core/kernel/typed.ts';
import { instantOf } from '../../../core/model/attendance/day.ts';
import type { CommandInput } from '../../../core/model/commands.ts';
import { minutesOf } from '../../../core/model/reservations/reservation.ts';
import type { BookedItem } from '../../../core/model/reservations/reservation-details.ts';
import type { FreeQuestion, ReservationDetail } from '../../../host/parts/reservations/views.ts';

/** A reservation as it stands in the form, before it is sent. */
export interface Draft {
  /** The trading day. */
  date: string;
  /** `19:30`; before the cut-over it is of the next morning. */
  time: string;
  roomNo: string;
  guestCount: number;
  guestName: string;
  phone: string;
  note: string;
  /** Empty: as long as the items take. */
  minutes: string;
  rows: DraftItem[];
}

export interface DraftItem {
  id: number;
  serviceCode: string;
  /** Numbers, parted by blanks or commas. */
  technicians: string;
  /** Who was asked for and has no number any more, by key: they stay until others are typed. */
  gone?: readonly string[];
}

interface StoreDay {
  timeZone: string;
  businessDayStartsAt: string;
}

const quarterMs = 15 * minuteMs;
/** What the store takes at most. */
const longestMinutes = 720;

/** A new reservation at an instant (UTC ms), rounded down to a quarter of an hour. */
export function draftAt(at: number, store: StoreDay, more: Partial<Draft> = {}): Draft {
  const quarter = at - (at % quarterMs);
  return {
    date: businessDateOf(quarter, store.timeZone, store.businessDayStartsAt),
    time: formatTime(quarter, store.timeZone),
    roomNo: '',
    guestCount: 1,
    guestName: '',
    phone: '',
    note: '',
    minutes: '',
    rows: [{ id: 1, serviceCode: '', technicians: '' }],
    ...more,
  };
}

/** Whether a number is one that has passed on: a key, which nobody reads or types. */
const isGone = (no: string) => no.startsWith('~');

/**
 * The form of a reservation that is there. What follows from its items comes back as that, not as if it had been typed:
 * with another item it takes as long as that one.
 */
export function draftOf(
  reservation: ReservationDetail,
  store: StoreDay,
  services: readonly { code: string; minutes: number }[],
): Draft {
  const { startsAt, roomNo, guestCount, guestName, phone, note, minutes, items } = reservation;
  const rows = items.map((item, at) => ({
    id: at + 1,
    serviceCode: item.serviceCode,
    technicians: item.technicianNos.filter((no) => !isGone(no)).join(' '),
    gone: item.technicianNos.filter(isGone),
  }));
  return {
    ...draftAt(startsAt, store),
    time: formatTime(startsAt, store.timeZone),
    // A room that is gone is chosen anew.
    roomNo: roomNo === null || isGone(roomNo) ? '' : roomNo,
    ...{ guestCount, guestName, phone },
    note: note ?? '',
    minutes:
      minutes === minutesOf(items, (code) => services.find((one) => one.code === code)?.minutes) ? '' : String(minutes),
    rows: rows.length > 0 ? rows : [{ id: 1, serviceCode: '', technicians: '' }],
  };
}

/** The next quarter of an hour, UTC ms. */
export function nextQuarter(now: number): number {
  return Math.ceil(now / quarterMs) * quarterMs;
}

/** The instant a draft means, UTC ms; null while the time is not one. */
function startOf({ date, time }: Pick<Draft, 'date' | 'time'>, store: StoreDay): number | null {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return null;
  const isNextMorning = minutesOfDay(time) < minutesOfDay(store.businessDayStartsAt);
  return instantOf(isNextMorning ? addDays(date, 1) : date, time, store.timeZone);
}

/** The date on the wall where a time after midnight belongs to the trading day before; null for any other. */
export function nextMorningOf({ date, time }: Pick<Draft, 'date' | 'time'>, store: StoreDay): string | null {
  const startsAt = date === '' ? null : startOf({ date, time }, store);
  if (startsAt === null) return null;
  const on = localTime(startsAt, store.timeZone).date;
  return on === date ? null : on;
}

/** The time a draft is for, to be asked who is free then; null while it has none. */
export function freeQuestionOf(
  draft: Draft,
  services: readonly { code: string; minutes: number }[],
  store: StoreDay,
  exceptId: string | null,
): FreeQuestion | null {
  const startsAt = startOf(draft, store);
  if (startsAt === null) return null;
  const items = draft.rows
    .filter(({ serviceCode }) => serviceCode !== '')
    .map((row) => ({ ...row, technicianNos: [] }));
  const typed = Math.min(Number(normalCode(draft.minutes)), longestMinutes);
  const minutes = typed > 0 ? typed : minutesOf(items, (code) => services.find((one) => one.code === code)?.minutes);
  return { startsAt, minutes, exceptId };
}

/** What is missing before it can be sent. */
export type Missing = 'time' | 'guestName' | 'item';

/** The command of a draft, or what is missing in it. A technician without an item means nothing. */
export function commandOf(draft: Draft, store: StoreDay): CommandInput<'reservation.book'> | Missing {
  const startsAt = startOf(draft, store);
  if (startsAt === null) return 'time';
  if (normalText(draft.guestName) === '') return 'guestName';
  if (draft.rows.some((row) => row.serviceCode === '' && row.technicians.trim() !== '')) return 'item';
  const items = draft.rows
    .filter((row) => row.serviceCode !== '')
    .map(({ serviceCode, technicians, gone = [] }): BookedItem => {
      return { serviceCode, technicianNos: [...gone, ...numbersIn(technicians)] };
    });
  const minutes = Number(normalCode(draft.minutes));
  return {
    roomNo: normalCode(draft.roomNo) || null,
    startsAt,
    guestCount: draft.guestCount,
    guestName: draft.guestName,
    phone: draft.phone,
    note: normalText(draft.note) || null,
    items,
    ...(Number.isInteger(minutes) && minutes > 0 ? { minutes } : {}),
  };
}

/** Numbers parted by blanks or commas. */
export function numbersIn(text: string): string[] {
  return normalCode(text)
    .split(/[\s,，、]+/)
    .filter(Boolean);
}
