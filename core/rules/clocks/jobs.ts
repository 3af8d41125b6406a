import type { EventPayloads, JournalEvent } from '../../model/events.ts';
import type { JobPayload, JobSpec } from '../../model/jobs.ts';
import type { SiteIndex } from '../../model/site/site-index.ts';
import { announceForMs, printOn, reminderForMs, slipMs, voicesFor } from '../job-routes.ts';

type CallFacts = Pick<EventPayloads['clock.called'], 'clockId' | 'technicianNo' | 'roomNo' | 'serviceCode'>;

/** What clocks ask of voices, printers and terminals. */
export function clockJobs(event: JournalEvent, site: SiteIndex): JobSpec[] {
  const slipUntil = event.at + slipMs(site);
  switch (event.type) {
    case 'clock.called':
      return [
        ...announceCall(event, event.payload, site),
        ...printOn(site, 'dispatch', { kind: 'print-dispatch', ...event.payload }, slipUntil),
      ];
    case 'clock.calledAgain': {
      const { changed, callCount, ...call } = event.payload;
      if (!changed) return announceCall(event, call, site);
      const { fromServiceCode: insteadOf, ...facts } = changed;
      return [
        ...announceCall(event, call, site),
        ...printOn(site, 'dispatch', { kind: 'print-dispatch', ...call, ...facts, insteadOf }, slipUntil),
      ];
    }
    // Who is not in the room in time is called once more.
    case 'clock.late':
      return announceCall(event, event.payload, site);
    case 'clock.technicianChanged': {
      // Before the start the new technician is called by an event of its own.
      if (!event.payload.running) return [];
      const { clockId, roomNo, toTechnicianNo: technicianNo, serviceCode } = event.payload;
      return announceCall(event, { clockId, roomNo, technicianNo, serviceCode }, site);
    }
    case 'clock.reminded':
      return remind(event, event.payload, site);
    case 'clock.extended': {
      const { parentId: clockId, technicianNo, roomNo, dueAt, minutes, automatic } = event.payload;
      if (!automatic) return [];
      return atTerminal(event, { clockId, technicianNo, roomNo, dueAt, extendedMinutes: minutes }, site);
    }
    default:
      return [];
  }
}

function announceCall(
  { at }: JournalEvent,
  { clockId, technicianNo, roomNo, serviceCode }: CallFacts,
  site: SiteIndex,
): JobSpec[] {
  return voicesFor(site, 'call', roomNo).map((device) => ({
    device,
    priority: 0,
    payload: { kind: 'announce-call', clockId, technicianNo, roomNo, serviceCode },
    expiresAt: at + announceForMs,
  }));
}

function remind(event: JournalEvent, said: EventPayloads['clock.reminded'], site: SiteIndex): JobSpec[] {
  const { clockId, technicianNo, roomNo, dueAt } = said;
  const announce = voicesFor(site, 'reminder', roomNo).map(
    (device): JobSpec => ({
      device,
      priority: 2,
      payload: { kind: 'announce-reminder', clockId, technicianNo, roomNo },
      expiresAt: event.at + reminderForMs,
    }),
  );
  return [...announce, ...atTerminal(event, { clockId, technicianNo, roomNo, dueAt }, site)];
}

/** A reminder at the room's terminal, where it has one. */
function atTerminal(
  { at }: JournalEvent,
  facts: Omit<Extract<JobPayload, { kind: 'terminal-reminder' }>, 'kind'>,
  site: SiteIndex,
): JobSpec[] {
  const terminal = site.terminalOfRoom.get(facts.roomNo);
  if (terminal === undefined) return [];
  const payload: JobPayload = { kind: 'terminal-reminder', ...facts };
  return [{ device: `terminal/${terminal}`, priority: 1, payload, expiresAt: at + reminderForMs }];
}
