import { api } from './api.ts';

/** Often enough for the shortest lock of a minute, too seldom to be noticed. */
const tellEveryMs = 15_000;

/**
 * Tells the store that somebody is at the screen, so that it does not lock itself under her hands; what the screen asks
 * by itself does not count. Returns how to stop.
 */
export function tellUse(): () => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  const tell = () => {
    if (performance.now() - toldAt < tellEveryMs) return;
    toldAt = performance.now();
    // Of a line that is down, or a session that has just ended, the screen hears in other ways.
    api.session.use.mutate().catch(() => {});
  };
  const kinds = ['pointerdown', 'keydown', 'wheel'] as const;
  for (const kind of kinds) window.addEventListener(kind, tell, { capture: true, passive: true });
  return () => {
    for (const kind of kinds) window.removeEventListener(kind, tell, { capture: true });
  };
}
