import { z } from 'zod';
import {
  dayStarts,
  type PolicyVersion,
  policyOf,
  presetNames,
  presetOf,
  rotationEffects,
  rotationEvents,
} from '../model/rotation/policy.ts';

const minorAmount = z.int().min(0).max(100_000_000);
const fields = {
  dayStart: z.enum(dayStarts).default('check-in'),
  dailyCap: z.int().min(1).max(100).optional(),
  requestedPerTurn: z.int().min(1).max(20).optional(),
  noTurnItems: z.array(z.string().min(1).max(6)).max(200).optional(),
  noTurnBelow: minorAmount.optional(),
  holdMinutes: z.int().min(1).max(720).optional(),
  effects: z
    .union([z.literal('default'), z.partialRecord(z.enum(rotationEvents), z.enum(rotationEffects))])
    .default('default'),
};

/**
 * A policy to try: `{"preset": "…"}` for every group, or `{"rotation": […]}` with entries as in a site file, each for
 * a group (and a gender) or, without a group, for all that no other entry names.
 */
export const policyFileSchema = z.union([
  z.strictObject({ preset: z.enum(presetNames) }),
  z.strictObject({
    rotation: z
      .array(
        z.strictObject({
          group: z.string().min(1).max(32).optional(),
          gender: z.enum(['F', 'M']).optional(),
          byGender: z.boolean().optional(),
          preset: z.enum(presetNames).optional(),
          ...fields,
        }),
      )
      .min(1)
      .max(200),
  }),
]);
export type PolicyFile = z.infer<typeof policyFileSchema>;

/** The versions a file stands for, in force from the beginning of time, for these groups. */
export function versionsOf(file: PolicyFile, groups: readonly string[]): PolicyVersion[] {
  const fromDate = '0000-01-01';
  if ('preset' in file) {
    const { preset } = file;
    return groups.map((group) => ({ group, gender: null, fromDate, preset, policy: presetOf(preset) }));
  }
  const named = new Set(file.rotation.flatMap(({ group }) => group ?? []));
  return file.rotation.flatMap(({ group, gender, preset, byGender: _byGender, ...own }) =>
    (group === undefined ? groups.filter((code) => !named.has(code)) : [group]).map((code) => ({
      group: code,
      gender: gender ?? null,
      fromDate,
      preset: preset ?? null,
      policy: preset === undefined ? policyOf(own) : presetOf(preset, policyOf(own)),
    })),
  );
}
