import type { z } from 'zod';
import type { Merged } from '../kernel/aggregate.ts';
import { mayNameCards } from '../kernel/card-fields.ts';
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

const commandsWithCards: ReadonlySet<string> = new Set(
  commandNames.filter((name) => mayNameCards(commandSchemas[name])),
);

const commandsWithSecrets: ReadonlySet<string> = new Set(
  commandNames.filter((name) => commandsWithCards.has(name) || personalFieldsOf(commandSchemas[name]).length > 0),
);

/** Whether the input may name a card. */
export function namesCards(name: CommandName): boolean {
  return commandsWithCards.has(name);
}

/** Whether the input says something that could be guessed from a plain hash of it: of a person, or a card's number. */
export function saysSecrets(name: CommandName): boolean {
  return commandsWithSecrets.has(name);
}
