import type { AttendanceState } from './attendance/roster.ts';
import type { AuthorisationsSlice } from './authorisations/slice.ts';
import type { BillsSlice } from './bills/slice.ts';
import type { ClocksSlice } from './clocks/slice.ts';
import type { PayState } from './commission/pay-state.ts';
import type { GoodsSlice } from './goods/slice.ts';
import type { ReservationsSlice } from './reservations/slice.ts';
import type { RoomsSlice } from './rooms/slice.ts';
import type { RotationSlice } from './rotation/slice.ts';
import type { ServiceCallsSlice } from './service-calls/slice.ts';
import type { SiteIndex } from './site/site-index.ts';
import type { TechniciansSlice } from './technicians/slice.ts';
import type { VisitsSlice } from './visits/slice.ts';

/**
 * What a decision may look at: the store as it stands, read in the transaction that will append the events; a slice
 * for each aggregate. Every list has a stated order, so that the same state gives the same decision. What is given out
 * may be given out again: nobody changes it.
 */
export interface StoreState {
  /** The settings in force. Throws StoreError STORE_NOT_SET_UP before the first import. */
  readonly site: SiteIndex;
  readonly rooms: RoomsSlice;
  readonly visits: VisitsSlice;
  readonly clocks: ClocksSlice;
  readonly technicians: TechniciansSlice;
  readonly rotation: RotationSlice;
  readonly reservations: ReservationsSlice;
  readonly goods: GoodsSlice;
  readonly authorisations: AuthorisationsSlice;
  readonly bills: BillsSlice;
  readonly serviceCalls: ServiceCallsSlice;
  readonly pay: PayState;
  readonly attendance: AttendanceState;
}
