import { useSyncExternalStore } from 'react';

/** The screens there are, as they stand behind `#/` in the address. */
export const screens = [
  'board',
  'reservations',
  'clock-room',
  'policy',
  'cashier',
  'kitchen',
  'pay',
  'attendance',
  'incidents',
  'books',
  'devices',
  'bus',
  'practice',
  'display',
] as const;
export type Screen = (typeof screens)[number];

export interface Route {
  screen: Screen;
  params: URLSearchParams;
}

/** What an address's hash means (`#/cashier?visit=…`); anything unknown is the board. */
export function parseHash(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const screen = screens.find((candidate) => candidate === path) ?? 'board';
  return { screen, params: new URLSearchParams(query) };
}

/** The address of a screen, for links. */
export function hashOf(screen: Screen, params: Record<string, string> = {}): string {
  const query = new URLSearchParams(params).toString();
  return `#/${screen}${query ? `?${query}` : ''}`;
}

/** Goes to a screen, as if its link was followed. */
export function navigate(screen: Screen, params: Record<string, string> = {}): void {
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
