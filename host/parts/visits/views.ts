import type { JournalEvent } from '../../../core/model/events.ts';

import type { ClockView } from '../clocks/views.ts';
import type { GoodsView } from '../goods/views.ts';
import type { WishView } from '../wishes/views.ts';

export interface GuestView {
  id: string;
  ordinal: number;
  bed: number;
  wristbandNo: string | null;
  state: 'occupied' | 'waiting' | 'in-service' | 'awaiting-payment';
  clocks: ClockView[];
  goods: GoodsView[];
  /** Owed and not billed. */
  totalMinor: number;
}

export interface VisitView {
  id: string;
  no: string;
  partyId: string;
  openedAt: number;
  openedBy: string;
  /** Those still in the house. */
  guests: GuestView[];
  /** What they wish for this visit, the oldest first. */
  wishes: WishView[];
  /** Owed by all of them, minimum charge and rounding included. */
  totalMinor: number;
}

/** One line of a visit's history. */
export type HistoryEntry = JournalEvent;
