import { z } from 'zod';
import { itemCode, shownNo } from '../../kernel/fields.ts';
import { technicianChoice } from './choice.ts';

/** Who serves: one choice for each technician the item takes; what is missing is rotation. */
const order = z.strictObject({ serviceCode: itemCode, choices: z.array(technicianChoice).max(10).default([]) });

/** An item, and the next one after it: for the same guests, called when the first has ended. */
export const orderInARow = order.extend({ next: order.optional() });

/** A guest who comes. */
export const comingGuest = z.strictObject({ wristbandNo: shownNo.optional() });
