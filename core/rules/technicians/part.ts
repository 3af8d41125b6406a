import type { technicians } from '../../model/technicians/aggregate.ts';
import type { Part } from '../part.ts';
import { comeBack, comeOnDuty, goOffDuty, takeRest } from './decide.ts';
import { technicianIncidents } from './incidents.ts';
import { endDueHolds, endHold, holdPlace, letGoOn, pauseAfterCurrent, settleMarks, stopTechnician } from './marks.ts';

const ofTechnician = { technicians: ({ technicianNo }: { technicianNo: string }) => [technicianNo] };
const onDuty = { ...ofTechnician, stale: ['attendance'] as const };
const backOnDuty = { ...ofTechnician, stale: ['attendance', 'incidents'] as const };
const duty = { permission: 'technician.duty', from: ['screen', 'terminal'] } as const;

export const techniciansPart: Part<typeof technicians> = {
  commands: {
    'technician.comeOnDuty': { ...duty, decide: comeOnDuty },
    'technician.goOffDuty': { ...duty, decide: goOffDuty },
    'technician.rest': { ...duty, decide: takeRest },
    'technician.comeBack': { ...duty, decide: comeBack },
    'technician.hold': { permission: 'technician.duty', from: ['screen'], decide: holdPlace },
    'technician.endHold': { permission: 'technician.duty', from: ['screen'], decide: endHold },
    'technician.pauseAfter': { ...duty, decide: pauseAfterCurrent },
    'technician.stop': { permission: 'technician.stop', from: ['screen'], decide: stopTechnician },
    'technician.letGoOn': { permission: 'technician.stop', from: ['screen'], decide: letGoOn },
    'technician.endDueHolds': {
      permission: null,
      from: ['duty'],
      decide: (state, _data, ctx) => endDueHolds(state, ctx),
    },
  },
  about: {
    'technician.cameOnDuty': backOnDuty,
    'technician.wentOffDuty': onDuty,
    'technician.tookRest': onDuty,
    'technician.cameBack': backOnDuty,
    'technician.held': ofTechnician,
    'technician.holdEnded': ofTechnician,
    'technician.stopped': ofTechnician,
    'technician.stopEnded': ofTechnician,
    'technician.pauseAsked': ofTechnician,
    'technician.paused': ofTechnician,
    'technician.pauseEnded': ofTechnician,
  },
  incidents: technicianIncidents,
  settle: (state) => settleMarks(state),
};
