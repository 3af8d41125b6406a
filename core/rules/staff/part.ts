import type { CommandData } from '../../model/commands.ts';
import { event, type StoreEvent } from '../../model/events.ts';
import type { staff } from '../../model/staff/aggregate.ts';
import type { StoreState } from '../../model/state.ts';
import type { Part } from '../part.ts';

/** What the doors did with a PIN or a session is recorded, not decided. */
const recorded = { permission: null, from: ['store'] as const };

function pinSet(state: StoreState, { staffNo }: CommandData<'staff.recordPin'>): StoreEvent[] {
  return [event('staff.pinSet', { staffNo, role: state.site.staff.get(staffNo)?.role ?? null })];
}

export const staffPart: Part<typeof staff> = {
  commands: {
    'staff.recordPin': { ...recorded, decide: pinSet },
    'staff.recordSignIn': { ...recorded, decide: (_state, data) => [event('staff.signedIn', data)] },
    'staff.recordSignOut': { ...recorded, decide: (_state, data) => [event('staff.signedOut', data)] },
    'staff.recordSessionEnd': { ...recorded, decide: (_state, data) => [event('staff.sessionEnded', data)] },
    'staff.recordPairing': { ...recorded, decide: (_state, data) => [event('staff.stationPaired', data)] },
    'staff.recordUnpairing': { ...recorded, decide: (_state, data) => [event('staff.stationUnpaired', data)] },
    'staff.recordRefusal': { ...recorded, decide: (_state, data) => [event('staff.signInRefused', data)] },
  },
  about: {
    'staff.pinSet': {},
    'staff.signedIn': {},
    'staff.signedOut': {},
    'staff.sessionEnded': {},
    'staff.stationPaired': {},
    'staff.stationUnpaired': {},
    'staff.signInRefused': {},
  },
};
