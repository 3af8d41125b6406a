import type { StaffRole } from '../../core/model/site/schema.ts';
import type { Permission } from '../../core/model/staff/permissions.ts';

export interface SessionView {
  staffNo: string;
  name: string;
  role: StaffRole;
  permissions: Permission[];
}

/** A session that was just opened; with its token a connection that comes anew takes it up again. */
export type OpenedSession = SessionView & { token: string };

/** The journal's name for screens of this machine. */
export const ownStationId = 'desk';

/** Who asks, on which station. Kept by the connection; a session begins and ends on it. */
export interface Connection {
  readonly stationId: string;
  /** This machine, or paired. */
  readonly trusted: boolean;
  session: (SessionView & { token: string }) | null;
  /** The screen takes part in a practice: its calls go there, as that connection. */
  practice?: { token: string; connection: Connection };
}
