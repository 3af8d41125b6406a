import { minuteMs } from '../kernel/time.ts';
import type { SpokenKind } from '../model/site/schema.ts';
import type { SiteIndex } from '../model/site/site-index.ts';
import type { EventPayloads, JournalEvent } from './events.ts';

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

const announceForMs = 10 * minuteMs;
const reminderForMs = 5 * minuteMs;
const billForMs = 30 * minuteMs;
const defaultSlipMinutes = 20;

/** The jobs of one event, in the order they are to be queued. */
export function jobsFor(event: JournalEvent, index: SiteIndex): JobSpec[] {
  const slipMs = (index.site.store.slipMinutes ?? defaultSlipMinutes) * minuteMs;
  const printOn = (role: PrintRole, payload: JobPayload, forMs: number): JobSpec[] =>
    printersOf(index, role).map((id) => ({
      device: `printer/${id}`,
      priority: 1,
      payload,
      expiresAt: event.at + forMs,
    }));
  switch (event.type) {
    case 'clock.called':
      return [
        ...announceCall(event, event.payload, index),
        ...printOn('dispatch', { kind: 'print-dispatch', ...event.payload }, slipMs),
      ];
    case 'clock.calledAgain': {
      const { changed, callCount, ...call } = event.payload;
      if (!changed) return announceCall(event, call, index);
      const { fromServiceCode: insteadOf, ...facts } = changed;
      return [
        ...announceCall(event, call, index),
        ...printOn('dispatch', { kind: 'print-dispatch', ...call, ...facts, insteadOf }, slipMs),
      ];
    }
    // Who is not in the room in time is called once more.
    case 'clock.late':
      return announceCall(event, event.payload, index);
    case 'clock.technicianChanged': {
      // Before the start the new technician is called by an event of its own.
      if (!event.payload.running) return [];
      const { clockId, roomNo, toTechnicianNo: technicianNo } = event.payload;
      return announceCall(event, { clockId, roomNo, technicianNo, serviceCode: event.payload.serviceCode }, index);
    }
    case 'clock.reminded': {
      const { clockId, technicianNo, roomNo, dueAt } = event.payload;
      const expiresAt = event.at + reminderForMs;
      const terminal = index.terminalOfRoom.get(roomNo);
      const announce = voicesFor(index, 'reminder', roomNo).map(
        (device): JobSpec => ({
          device,
          priority: 2,
          payload: { kind: 'announce-reminder', clockId, technicianNo, roomNo },
          expiresAt,
        }),
      );
      if (terminal === undefined) return announce;
      const payload: JobPayload = { kind: 'terminal-reminder', clockId, technicianNo, roomNo, dueAt };
      return [...announce, { device: `terminal/${terminal}`, priority: 1, payload, expiresAt }];
    }
    case 'clock.extended': {
      const { parentId: clockId, technicianNo, roomNo, dueAt, minutes, automatic } = event.payload;
      const terminal = index.terminalOfRoom.get(roomNo);
      if (!automatic || terminal === undefined) return [];
      const payload: JobPayload = {
        kind: 'terminal-reminder',
        clockId,
        technicianNo,
        roomNo,
        dueAt,
        extendedMinutes: minutes,
      };
      return [{ device: `terminal/${terminal}`, priority: 1, payload, expiresAt: event.at + reminderForMs }];
    }
    case 'service.called': {
      const { callId, roomNo } = event.payload;
      const payload: JobPayload = { kind: 'announce-service', callId, roomNo };
      const expiresAt = event.at + reminderForMs;
      return voicesFor(index, 'service', roomNo).map((device) => ({ device, priority: 1, payload, expiresAt }));
    }
    case 'goods.ordered': {
      const categories = [...new Set(event.payload.lines.map((line) => line.category))];
      return categories.flatMap((category) =>
        printOn(
          `order:${category}`,
          {
            kind: 'print-order',
            category,
            orderedBy: event.actor,
            ...event.payload,
            lines: event.payload.lines.filter((line) => line.category === category),
          },
          slipMs,
        ),
      );
    }
    case 'bill.settled':
      return printOn('bill', { kind: 'print-bill', ...event.payload }, billForMs);
    case 'rotation.whyPrinted':
      return printOn('dispatch', { kind: 'print-why', ...event.payload }, slipMs);
    case 'bill.shown':
      return printOn('bill', { kind: 'print-pre-bill', ...event.payload }, billForMs);
    case 'commission.payslipPrinted': {
      const payload: JobPayload = { kind: 'print-payslip', ...event.payload };
      const own = printOn('payslip', payload, billForMs);
      return own.length > 0 ? own : printOn('receipt', payload, billForMs);
    }
    default:
      return [];
  }
}

function announceCall(
  event: JournalEvent,
  { clockId, technicianNo, roomNo, serviceCode }: CallFacts,
  index: SiteIndex,
): JobSpec[] {
  return voicesFor(index, 'call', roomNo).map((device) => ({
    device,
    priority: 0,
    payload: { kind: 'announce-call', clockId, technicianNo, roomNo, serviceCode },
    expiresAt: event.at + announceForMs,
  }));
}

/** The places where something about a room is spoken: each says it once. A site without places has one voice. */
function voicesFor(index: SiteIndex, kind: SpokenKind, roomNo: string): string[] {
  const { places } = index.site.voice;
  if (!places) return ['voice'];
  const floor = index.rooms.get(roomNo)?.floor;
  return places
    .filter(({ says, floors }) => says?.includes(kind) !== false && (floors?.includes(floor ?? '') ?? true))
    .map(({ id }) => `voice/${id}`);
}

/** What a printer can be set to print, as in the site file. */
type PrintRole = 'bill' | 'dispatch' | 'payslip' | 'receipt' | `order:${string}`;

type CallFacts = Pick<EventPayloads['clock.called'], 'clockId' | 'technicianNo' | 'roomNo' | 'serviceCode'>;

/** The printers that print a kind of slip, in the order of the site file. */
function printersOf(index: SiteIndex, role: PrintRole): string[] {
  return index.site.printers.filter((printer) => printer.prints.includes(role)).map((printer) => printer.id);
}
