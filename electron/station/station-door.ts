import type { StoreAddress } from '../../host/doors/boot/start-options.ts';
import { securityHeaders } from '../../host/doors/stations/security-headers.ts';
import {
  certificateIn,
  type NotTheStore,
  notTheStore,
  readStationCode,
} from '../../host/doors/tls/pinned-authority.ts';
import { firstContact } from './first-contact.ts';
import { doorPage, goOnPage, pagePolicy, type Trouble } from './station-pages.ts';
import type { StationSettings } from './station-settings.ts';

export interface StationDoorOptions {
  store: StoreAddress;
  settings: StationSettings;
  /** The wall clock, UTC ms. */
  now(): number;
  /** Another authority is pinned than the one this program refused before: what it remembers of that must go. */
  startAnew(): void;
}

/** Where the door's own pages are, below the origin of the screens. */
export const doorPath = '/station';
const pairPath = `${doorPath}/pair`;

/** The store's address for a window. */
export function storeUrl({ host, port }: StoreAddress): string {
  return `https://${host.includes(':') ? `[${host}]` : host}:${port}/`;
}

/**
 * Between a station's windows and its store: takes up the store by the code that a person types, holds to its authority
 * from then on, and says in words what is wrong where a window cannot show the store. Knows no Electron.
 */
export class StationDoor {
  readonly #options: StationDoorOptions;
  #trouble: Trouble | null = null;
  #hasRefused = false;

  constructor(options: StationDoorOptions) {
    this.#options = options;
  }

  /** What a window opens first: the store, or the page that asks for the code. `origin`: of the door's pages. */
  firstUrl(origin: string, screen: string, language: string | null): string {
    if (!this.#options.settings.authority()) return `${origin}${doorPath}`;
    return `${storeUrl(this.#options.store)}${language === null ? '' : `?language=${language}`}#/${screen}`;
  }

  /** Whether that certificate (PEM), shown for that host, is the store's. Everything else is refused. */
  isStore(hostname: string, pem: string): boolean {
    const { store, settings, now } = this.#options;
    const host = hostname.replace(/^\[|\]$/g, '');
    const shown = certificateIn(pem);
    const authority = settings.authority();
    if (!shown || !authority || host.toLowerCase() !== store.host.toLowerCase()) return false;
    const why: NotTheStore | null = notTheStore(shown, authority, host, now());
    if (why !== null) this.#hasRefused = true;
    this.#trouble = why;
    return why === null;
  }

  /** A window could not load the store. Why is known where the certificate was looked at. */
  notLoaded(): void {
    this.#trouble ??= 'unreachable';
  }

  /** Answers for the door's pages; null for an address that is none of them. */
  async answer(request: Request): Promise<Response | null> {
    const { pathname, searchParams } = new URL(request.url);
    if (request.method !== 'GET') return null;
    if (pathname === pairPath) return this.#pair(searchParams.get('code') ?? '');
    return pathname === doorPath ? this.#page() : null;
  }

  async #pair(typed: string): Promise<Response> {
    const { store, settings, now, startAnew } = this.#options;
    const said = readStationCode(typed);
    const found = said ? await firstContact(store, said.mark, now()) : 'mistyped';
    if (typeof found === 'string' || !said) {
      this.#trouble = typeof found === 'string' ? found : 'mistyped';
      return this.#page();
    }
    settings.pin(found);
    this.#trouble = null;
    if (this.#hasRefused) startAnew();
    return pageResponse(goOnPage(`${storeUrl(store)}#pair=${said.code}`));
  }

  #page(): Response {
    const { store, settings } = this.#options;
    const url = storeUrl(store);
    const trouble = this.#trouble;
    this.#trouble = null;
    return pageResponse(doorPage({ url, action: pairPath, trouble, isKnown: settings.authority() !== null }));
  }
}

function pageResponse(html: string): Response {
  const headers = { ...securityHeaders, 'Content-Security-Policy': pagePolicy };
  return new Response(html, {
    headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}
