import { useSyncExternalStore } from 'react';
import type { SessionEndReason } from '../../core/model/staff/session-end.ts';
import { api } from './api.ts';
import { isPracticeOver } from './practice.ts';
import { setSession } from './session.ts';

const retryMs = 1000;

let isLocked = false;
let ended: SessionEndReason | null = null;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function setState(next: { isLocked: boolean; ended: SessionEndReason | null }): void {
  if (next.isLocked === isLocked && next.ended === ended) return;
  ({ isLocked, ended } = next);
  for (const listener of [...listeners]) listener();
}

/** Why whoever was signed in here is not any more; null where she did it herself, or nobody was. */
export function useEndedWhy(): SessionEndReason | null {
  return useSyncExternalStore(subscribe, () => ended);
}

/** Whether the screen waits for the PIN or the card of whoever is signed in. */
export function useIsLocked(): boolean {
  return useSyncExternalStore(subscribe, () => isLocked);
}

/**
 * Hears from the store what becomes of this screen: somebody ended its session, gave its person another role, took its
 * pairing back, or it was not touched for long. Returns how to stop. `onUntrusted`: the store does not know it any more.
 */
export function watchScreen(onUntrusted: () => void): () => void {
  let stop = () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  const again = () => {
    timer = setTimeout(start, retryMs);
  };
  const start = () => {
    const subscription = api.session.state.subscribe(undefined, {
      onData: (state) => {
        setSession(state.session);
        setState(state);
        if (!state.isTrusted) onUntrusted();
      },
      // A practice that is over is told by its own banner, which leaves the page.
      onError: (error) => !isPracticeOver(error) && again(),
      onComplete: again,
    });
    stop = () => subscription.unsubscribe();
  };
  start();
  return () => {
    clearTimeout(timer);
    stop();
  };
}

/**
 * Keeps keys from what lies under a locked screen: an Escape would close it, a short cut do something in it. What is
 * typed still reaches the field it is typed into. To be called before anything else listens; returns how to stop.
 */
export function holdKeysWhileLocked(): () => void {
  const hold = (event: KeyboardEvent) => {
    if (isLocked && event.key !== 'Tab') event.stopImmediatePropagation();
  };
  window.addEventListener('keydown', hold, { capture: true });
  return () => window.removeEventListener('keydown', hold, { capture: true });
}
