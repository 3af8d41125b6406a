import { aggregate } from '../../kernel/aggregate.ts';
import { deviceTexts } from './errors.ts';

/** Devices have no history of their own: what they say becomes commands of others. */
export const devices = aggregate()({ commands: {}, events: {}, words: {}, errors: deviceTexts });
