import { metEvents, type QueuePolicy, type RotationEvent } from '../../../core/model/rotation/policy.ts';

/** One thing in which a policy differs: an event of the table, or another setting. */
export type PolicyChange =
  | { kind: 'event'; event: RotationEvent; was: string; is: string }
  | { kind: 'setting'; setting: Setting; was: QueuePolicy[Setting]; is: QueuePolicy[Setting] };

const settings = [
  'dayStart',
  'dailyCap',
  'requestedPerTurn',
  'noTurnItems',
  'noTurnBelowMinor',
  'holdMinutes',
] as const;
export type Setting = (typeof settings)[number];

/** Everything that would be other than it is now, in the order of the screen. */
export function policyChanges(was: QueuePolicy, is: QueuePolicy): PolicyChange[] {
  return [
    ...metEvents
      .filter((event) => was.effects[event] !== is.effects[event])
      .map((event): PolicyChange => ({ kind: 'event', event, was: was.effects[event], is: is.effects[event] })),
    ...settings
      .filter((setting) => JSON.stringify(was[setting]) !== JSON.stringify(is[setting]))
      .map((setting): PolicyChange => ({ kind: 'setting', setting, was: was[setting], is: is[setting] })),
  ];
}
