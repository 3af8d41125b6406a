import { z } from 'zod';
import { typedItemCode, typedNo } from '../../kernel/typed-fields.ts';
import { typedChoice } from './choice.ts';

/** Who serves: one choice for each technician the item takes; what is missing is rotation. */
const order = z.strictObject({ serviceCode: typedItemCode, choices: z.array(typedChoice).max(10).default([]) });

/** An item, and the next one after it: for the same guests, called when the first has ended. */
export const orderInARow = order.extend({ next: order.optional() });

/** A guest who comes. */
export const comingGuest = z.strictObject({ wristbandNo: typedNo.optional() });
