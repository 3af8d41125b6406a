import { event } from '../../model/events.ts';
import type { staff } from '../../model/staff/aggregate.ts';
import type { Part } from '../part.ts';

/** What the doors did with a PIN or a session is recorded, not decided. */
const recorded = { permission: null, from: ['store'] as const };

export const staffPart: Part<typeof staff> = {
  commands: {
    'staff.recordPin': { ...recorded, decide: (_state, data) => [event('staff.pinSet', data)] },
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
