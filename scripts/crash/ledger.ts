import type { CommandInput, CommandName } from '../../core/model/commands.ts';
import type { CommandAnswer } from '../../host/contract/commands.ts';
import type { CallOutcome } from '../common/store-caller.ts';

/** What became of a command as whoever sent it knows it; `unknown`: no answer came. */
export type Known =
  | { kind: 'unknown' }
  | { kind: 'refused'; code: string }
  | { kind: 'answered'; answer: CommandAnswer };

/** A command as it stands outside of the store. */
export interface Entry<Name extends CommandName = CommandName> {
  commandId: string;
  name: Name;
  data: CommandInput<Name>;
  known: Known;
}

/** What was sent to a store and what it said, kept where no kill reaches it. */
export class Ledger {
  readonly entries: Entry[] = [];

  /** What is sent now. */
  sent<Name extends CommandName>(commandId: string, name: Name, data: CommandInput<Name>): Entry {
    const entry = { commandId, name, data, known: { kind: 'unknown' } } as Entry;
    this.entries.push(entry);
    return entry;
  }

  of(kind: Known['kind']): Entry[] {
    return this.entries.filter(({ known }) => known.kind === kind);
  }
}

/** What an outcome of `act` says. */
export function knownFrom(outcome: CallOutcome): Known {
  if (outcome.kind === 'answer') return { kind: 'answered', answer: outcome.data as CommandAnswer };
  return outcome.kind === 'refused' ? { kind: 'refused', code: outcome.code } : { kind: 'unknown' };
}
