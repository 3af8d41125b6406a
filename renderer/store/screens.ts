import type { StaffRole } from '../../core/model/site/schema.ts';
import type { Route } from '../client/router.ts';
import { attendance } from './attendance/screen.ts';
import { backups } from './backups/screen.ts';
import { board } from './board/screen.ts';
import { books } from './books/screen.ts';
import { bus } from './bus/screen.ts';
import { cashier } from './cashier/screen.ts';
import { changes } from './changes/screen.ts';
import { clockRoom } from './clock-room/screen.ts';
import { devices } from './devices/screen.ts';
import { display } from './display/screen.ts';
import { health } from './health/screen.ts';
import { incidents } from './incidents/screen.ts';
import { kitchen } from './kitchen/screen.ts';
import { onDuty } from './on-duty/screen.ts';
import { pay } from './pay/screen.ts';
import { policy } from './policy/screen.ts';
import { practice } from './practice/screen.ts';
import { reservations } from './reservations/screen.ts';
import { stations } from './stations/screen.ts';
import { storeSettings } from './store-settings/screen.ts';

/** The screens of a store, in the order of the rail. Addresses, rail, titles and texts fall out of this list. */
export const screens = [
  board,
  reservations,
  clockRoom,
  onDuty,
  policy,
  cashier,
  kitchen,
  pay,
  attendance,
  incidents,
  books,
  health,
  backups,
  storeSettings,
  changes,
  devices,
  stations,
  bus,
  practice,
  display,
] as const;

declare module '../client/router.ts' {
  interface ScreenNames extends Record<(typeof screens)[number]['id'], true> {}
}

/** The screen an address means; anything unknown is the first of the list. */
export function screenOf({ screen }: Route): (typeof screens)[number] {
  return screens.find(({ id }) => id === screen) ?? screens[0];
}

/** The screen somebody of a role begins with. */
export function firstScreenOf(role: StaffRole): (typeof screens)[number] {
  return screens.find((screen) => 'firstFor' in screen && screen.firstFor?.includes(role)) ?? screens[0];
}
