import { minuteMs } from '../../kernel/time.ts';
import { given, settingDefaults } from '../site/defaults.ts';
import type { Site } from '../site/schema.ts';
import type { BookedItem, ReservationDetails } from './reservation-details.ts';

/** A reservation (预订): a guest will come at a time, for items, perhaps in a room and with technicians named. */

export const reservationStates = ['booked', 'arrived', 'cancelled', 'no-show'] as const;
export type ReservationState = (typeof reservationStates)[number];

export interface Reservation extends ReservationDetails {
  id: string;
  state: ReservationState;
  /** The trading day it is for. */
  forDate: string;
  bookedAt: number;
  bookedBy: string;
  /** How often it was changed: tells a screen that somebody else was quicker. */
  revision: number;
  /** Since when the room is kept for it and the desk reminded, UTC ms; null before. */
  keptAt: number | null;
  /** Since when its technicians are kept for it, UTC ms; null before, and where there are none. */
  lockedAt: number | null;
  /** When it became what it is now, and why it was cancelled; null while booked, the reason also where it was erased. */
  endedAt: number | null;
  endReason: string | null;
  /** The visit the guests came to. */
  visitId: string | null;
  /** Why somebody was booked against the roster; null where nobody was, and where it was erased. */
  despiteRoster: string | null;
  /** After a no-show: when the guests came all the same, UTC ms, and to which visit. */
  cameLateAt: number | null;
  lateVisitId: string | null;
  /** Since when name, phone number, note and reasons are erased, UTC ms. */
  erasedAt: number | null;
}

/** What keeps a technician for the guests of a reservation. */
export interface TechnicianLock {
  reservationId: string;
  technicianNo: string;
  roomNo: string | null;
  /** UTC ms: the time that is booked; once the guests are here, when they ordered. */
  startsAt: number;
  /** Once the guests are here: their visit, as long as it waits for this technician. */
  visitId: string | null;
}

/** Since when a technician was kept, as the journal has it. */
export interface KeptLock {
  seq: number;
  fromAt: number;
  startsAt: number;
  roomNo: string | null;
}

/** The settings, in minutes before and after the booked time. */
export interface ReservationRules {
  /** A technician who is booked gets no other clock from so long before on. */
  lockMinutes: number;
  /** The room counts as reserved, and the desk is reminded, from so long before on. */
  keepRoomMinutes: number;
  /** Nobody came so long after: a no-show. */
  noShowMinutes: number;
}

/** How long a reservation without items is taken to last. */
const defaultMinutes = 60;

/** The store's settings. */
export function reservationRulesOf({ store: { reservations } }: Pick<Site, 'store'>): ReservationRules {
  return { ...settingDefaults.store.reservations, ...given(reservations ?? {}) };
}

/** The end of the time that is taken, UTC ms. */
export function endOf({ startsAt, minutes }: Pick<ReservationDetails, 'startsAt' | 'minutes'>): number {
  return startsAt + minutes * minuteMs;
}

/** Whether two reservations want the same minute; one may begin when the other ends. */
export function overlap(
  a: Pick<ReservationDetails, 'startsAt' | 'minutes'>,
  b: Pick<ReservationDetails, 'startsAt' | 'minutes'>,
): boolean {
  return a.startsAt < endOf(b) && b.startsAt < endOf(a);
}

/** Everybody asked for by number, each once. */
export function techniciansIn({ items }: Pick<ReservationDetails, 'items'>): string[] {
  return [...new Set(items.flatMap(({ technicianNos }) => technicianNos))];
}

/** How long it all takes: guests are served side by side, so as long as the longest item. */
export function minutesOf(
  items: readonly BookedItem[],
  minutesOfService: (code: string) => number | undefined,
): number {
  return items.length === 0
    ? defaultMinutes
    : Math.max(...items.map(({ serviceCode }) => minutesOfService(serviceCode) ?? defaultMinutes));
}

/** The digits of a phone number: what two spellings of it share. Empty for none. */
export function phoneKeyOf(phone: string): string {
  return phone.replace(/\D/g, '');
}

/** For people: a mobile number in groups (`138 1234 5678`), any other as it is kept. */
export function shownPhone(phone: string): string {
  return phone.replace(/^(\+86)?(1\d{2})(\d{4})(\d{4})$/, (_, country = '', ...groups: string[]) =>
    [country, ...groups.slice(0, 3)].filter((group) => group !== '').join(' '),
  );
}

/** `138****5678`: enough to tell two guests apart, too little to ring them up. */
export function maskedPhone(phone: string): string {
  const digits = phoneKeyOf(phone);
  if (digits === '') return '';
  return digits.length < 8 ? `***${digits.slice(-2)}` : `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}

/** Family names of two characters that are in use. */
const compoundSurnames = (
  '欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 令狐 慕容 司徒 夏侯 端木 百里 东郭 南宫 呼延 轩辕 宇文 长孙 独孤 闻人 澹台 ' +
  '公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 闾丘 司空 司寇 颛孙 巫马 漆雕 拓跋 谷梁 万俟 赫连 西门 东门 左丘 ' +
  '歐陽 司馬 諸葛 東方 尉遲 公孫 慕容 鍾離 長孫 聞人'
).split(' ');

/** A name for a screen that everybody sees: the family name, and how one is addressed (`陈女士`, `陈**`, `M. C.`). */
export function maskedName(name: string): string {
  if (!/\p{Script=Han}/u.test(name)) {
    return name
      .split(/\s+/)
      .filter((part) => part !== '')
      .map((part) => `${[...part][0] ?? ''}.`)
      .join(' ');
  }
  const title = /(先生|女士|小姐|太太|阿姨|总|老师)$/.exec(name)?.[0] ?? '';
  const own = name.slice(0, name.length - title.length);
  // Two characters alone may be a name and a given name.
  const isLonger = title !== '' || own.length > 2;
  const family = (isLonger && compoundSurnames.find((one) => own.startsWith(one))) || ([...own][0] ?? '');
  const rest = [...own.slice(family.length)];
  return title === '' ? family + '*'.repeat(Math.min(rest.length, 2)) : family + title;
}
