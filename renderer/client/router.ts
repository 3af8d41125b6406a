import { useSyncExternalStore } from 'react';

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
  params: URLSearchParams;
}

/** What an address's hash says (`#/cashier?visit=…`). */
function parseHash(hash: string): Route {
  const [screen = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  return { screen, params: new URLSearchParams(query) };
}

/** The address of a screen, for links. */
export function hashOf(screen: ScreenName, params: Record<string, string> = {}): string {
  const query = new URLSearchParams(params).toString();
  return `#/${screen}${query ? `?${query}` : ''}`;
}

/** Goes to a screen, as if its link was followed. */
export function navigate(screen: ScreenName, params: Record<string, string> = {}): void {
  window.location.hash = hashOf(screen, params);
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}

/** The screen the address asks for; follows the address. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return parseHash(hash);
}
