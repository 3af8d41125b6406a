import { ownToken } from './storage.ts';

/** The address hands something over behind the `#`, which no server is sent: `#own=TOKEN`, `#pair=CODE`, then a screen. */
const handed = /^#(own|pair)=([\w-]{1,100})(\/.*)?$/;

let pairingCode = '';

/** The pairing code that the address brought; empty for none. */
export function handedPairingCode(): string {
  return pairingCode;
}

/** Takes what the address hands over, and out of it: it must not stand in a title, a history or a bookmark. */
export function takeFromAddress(): void {
  take();
  // Opened in this tab later: the line is there already, and says only at its beginning who it is.
  window.addEventListener('hashchange', () => {
    if (take()) window.location.reload();
  });
}

function take(): boolean {
  const [, kind, value = '', rest = ''] = handed.exec(window.location.hash) ?? [];
  if (kind === undefined) return false;
  if (kind === 'own') ownToken.set(value);
  else pairingCode = value;
  const { pathname, search } = window.location;
  window.history.replaceState(null, '', `${pathname}${search}${rest === '' ? '' : `#${rest}`}`);
  return kind === 'own';
}
