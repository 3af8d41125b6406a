import type { Language } from '../../../core/kernel/money.ts';
import type { StaffRole } from '../../../core/model/site/schema.ts';
import type { SessionView } from '../../contract/connection.ts';
import type { LocalText } from '../../contract/views.ts';

/** Before anybody has signed in. */
export interface Welcome {
  /** Null until a store is set up. */
  storeName: LocalText | null;
  demo: boolean;
  /** This screen works on a practice's copy: nothing it does is real. */
  practice: boolean;
  /** What has to be done first: choose a store, then give the first manager a PIN. */
  needs: 'store' | 'first-pin' | null;
  /** This browser is not of this machine and has not been paired yet. */
  needsPairing: boolean;
  languages: Language[];
  staff: { no: string; name: string; role: StaffRole; hasPin: boolean }[];
  session: SessionView | null;
}
