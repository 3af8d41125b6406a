import { z } from 'zod';
import { says } from '../../kernel/event.ts';
import { instant, shownNo } from '../../kernel/fields.ts';
import { chosenTypes, countColumns } from '../clock-types/clock-types.ts';
import { queueMove, whyStep } from './moves.ts';
import { policyVersion } from './policy-schema.ts';

export const rotationEvents = {
  'rotation.moved': says(queueMove),
  /** The whole policy, not what changed: it reads the same whatever becomes of the defaults. */
  'rotation.policySet': says(policyVersion),
  /** Where each type of clock counts and how it is paid, all of them, for clocks that start from now on. */
  'rotation.clockTypesSet': says(
    z.strictObject({
      types: z.record(
        z.enum(chosenTypes),
        z.strictObject({ countsAs: z.enum(countColumns), paidAs: z.enum(chosenTypes) }),
      ),
    }),
  ),
  'rotation.whyPrinted': says(
    z.strictObject({
      queueId: z.string(),
      technicianNo: shownNo,
      /** The moment that was asked about. */
      at: instant,
      position: z.int().nullable(),
      steps: z.array(whyStep),
    }),
  ),
};
