/** What a browser remembers. A browser that forbids storage forgets, and nothing else happens. */

function read(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

function write(storage: () => Storage, key: string, value: string | null): void {
  try {
    if (value === null) storage().removeItem(key);
    else storage().setItem(key, value);
  } catch {
    // Storage is switched off or full: the value lives until the page is closed.
  }
}

const session = () => window.sessionStorage;
const local = () => window.localStorage;

/** The seat of this tab in a practice; ends with the tab. While there is one, the session beside it is the practice's. */
export const practiceSeat = {
  get: () => read(session, 'clockroom.practice'),
  set: (token: string | null) => write(session, 'clockroom.practice', token),
};

/** The token of who is signed in on this tab; ends with the tab. The one of the real store waits while it practises. */
export const sessionToken = {
  get: () => read(session, sessionKey()),
  set: (token: string | null) => write(session, sessionKey(), token),
};

function sessionKey(): string {
  return practiceSeat.get() === null ? 'clockroom.session' : 'clockroom.practice.session';
}

/** Whether this screen is switched on as a voice. */
export const speaksHere = {
  get: () => read(local, 'clockroom.speaks') !== null,
  set: (speaks: boolean) => write(local, 'clockroom.speaks', speaks ? 'yes' : null),
};

/** The token that pairing gave to this browser. */
export const stationToken = {
  get: () => read(local, 'clockroom.station'),
  set: (token: string | null) => write(local, 'clockroom.station', token),
};

/**
 * What makes this tab a screen of the store's own machine; ends with the tab. It comes in the address, and is kept where
 * no other program of the machine reads it.
 */
export const ownToken = {
  get: () => heldOwnToken ?? read(session, 'clockroom.own'),
  set: (token: string) => {
    heldOwnToken = token;
    write(session, 'clockroom.own', token);
  },
};
/** Also where the browser keeps nothing. */
let heldOwnToken: string | null = null;

/** Whether single letters act for somebody at this browser. They do until that is switched off. */
export const actsByLetters = {
  get: (staffNo: string) => read(local, `clockroom.letters.${staffNo}`) === null,
  set: (staffNo: string, acts: boolean) => write(local, `clockroom.letters.${staffNo}`, acts ? null : 'off'),
};

/** What somebody put off of the list of what is missing, by its codes. */
export const putOffBy = {
  get: (staffNo: string): string[] => read(local, `clockroom.put-off.${staffNo}`)?.split(' ') ?? [],
  set: (staffNo: string, codes: readonly string[]) =>
    write(local, `clockroom.put-off.${staffNo}`, codes.length > 0 ? codes.join(' ') : null),
};

/** What somebody edited in the settings and did not save; never a card's number. */
export const keptSettings = {
  get: (staffNo: string) => read(local, `clockroom.settings.${staffNo}`),
  set: (staffNo: string, drafts: string | null) => write(local, `clockroom.settings.${staffNo}`, drafts),
};

/** The language last chosen, by staff number (`''` before anybody has signed in). */
export const rememberedLanguage = {
  get: (staffNo: string) => read(local, `clockroom.language.${staffNo}`),
  set: (staffNo: string, language: string) => write(local, `clockroom.language.${staffNo}`, language),
};
