/** What a simulated day prints: one JSON object. */
export interface DaySummary {
  seed: number;
  guests: number;
  visits: number;
  clocks: { rotation: number; requested: number; extension: number };
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
