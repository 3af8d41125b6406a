import type { EventPayloads } from './events.ts';

/** What a printer can be set to print, as in the site file. */
export type PrintRole = 'bill' | 'dispatch' | 'payslip' | 'receipt' | `order:${string}`;

/**
 * What an event asks of the world outside: a voice, a printer, a terminal. Derived from the event and the settings
 * in force alone, so that a replay gives the same jobs. The host runs them after the commit.
 */
export type JobPayload =
  | { kind: 'announce-call'; clockId: string; technicianNo: string; roomNo: string; serviceCode: string }
  | { kind: 'announce-reminder'; clockId: string; technicianNo: string; roomNo: string }
  | { kind: 'announce-service'; callId: string; roomNo: string }
  | DispatchPayload
  | ({ kind: 'print-order'; category: string; orderedBy: string } & EventPayloads['goods.ordered'])
  | ({ kind: 'print-bill' } & EventPayloads['bill.settled'])
  | ({ kind: 'print-pre-bill' } & EventPayloads['bill.shown'])
  | ({ kind: 'print-payslip' } & EventPayloads['commission.payslipPrinted'])
  | ({ kind: 'print-why' } & EventPayloads['rotation.whyPrinted'])
  | {
      kind: 'terminal-reminder';
      clockId: string;
      technicianNo: string;
      roomNo: string;
      dueAt: number;
      /** The clock was extended by itself, by so many minutes: that is told instead. */
      extendedMinutes?: number;
    };

/** The slip of a call; `insteadOf` is the item an earlier one of it still says. */
export type DispatchPayload = { kind: 'print-dispatch'; insteadOf?: string } & Pick<
  EventPayloads['clock.called'],
  'clockId' | 'visitId' | 'roomNo' | 'serviceCode' | 'type' | 'technicianNo' | 'wristbandNo' | 'guestCount'
>;

export interface JobSpec {
  /** `voice` or `voice/upstairs`, `printer/front`, `terminal/floor-2/1`: one runner per device. */
  device: string;
  /** Smaller is sooner. */
  priority: number;
  payload: JobPayload;
  /** UTC ms; a job older than this is listed, not done. */
  expiresAt: number;
}
