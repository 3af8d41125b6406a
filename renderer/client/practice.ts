import { api } from './api.ts';
import { refusalOf } from './errors.ts';
import { practiceSeat, sessionToken } from './storage.ts';

/** Whether this page works on a practice's copy. A page is one or the other for as long as it is loaded. */
export const isPracticePage = practiceSeat.get() !== null;

/** Starts a practice or takes a seat in the one that runs; the page is loaded anew and comes back in it. */
export async function joinPractice(): Promise<void> {
  const seat = await api.practiceRun.join.mutate();
  practiceSeat.set(seat.token);
  sessionToken.set(seat.sessionToken);
  window.location.reload();
}

/** Back to the real store; with the last screen the copy is thrown away. */
export async function leavePractice(): Promise<void> {
  const token = practiceSeat.get();
  if (token !== null) await api.practiceRun.leave.mutate({ token });
  forgetPractice();
}

/** The practice is over, or was left: back to the real store, where whoever was signed in still is. */
export function forgetPractice(): void {
  sessionToken.set(null);
  practiceSeat.set(null);
  window.location.reload();
}

/** Whether an error says that this page's practice has ended. */
export function isPracticeOver(error: unknown): boolean {
  return refusalOf(error)?.code === 'PRACTICE_OVER';
}

/**
 * In the desktop window every page begins as a screen of the real store: takes its seat again before anything else is
 * asked. Over WebSocket the connection itself carries the seat.
 */
export async function takeSeatAgain(): Promise<void> {
  const token = practiceSeat.get();
  if (token === null || !window.clockroom) return;
  await api.practiceRun.enter.mutate({ token, sessionToken: sessionToken.get() });
}
