/** What can go otherwise than planned on a clock; `late-replaced`: somebody else was called to it. */
export const incidentKinds = [
  'early-end',
  'refused',
  'late',
  'late-replaced',
  'extended-by-store',
  'extension-undone',
  'cancelled',
] as const;

/** One line of the day's list of what did not go its way (提前下钟、拒钟、迟到、自动加钟、退钟). */
export interface ClockIncident {
  seq: number;
  /** UTC ms. */
  at: number;
  kind: (typeof incidentKinds)[number];
  clockId: string;
  visitId: string;
  roomNo: string;
  technicianNo: string | null;
  serviceCode: string;
  /** Early by, late after, extended by; null for the rest. */
  minutes: number | null;
  /** Where a cancelled clock stood. */
  fromState: 'ordered' | 'called' | 'started' | null;
  reason: string | null;
  /** Who did it: a number, or `system` for the store itself. */
  actor: string;
  /** The manager who approved. */
  allowedBy: string | null;
}
