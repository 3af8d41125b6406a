/** Store time: instants are UTC milliseconds; the wall clock of the store is asked for by its IANA time zone. */

/** Lengths of time in milliseconds, for all but hardware, which imports nothing of ours. */
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
/** 24 hours; a day of a wall clock can be longer or shorter. */
export const dayMs = 24 * hourMs;

export interface LocalTime {
  /** `2026-11-21` */
  date: string;
  /** 0 Sunday … 6 Saturday */
  weekday: number;
  hour: number;
  minute: number;
  second: number;
}

/** Whether the runtime knows a time zone of this name (IANA). */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The wall clock of a time zone at an instant. */
export function localTime(at: number, timeZone: string): LocalTime {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(timeZone, format);
  }
  const part: Record<string, string> = {};
  for (const { type, value } of format.formatToParts(at)) part[type] = value;
  const date = `${part.year}-${part.month}-${part.day}`;
  return {
    date,
    weekday: new Date(`${date}T00:00:00Z`).getUTCDay(),
    hour: Number(part.hour),
    minute: Number(part.minute),
    second: Number(part.second),
  };
}

/** `2026-11-21` moved by whole days. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** Minutes since midnight of `HH:MM`. */
export function minutesOfDay(time: string): number {
  const [hour = '0', minute = '0'] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}

/**
 * The trading day an instant belongs to: it changes at the store's cut-over (`HH:MM` of the store's wall clock),
 * not at midnight. By the wall clock, so a day with a DST change is simply longer or shorter.
 */
export function businessDateOf(at: number, timeZone: string, startsAt: string): string {
  const minute = Math.floor(at / minuteMs);
  // Asked many times within the same minute, in which neither the cut-over nor a change of the clocks can lie.
  if (minute !== lastAsked?.minute || timeZone !== lastAsked.timeZone || startsAt !== lastAsked.startsAt) {
    const local = localTime(at, timeZone);
    const isBefore = local.hour * 60 + local.minute < minutesOfDay(startsAt);
    lastAsked = { minute, timeZone, startsAt, date: isBefore ? addDays(local.date, -1) : local.date };
  }
  return lastAsked.date;
}

/**
 * The store's time never runs back by itself. By less than this it is not set back at all: commands carry the time of
 * the last one until the system's has caught up. Further back it goes where a person says that a wrong date was put right.
 */
export const setBackMs = 2 * hourMs;

let lastAsked: { minute: number; timeZone: string; startsAt: string; date: string } | undefined;

/** `18:05` on the store's wall clock. */
export function formatTime(at: number, timeZone: string): string {
  const { hour, minute } = localTime(at, timeZone);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
