import type { ElectronApi, WebContents } from './electron-api.ts';
import { isScreenUrl } from './screen-protocol.ts';

/** Our screens ask for no camera, no place, no devices: devices are the host's. Every request is refused. */
export function refusePermissions({ session }: Pick<ElectronApi, 'session'>): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
}

/**
 * A window shows our screens and nothing else: no foreign page, no second window, no page within the page. `isOurs`:
 * which addresses are ours.
 */
export function lockNavigation(contents: WebContents, isOurs: (url: string) => boolean = isScreenUrl): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    if (!isOurs(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
