import type { ClockType } from '../../../core/model/clock-types/clock-types.ts';
import type { TechnicianState } from '../../../core/model/technicians/technician.ts';

export interface TechnicianView {
  no: string;
  name: string;
  gender: 'F' | 'M';
  level: string;
  groups: string[];
  skills: string[];
  state: TechnicianState;
  since: number | null;
  restUntil: number | null;
  /** 留牌: the place is held for a guest until then. */
  heldUntil: number | null;
  /** 停牌: a manager gives no clocks. */
  stopped: boolean;
  /** 下钟后暂停 was asked for. */
  pauseAsked: boolean;
  /** 挂失: since when the card is refused everywhere; null while it is good. */
  cardLostAt: number | null;
  /** What she or he is called to or works on. */
  clock: { clockId: string; roomNo: string; serviceCode: string; type: ClockType; dueAt: number | null } | null;
  today: ShownDay;
}

/** Clocks of the trading day. Extensions count in units (half clocks). */
export interface TechnicianDay {
  rotation: number;
  requested: number;
  extension: number;
  /** How many of them were picked, called in or converted; missing where none was. */
  types?: { type: ClockType; count: number }[];
  turnoverMinor: number;
  /** Earned by ended clocks and sales. */
  commissionMinor: number;
}

/** The same on the board: what was earned is null where nobody is signed in to see it. */
export type ShownDay = Omit<TechnicianDay, 'turnoverMinor' | 'commissionMinor'> & {
  turnoverMinor: number | null;
  commissionMinor: number | null;
};
