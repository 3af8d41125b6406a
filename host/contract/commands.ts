import type { Sender } from '../../core/kernel/part.ts';
import type { CommandInput, CommandName } from '../../core/model/commands.ts';
import type { StoreEvent } from '../../core/model/events.ts';

/** Any command with its input, as a caller sends it. */
export type AnyCommand = { [N in CommandName]: { name: N; data: CommandInput<N> } }[CommandName];

/**
 * What a command did: the rows it put into the journal, cards left blank, without pay for whoever may not see it. The
 * same command id gives the same answer.
 */
export interface CommandAnswer {
  seq: number;
  events: StoreEvent[];
}

/** Runs a command of the store's own, with a fresh id. Throws StoreError. */
export type RunOwn = <N extends CommandName>(
  name: N,
  data: CommandInput<N>,
  actor: string,
  station: string,
  /** The store on somebody's behalf, unless another is named. */
  sender?: Sender,
) => void;
