import type { z } from 'zod';
import type { Merged } from '../kernel/aggregate.ts';
import { merged } from '../kernel/merged.ts';
import { personalFieldsOf } from '../kernel/personal.ts';
import { aggregates } from './aggregates.ts';

/** Everything that can be asked of a store. The schemas are the one check of what comes in, whoever sends it. */
export const commandSchemas: Merged<typeof aggregates, 'commands'> = merged(aggregates, 'commands');

export type CommandName = keyof typeof commandSchemas;
export const commandNames = Object.keys(commandSchemas) as [CommandName, ...CommandName[]];
/** What a caller gives (defaults may be left out). */
export type CommandInput<N extends CommandName> = z.input<(typeof commandSchemas)[N]>;
/** What a decision gets. */
export type CommandData<N extends CommandName> = z.output<(typeof commandSchemas)[N]>;

const personalCommands: ReadonlySet<string> = new Set(
  commandNames.filter((name) => personalFieldsOf(commandSchemas[name]).length > 0),
);

/** Whether the input says something personal of somebody. */
export function isPersonal(name: CommandName): boolean {
  return personalCommands.has(name);
}
