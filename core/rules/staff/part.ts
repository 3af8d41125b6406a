import type { CommandData } from '../../model/commands.ts';
import { event, type StoreEvent } from '../../model/events.ts';
import type { staff } from '../../model/staff/aggregate.ts';
import type { StoreState } from '../../model/state.ts';
import type { Part } from '../part.ts';

/** What the doors did with a PIN or a session is recorded, not decided. */
const recorded = { permission: null, from: ['store'] as const };

export const staffPart: Part<typeof staff> = {
  commands: {
    'staff.recordPin': { ...recorded, decide: recordPin },
    'staff.bindPins': { ...recorded, decide: bindPins },
    'staff.recordSignIn': { ...recorded, decide: (_state, data) => [event('staff.signedIn', data)] },
    'staff.recordSignOut': { ...recorded, decide: (_state, data) => [event('staff.signedOut', data)] },
    'staff.recordSessionEnd': { ...recorded, decide: (_state, data) => [event('staff.sessionEnded', data)] },
    'staff.recordPairing': { ...recorded, decide: (_state, data) => [event('staff.stationPaired', data)] },
    'staff.recordUnpairing': { ...recorded, decide: (_state, data) => [event('staff.stationUnpaired', data)] },
    'staff.recordRefusal': { ...recorded, decide: (_state, data) => [event('staff.signInRefused', data)] },
  },
  about: {
    'staff.pinSet': {},
    'staff.pinsBound': {},
    'staff.signedIn': {},
    'staff.signedOut': {},
    'staff.sessionEnded': {},
    'staff.stationPaired': {},
    'staff.stationUnpaired': {},
    'staff.signInRefused': {},
  },
};

/** The journal says which hash was kept: one that is written over it later is told by that. */
function recordPin({ staff, site }: StoreState, { staffNo }: CommandData<'staff.recordPin'>): StoreEvent[] {
  const role = site.staff.get(staffNo)?.role ?? null;
  const kept = staff.pinMarks().find((pin) => pin.staffNo === staffNo);
  return [event('staff.pinSet', { staffNo, role, mark: kept?.mark ?? null })];
}

function bindPins({ staff }: StoreState): StoreEvent[] {
  if (staff.arePinsBound()) return [];
  const pins = [...staff.pinMarks()];
  return pins.length === 0 ? [] : [event('staff.pinsBound', { pins })];
}
