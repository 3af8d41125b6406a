import type { clocks } from '../../model/clocks/aggregate.ts';
import type { StoreState } from '../../model/state.ts';
import type { Part } from '../part.ts';
import { clockNeedOf } from './approvals.ts';
import { callAgain, cancelClock, changeTechnician, endClock, extendClock, remindDue, startClock } from './decide.ts';
import { changeItem, convertClock } from './decide-change.ts';
import { noticeLate, rechoose, refuseClock, replaceLate } from './decide-hand-back.ts';
import { orderClock } from './decide-order.ts';
import { extendOverrun, undoExtension } from './decide-overrun.ts';
import { dispatch } from './dispatch.ts';
import { withCounts } from './freeze-count.ts';
import { clockIncidents } from './incidents.ts';
import { clockJobs } from './jobs.ts';

interface OfClock {
  clockId: string;
  visitId: string;
  roomNo: string;
}

/** A call names the band and counts the guests. */
const inRoom = { rooms: ({ roomNo }: Pick<OfClock, 'roomNo'>) => [roomNo], boards: ['calls'] as const };
const ofClock = { ...inRoom, visits: ({ visitId }: OfClock) => [visitId] };
const ofTechnician = {
  ...ofClock,
  technicians: ({ technicianNo }: { technicianNo: string | null }) => [technicianNo],
};
const incident = { ...ofTechnician, stale: ['incidents'] as const };
const onDuty = { permission: null, from: ['duty'] } as const;
const change = { permission: 'clock.change-technician', from: ['screen'] } as const;

export const clocksPart: Part<typeof clocks> = {
  commands: {
    'clock.order': { permission: 'clock.order', from: ['screen'], decide: orderClock },
    'clock.callAgain': { permission: 'clock.call', from: ['screen'], decide: callAgain },
    'clock.start': {
      permission: 'clock.start',
      from: ['screen', 'terminal'],
      saidByTerminals: ['atRoomNo'],
      decide: startClock,
    },
    'clock.extend': {
      permission: 'clock.extend',
      from: ['screen', 'terminal'],
      saidByTerminals: ['guestBandNo'],
      decide: extendClock,
    },
    'clock.end': { permission: 'clock.end', from: ['screen', 'terminal'], decide: endClock },
    'clock.cancel': {
      permission: 'clock.cancel',
      from: ['screen', 'terminal'],
      saidByTerminals: ['guestBandNo'],
      decide: cancelClock,
    },
    'clock.changeTechnician': { ...change, decide: changeTechnician },
    'clock.convert': { permission: 'clock.convert', from: ['screen'], decide: convertClock },
    'clock.changeItem': { permission: 'clock.change-item', from: ['screen'], decide: changeItem },
    'clock.refuse': { ...change, decide: refuseClock },
    'clock.replaceLate': { ...change, decide: replaceLate },
    'clock.rechoose': { ...change, decide: rechoose },
    'clock.undoExtension': { permission: 'clock.undo-extension', from: ['screen'], decide: undoExtension },
    'clock.noticeLate': { ...onDuty, decide: (state, _data, ctx) => noticeLate(state, ctx) },
    'clock.extendOverrun': { ...onDuty, decide: (state, _data, ctx) => extendOverrun(state, ctx) },
    'clock.remindDue': { ...onDuty, decide: (state, _data, ctx) => remindDue(state, ctx) },
  },
  about: {
    'clock.ordered': ofClock,
    'clock.called': ofTechnician,
    'clock.calledAgain': {
      ...inRoom,
      visits: ({ clockId }, state: StoreState) => {
        const clock = state.clocks.byId(clockId);
        return clock ? [clock.visitId] : [];
      },
      technicians: ({ technicianNo }) => [technicianNo],
    },
    'clock.started': ofTechnician,
    'clock.extended': incident,
    'clock.reminded': ofTechnician,
    'clock.ended': incident,
    // Somebody else may have served an extension before the technician was changed.
    'clock.cancelled': { ...incident, clocks: ({ extensionIds }) => extensionIds },
    'clock.handedBack': incident,
    'clock.late': incident,
    'clock.rechosen': ofClock,
    'clock.extensionUndone': incident,
    'clock.technicianChanged': {
      ...ofClock,
      technicians: ({ fromTechnicianNo, toTechnicianNo }) => [fromTechnicianNo, toTechnicianNo],
      stale: ['incidents'],
    },
    'clock.converted': incident,
    'clock.itemChanged': incident,
  },
  needs: clockNeedOf,
  incidents: clockIncidents,
  jobs: clockJobs,
  react: dispatch,
  complete: withCounts,
};
