import type { RoomState } from '../../../core/model/rooms/room.ts';
import type { TerminalState } from '../devices/views.ts';
import type { VisitView } from '../visits/views.ts';

export interface RoomView {
  no: string;
  floor: string;
  kind: string;
  beds: number;
  minimumChargeMinor: number;
  state: RoomState;
  outOfOrder: string | null;
  dirtySince: number | null;
  visit: VisitView | null;
  /**
   * A called or ordered clock has waited longer than the store allows from this instant on, or the visit is open after
   * its trading day; null if neither.
   */
  alarmAt: number | null;
  serviceCallId: string | null;
  terminal: TerminalState;
}
