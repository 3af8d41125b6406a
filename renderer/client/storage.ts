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

/** The token of who is signed in on this tab; ends with the tab. */
export const sessionToken = {
  get: () => read(session, 'clockroom.session'),
  set: (token: string | null) => write(session, 'clockroom.session', token),
};

/** The token that pairing gave to this browser. */
export const stationToken = {
  get: () => read(local, 'clockroom.station'),
  set: (token: string | null) => write(local, 'clockroom.station', token),
};

/** The language last chosen, by staff number (`''` before anybody has signed in). */
export const rememberedLanguage = {
  get: (staffNo: string) => read(local, `clockroom.language.${staffNo}`),
  set: (staffNo: string, language: string) => write(local, `clockroom.language.${staffNo}`, language),
};
