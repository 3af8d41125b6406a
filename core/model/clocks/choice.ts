import { z } from 'zod';
import { gender, shownNo } from '../../kernel/fields.ts';
import { typedNo } from '../../kernel/typed-fields.ts';

const byRotation = z.strictObject({ kind: z.literal('rotation'), gender: gender.optional() });
const numbered = <Kind extends string>(kind: Kind, technicianNo: typeof shownNo) =>
  z.strictObject({ kind: z.literal(kind), technicianNo });

const choiceOf = (no: typeof shownNo) =>
  z.discriminatedUnion('kind', [
    byRotation,
    numbered('requested', no),
    numbered('picked', no),
    numbered('call', no),
    numbered('converted', no),
    z.strictObject({ kind: z.literal('same') }),
  ]);

/**
 * Who shall serve: the next of the queue (of a gender, where the guest asks for one), a number (`requested`: asked
 * for; `picked`: chosen among those shown; `call`: called in; `converted`: 转化), or, where an item comes after
 * another, whoever serves that one.
 */
export const technicianChoice = choiceOf(shownNo);
/** The same as somebody asks for it. */
export const typedChoice = choiceOf(typedNo);
export type TechnicianChoice = z.output<typeof technicianChoice>;

/** A choice that names a number. */
export type NumberedChoice = Extract<TechnicianChoice, { technicianNo: string }>;

/** Who takes a clock over from somebody else. */
export const successorChoice = z.discriminatedUnion('kind', [
  byRotation,
  numbered('requested', typedNo),
  numbered('picked', typedNo),
  numbered('call', typedNo),
]);
export type SuccessorChoice = z.output<typeof successorChoice>;

/** The number that was named, if any. */
export function numberIn(choice: TechnicianChoice): string | null {
  return 'technicianNo' in choice ? choice.technicianNo : null;
}
