import { attendance } from './attendance.ts';
import { board } from './board.ts';
import { books } from './books.ts';
import { bus } from './bus.ts';
import { cashier } from './cashier.ts';
import { clockRoom } from './clock-room.ts';
import { common } from './common.ts';
import { devices } from './devices.ts';
import { display } from './display.ts';
import { incidents } from './incidents.ts';
import { kitchen } from './kitchen.ts';
import { pay } from './pay.ts';
import { policy } from './policy.ts';
import { practice } from './practice.ts';
import { reservations } from './reservations.ts';
import { shell } from './shell.ts';
import { signIn } from './sign-in.ts';

/** All texts in Chinese, the first language: one file a screen. */
export const zhCN = {
  attendance,
  board,
  books,
  bus,
  cashier,
  'clock-room': clockRoom,
  common,
  devices,
  display,
  incidents,
  kitchen,
  pay,
  policy,
  practice,
  reservations,
  shell,
  'sign-in': signIn,
};
