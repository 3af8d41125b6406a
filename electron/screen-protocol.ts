import type { ScreenFiles } from '../host/doors/stations/screen-files.ts';
import { securityHeaders } from '../host/doors/stations/security-headers.ts';
import type { ElectronApi } from './electron-api.ts';

const scheme = 'clockroom';
/** Where the screens of the desktop windows live: an origin nobody else can have. */
export const screensOrigin = `${scheme}://app`;

/** Makes the scheme a full web origin. Electron wants this before it is ready. */
export function registerScreenScheme({ protocol }: Pick<ElectronApi, 'protocol'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Answers the scheme from the built screens, with the same policy as the store's web server. */
export function serveScreens({ protocol }: Pick<ElectronApi, 'protocol'>, screens: ScreenFiles): void {
  protocol.handle(scheme, (request) => {
    const url = new URL(request.url);
    const file = request.method === 'GET' && url.host === 'app' ? screens.find(url.pathname) : null;
    if (!file) return new Response('NOT_FOUND\n', { status: 404, headers: { ...securityHeaders } });
    return new Response(new Uint8Array(file.body), { headers: { ...securityHeaders, 'Content-Type': file.type } });
  });
}

/** Where a screen is found. `language`: null: as last chosen. */
export function screenUrl(name: string, language: string | null): string {
  return `${screensOrigin}/index.html${language ? `?language=${language}` : ''}#/${name}`;
}

/** True for an address of our own screens. */
export function isScreenUrl(url: string): boolean {
  try {
    const { protocol, host } = new URL(url);
    return `${protocol}//${host}` === screensOrigin;
  } catch {
    return false;
  }
}
