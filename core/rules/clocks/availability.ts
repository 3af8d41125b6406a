import { localTime, minutesOfDay } from '../../kernel/time.ts';
import type { SiteService } from '../../model/site/schema.ts';

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/**
 * Whether an item is sold at an instant, by the store's wall clock. A window whose end lies before its start runs
 * past midnight and belongs to the day it began on.
 */
export function isAvailable(service: Pick<SiteService, 'availability'>, at: number, timeZone: string): boolean {
  const window = service.availability;
  if (!window) return true;
  const { weekday, hour, minute } = localTime(at, timeZone);
  const now = hour * 60 + minute;
  const from = minutesOfDay(window.from);
  const to = minutesOfDay(window.to);
  const on = (day: number) => window.days.includes(weekdays[(day + 7) % 7] ?? 'sun');
  if (from < to) return on(weekday) && now >= from && now < to;
  return (on(weekday) && now >= from) || (on(weekday - 1) && now < to);
}
