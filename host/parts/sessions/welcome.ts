import { staffWithPin } from '../../../db/operational/credentials.ts';
import type { StoreDatabase } from '../../../db/store-database.ts';
import type { LiveSession } from '../../contract/connection.ts';
import type { LostPairing, Welcome } from './views.ts';

const languages: Welcome['languages'] = ['zh-CN', 'en'];

/** What a screen is told before anybody has signed in; who works here only where the station is known. */
export function welcomeOf(
  db: StoreDatabase,
  screen: {
    isPractice: boolean;
    needsFirstPin(): boolean;
    needsPairing: boolean;
    lostPairing: LostPairing | null;
    session: LiveSession | null;
  },
): Welcome {
  const { isPractice, needsFirstPin, needsPairing, lostPairing } = screen;
  if (!db.isSetUp) {
    return {
      storeName: null,
      demo: false,
      practice: false,
      needs: 'store',
      needsPairing,
      lostPairing,
      languages,
      staff: [],
      session: null,
    };
  }
  const { site, demo } = db.state.site;
  const withPin = new Set(staffWithPin(db.read));
  const { isLocked: _isLocked, ...session } = screen.session ?? { isLocked: false };
  return {
    storeName: site.store.name,
    demo,
    practice: isPractice,
    needs: needsFirstPin() ? 'first-pin' : null,
    needsPairing,
    lostPairing,
    languages: site.store.languages,
    staff: needsPairing ? [] : site.staff.map(({ no, name, role }) => ({ no, name, role, hasPin: withPin.has(no) })),
    session: 'staffNo' in session ? session : null,
  };
}
