import { useMemo, useSyncExternalStore } from 'react';

/**
 * The names that links may go to, as they stand behind `#/` in the address. Whoever lists screens adds theirs
 * (`declare module`): so a link to a screen is checked, and nobody down here knows one.
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is filled where screens are listed
export interface ScreenNames {}
export type ScreenName = keyof ScreenNames;

export interface Route {
  /** As it stands in the address; there may be no such screen. */
  screen: string;
  /** Another object with every link that is followed, also one to where one already is. */
  params: URLSearchParams;
}

/** What an address's hash says (`#/cashier?visit=…`). */
function parseHash(hash: string): Route {
  const [screen = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  return { screen, params: new URLSearchParams(query) };
}

let followed = 0;
const listeners = new Set<() => void>();

/** What is shown: where somebody was asked to stay, not what the address said for a moment. */
let shown = '';
/** Whoever has something to lose by another screen; true: it is asked about, and gone on with by `go`. */
type Hold = (go: () => void) => boolean;
let hold: Hold | null = null;

/** Asks before another screen is gone to, until the returned function is called. */
export function holdLeaving(next: Hold): () => void {
  hold = next;
  return () => {
    if (hold === next) hold = null;
  };
}

function isHeld(): boolean {
  const wanted = window.location.hash;
  if (!hold || parseHash(wanted).screen === parseHash(shown).screen) return false;
  const go = () => {
    hold = null;
    window.location.hash = wanted;
  };
  if (!hold(go)) return false;
  // Nobody is told of this, so nothing is followed.
  window.history.replaceState(null, '', shown);
  return true;
}

function tellFollowed(): void {
  if (isHeld()) return;
  shown = window.location.hash;
  followed += 1;
  for (const listener of [...listeners]) listener();
}

/** What the address asks for now, outside of rendering. */
export function routeNow(): Route {
  return parseHash(window.location.hash);
}

/** The address of a screen, for links. */
export function hashOf(screen: ScreenName, params: Record<string, string> = {}): string {
  const query = new URLSearchParams(params).toString();
  return `#/${screen}${query ? `?${query}` : ''}`;
}

/** Goes to a screen, as if its link was followed. */
export function navigate(screen: ScreenName, params: Record<string, string> = {}): void {
  const hash = hashOf(screen, params);
  // The browser tells of no change where there is none.
  if (window.location.hash === hash) tellFollowed();
  else window.location.hash = hash;
}

function onClick(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link && link.getAttribute('href') === window.location.hash) tellFollowed();
}

function subscribe(onChange: () => void): () => void {
  if (listeners.size === 0) {
    shown = window.location.hash;
    window.addEventListener('hashchange', tellFollowed);
    window.addEventListener('click', onClick);
  }
  listeners.add(onChange);
  return () => {
    listeners.delete(onChange);
    if (listeners.size > 0) return;
    window.removeEventListener('hashchange', tellFollowed);
    window.removeEventListener('click', onClick);
  };
}

/** The screen the address asks for; follows the address. */
export function useRoute(): Route {
  const route = useSyncExternalStore(
    subscribe,
    () => `${followed} ${listeners.size === 0 ? window.location.hash : shown}`,
  );
  return useMemo(() => parseHash(route.slice(route.indexOf(' ') + 1)), [route]);
}
