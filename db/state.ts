import { siteError } from '../core/model/site/errors.ts';
import type { SiteIndex } from '../core/model/site/site-index.ts';
import type { StoreState } from '../core/model/state.ts';
import type { ReadHandle } from './engine/connection.ts';
import { StoredAttendance } from './parts/attendance/slice.ts';
import { StoredAuthorisations } from './parts/authorisations/slice.ts';
import { StoredBills } from './parts/bills/slice.ts';
import { StoredClocks } from './parts/clocks/slice.ts';
import { StoredPay } from './parts/commission/slice.ts';
import { StoredGoods } from './parts/goods/slice.ts';
import { StoredReservations } from './parts/reservations/slice.ts';
import { StoredRooms } from './parts/rooms/slice.ts';
import { StoredRotation } from './parts/rotation/slice.ts';
import { StoredServiceCalls } from './parts/service-calls/slice.ts';
import { StoredSettings } from './parts/site/settings.ts';
import type { SiteCache } from './parts/site/site-cache.ts';
import { StoredTechnicians } from './parts/technicians/slice.ts';
import { StoredVisits } from './parts/visits/slice.ts';

/**
 * The store as it stands on one connection, a slice for each aggregate. What one decision asks again and again is
 * read once, and kept until its tables are written to.
 */
export function storedState(read: ReadHandle, sites: SiteCache): StoreState {
  const site = (): SiteIndex => {
    const index = sites.current(read);
    if (!index) throw siteError('STORE_NOT_SET_UP');
    return index;
  };
  return {
    get site() {
      return site();
    },
    get isSetUp() {
      return sites.current(read) !== null;
    },
    settings: new StoredSettings(read),
    rooms: new StoredRooms(read),
    visits: new StoredVisits(read),
    clocks: new StoredClocks(read),
    technicians: new StoredTechnicians(read),
    rotation: new StoredRotation(read),
    reservations: new StoredReservations(read),
    goods: new StoredGoods(read, site),
    authorisations: new StoredAuthorisations(read),
    bills: new StoredBills(read),
    serviceCalls: new StoredServiceCalls(read),
    pay: new StoredPay(read),
    attendance: new StoredAttendance(read),
  };
}
