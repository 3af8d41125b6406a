/** What can go otherwise than planned, or is worth a look at the end of the day: of clocks, goods, bills and approvals. */
export const incidentKinds = [
  'early-end',
  'refused',
  'late',
  /** Somebody else was called to it. */
  'late-replaced',
  'extended-by-store',
  'extension-undone',
  'cancelled',
  /** Once more on a day a technician's clock was begun and given up freely, wherever it was. */
  'given-up-often',
  /** Ended after so small a share of its time as the settings name. */
  'short-clock',
  'converted',
  /** A running clock went over to somebody else: whose turn it was, and who has the place back. */
  'taken-over',
  /** The desk had somebody lose the place: off duty and on again, or back late from a rest. */
  'place-lost',
  /** At the desk a card was said to be lost. */
  'card-blocked',
  'item-lowered',
  'goods-cancelled',
  /** Guests went to a room with a lower minimum charge. */
  'minimum-lowered',
  'reference-reused',
  'change-high',
  'own-approval',
  'stock-written-off',
  'bill-reprinted',
  'bill-rerouted',
  'bill-dismissed',
  'visit-left-open',
  'room-out-of-order',
  /** Of the settings, whoever changed them and by which way; the list of changes has every line. */
  'roles-changed',
  'cards-changed',
  'prices-changed',
  'pay-changed',
  'policies-changed',
  'devices-changed',
  /** Somebody said that the computer's time is the right one, or the store went by another one by itself. */
  'time-set',
  /** Paid while the time was ahead: the bill stands on a trading day that has not come. */
  'bill-misdated',
  /** Begun, ended, paid or still to be paid in the time that was moved: its minutes, or its time, are not what it says. */
  'clock-time-moved',
  'bill-time-moved',
] as const;
export type IncidentKind = (typeof incidentKinds)[number];

/** One line of the day's list of what did not go its way: what, where, who, and what it cost. */
export interface Incident {
  /** Of the event it stands for; with the kind it is the line's own. */
  seq: number;
  /** UTC ms. */
  at: number;
  kind: IncidentKind;
  clockId: string | null;
  visitId: string | null;
  roomNo: string | null;
  /** Whose clock it is, or for whom it was done. */
  technicianNo: string | null;
  serviceCode: string | null;
  goodsCode: string | null;
  /** Early by, late after, extended by, served for; null for the rest. */
  minutes: number | null;
  /** Where a cancelled clock stood. */
  fromState: 'ordered' | 'called' | 'started' | null;
  /** What it cost the store, or could have, in minor units of the currency; null where no money is in question. */
  amountMinor: number | null;
  currency: string | null;
  reason: string | null;
  /** Whose doing it is: a number, or `system` for the store itself. */
  actor: string;
  /** The manager who approved. */
  allowedBy: string | null;
}

/** What a part says of an event that is one: the rest is the event's, or nothing. */
export type IncidentFacts = Pick<Incident, 'kind'> & Partial<Omit<Incident, 'seq' | 'at' | 'kind'>>;
