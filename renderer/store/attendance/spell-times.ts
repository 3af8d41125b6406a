import { formatTime, localTime } from '../../../core/kernel/time.ts';
import { isEndUnknown, type StoreDay, shiftSpan } from '../../../core/model/attendance/day.ts';
import type { SpellTimes } from '../../../core/model/attendance/roster.ts';

/** Times as they stand in the form: `18:05`, of the trading day or, before the cut-over, of the morning after it. */
export interface TypedSpell {
  on: string;
  off: string;
}

export function typedSpellOf(spell: SpellTimes | null, { timeZone }: StoreDay): TypedSpell {
  const typed = (at: number | null | undefined) => (at == null ? '' : formatTime(at, timeZone));
  // The time of a going that nobody knows is what is to be typed.
  return { on: typed(spell?.onAt), off: spell && isEndUnknown(spell) ? '' : typed(spell?.offAt) };
}

/**
 * What the form says; null while a time is missing. A time that was not typed over keeps its seconds, and so its day;
 * a spell that lasts has no end.
 */
export function spellOf(
  date: string,
  was: SpellTimes | null,
  { on, off }: TypedSpell,
  store: StoreDay,
): SpellTimes | null {
  const lasts = was !== null && was.offAt === null;
  if (on === '' || (off === '' && !lasts)) return null;
  const before = typedSpellOf(was, store);
  const { fromAt, toAt } = shiftSpan(date, { from: on, to: lasts ? on : off }, store);
  return {
    onAt: was && on === before.on ? was.onAt : fromAt,
    offAt: was && off === before.off ? was.offAt : toAt,
  };
}

/** `18:05`, or `11-22 02:10` where the calendar day is another one than the trading day. */
export function timeOn(date: string, at: number, { timeZone }: Pick<StoreDay, 'timeZone'>): string {
  const { date: calendarDay } = localTime(at, timeZone);
  return calendarDay === date ? formatTime(at, timeZone) : `${calendarDay.slice(5)} ${formatTime(at, timeZone)}`;
}
