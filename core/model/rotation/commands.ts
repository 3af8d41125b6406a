import { z } from 'zod';
import { typedCode, typedItemCode, typedNo, typedReason } from '../../kernel/typed-fields.ts';
import { chosenTypes, countColumns } from '../clock-types/clock-types.ts';
import { dayStarts, presetNames, rotationEffects, rotationEvents } from './policy.ts';

const queueId = z.string().max(64);
const queuePolicy = z.strictObject({
  effects: z.record(z.enum(rotationEvents), z.enum(rotationEffects)),
  dayStart: z.enum(dayStarts),
  dailyCap: z.int().min(1).max(100).nullable(),
  requestedPerTurn: z.int().min(1).max(20).nullable(),
  noTurnItems: z.array(typedItemCode).max(200),
  noTurnBelowMinor: z.int().min(0).max(100_000_000),
  holdMinutes: z.int().min(1).max(720),
});

export const rotationCommands = {
  /** Another policy for a group, or for one gender of it, from a trading day on. */
  'rotation.setPolicy': z.strictObject({
    group: typedCode(32).min(1),
    gender: z.enum(['F', 'M']).nullable(),
    fromDate: z.iso.date(),
    preset: z.enum(presetNames).nullable(),
    policy: queuePolicy,
  }),
  /** Where each type of clock counts and how it is paid, for clocks that start from now on. */
  'rotation.setClockTypes': z.strictObject({
    types: z.record(
      z.enum(chosenTypes),
      z.strictObject({ countsAs: z.enum(countColumns), paidAs: z.enum(chosenTypes) }),
    ),
  }),
  /** `at`: the moment that is asked about, UTC ms; without it, now. */
  'rotation.printWhy': z.strictObject({ queueId, technicianNo: typedNo, at: z.int().min(0).optional() }),
  'rotation.move': z.strictObject({
    queueId: z.string().max(64),
    technicianNo: typedNo,
    position: z.int().min(1).max(1000),
    reason: typedReason,
  }),
};
