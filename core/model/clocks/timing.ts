import { minuteMs } from '../../kernel/time.ts';
import type { Clock } from './clock.ts';

/**
 * What of a clock is in time and what is not. Asked by the store, the terminals, the proof and the buttons of the
 * screens alike: nobody else counts these minutes. Instants are UTC ms.
 */

/** For so long a clock can be given up, or an automatic extension be taken back, without loss. */
interface Grace {
  cancelGraceMinutes: number;
}
/** So long the way to a room may take. */
interface WayToRoom {
  toRoomMinutes: number;
}

/** Whether an instant lies so soon after something began that it can be taken back without loss, the last moment included. */
export function isWithinGrace(beganAt: number, { cancelGraceMinutes }: Grace, at: number): boolean {
  return at - beganAt <= cancelGraceMinutes * minuteMs;
}

/** Whether an automatic extension can still be taken back. */
export function isUndoable(
  { automatic, state, orderedAt }: Pick<Clock, 'automatic' | 'state' | 'orderedAt'>,
  store: Grace,
  at: number,
): boolean {
  return automatic && state === 'started' && isWithinGrace(orderedAt, store, at);
}

/** From when on a technician who is called is late to the room; infinite where nobody is on the way. */
export function lateToRoomAt(
  { state, calledAt }: Pick<Clock, 'state' | 'calledAt'>,
  { toRoomMinutes }: WayToRoom,
): number {
  return state === 'called' && calledAt !== null ? calledAt + toRoomMinutes * minuteMs : Number.POSITIVE_INFINITY;
}

/** Whether a technician who is called has not come in time. */
export function isLateToRoom(clock: Pick<Clock, 'state' | 'calledAt'>, store: WayToRoom, at: number): boolean {
  return at >= lateToRoomAt(clock, store);
}

/**
 * Whole minutes missing to the earliest end without a reason: the item's own minimum, or else the reminder's minutes
 * before the full time. 0 when the time is up.
 */
export function earlyMinutesOf(
  { dueAt, minutes }: Pick<Clock, 'dueAt' | 'minutes'>,
  { minimumMinutes }: { minimumMinutes?: number | undefined },
  { reminderMinutes }: { reminderMinutes: number },
  at: number,
): number {
  if (dueAt === null) return 0;
  const slackMinutes = minimumMinutes === undefined ? reminderMinutes : minutes - minimumMinutes;
  return Math.max(0, Math.ceil((dueAt - slackMinutes * minuteMs - at) / minuteMs));
}
