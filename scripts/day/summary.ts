import type { IncidentKind } from '../../core/model/incident.ts';

/** What a simulated day prints: one JSON object. */
export interface DaySummary {
  seed: number;
  /** Null: as the site file has it. */
  policy: string | null;
  /** What was asked for; null: as on any day. */
  habits: { cancellations: number | null; late: number | null; cheat: number | null };
  /** What somebody at the desk did, by kind of incident, and how much of it stands on the list with the number. */
  cheat: { no: string; played: Partial<Record<IncidentKind, number>>; listed: Partial<Record<IncidentKind, number>> };
  guests: number;
  visits: number;
  /** Those that ended. */
  clocks: Record<'rotation' | 'requested' | 'extension' | 'picked' | 'call' | 'converted', number>;
  /** By event: what does not go by itself. */
  happened: Record<string, number>;
  cancelled: { beforeStart: number; afterStart: number };
  /** Clocks that began more than three minutes after the (last) call. */
  late: number;
  /** Cards held to terminals. `lost` got neither an act nor an answer. */
  swipes: { sent: number; acted: number; refused: number; lost: number };
  announcements: number;
  slips: number;
  bills: number;
  takingsMinor: number;
  /** By code: what terminals and calls turned away. */
  refusals: Record<string, number>;
  journalRows: number;
  wallMs: number;
  verify: { ok: boolean; problems: unknown[] };
}
