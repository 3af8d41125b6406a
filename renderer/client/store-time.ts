import { useSyncExternalStore } from 'react';
import { minuteMs } from '../../core/kernel/time.ts';

/**
 * The store's clock, as this screen knows it, and one ticker for everything that counts seconds. A component asks
 * for a value of the moment (“whole minutes left”) and repaints only when that value changes.
 */

let offsetMs = 0;
let timer: ReturnType<typeof setInterval> | null = null;
const listeners = new Set<() => void>();

/** Sets the clock by what the store said just now (UTC ms). Small differences are the line's delay, not an error. */
export function setStoreTime(serverTime: number): void {
  const measured = serverTime - Date.now();
  if (Math.abs(measured - offsetMs) > 750) offsetMs = measured;
}

/** The store's time, UTC ms. */
export function storeNow(): number {
  return Date.now() + offsetMs;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of [...listeners]) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer) {
      clearInterval(timer);
      timer = null;
    }
  };
}

/** A plain value derived from the store's time, looked at once a second. */
export function useMoment<T extends string | number | boolean | null>(derive: (now: number) => T): T {
  return useSyncExternalStore(subscribe, () => derive(storeNow()));
}

/** Minutes until an instant, begun ones counted as whole; negative once it is past (−1 in the first minute after). */
export function minutesUntil(dueAt: number, now: number): number {
  const leftMs = dueAt - now;
  return leftMs >= 0 ? Math.ceil(leftMs / minuteMs) : -Math.ceil(-leftMs / minuteMs);
}
