import type { DecisionContext } from '../../core/kernel/context.ts';
import { commonError } from '../../core/kernel/errors.ts';
import { businessDateOf, setBackMs } from '../../core/kernel/time.ts';
import type { CommandData, CommandName } from '../../core/model/commands.ts';
import { commandSchemas } from '../../core/model/commands.ts';
import type { JournalEvent, StoreEvent } from '../../core/model/events.ts';
import { siteError } from '../../core/model/site/errors.ts';
import type { Site } from '../../core/model/site/schema.ts';

import { comeDue, decide, react, requireSender } from '../../core/parts.ts';
import { textDigest } from '../../core/seal/text-digest.ts';

import { lastRowAt } from '../../db/engine/journal.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import type { Origin } from '../contract/origin.ts';

export interface ExecutorOptions {
  db: StoreDatabase;
  /** The wall clock, UTC ms. */
  now(): number;
  /** A fresh UUIDv7. */
  newId(): string;
  /** After the commit, with the rows that were appended (never empty). */
  onCommitted(events: JournalEvent[]): void;
}

/** No command of a store makes more events than this; more is a decision that reacts to itself. */
const maxEvents = 2_000;

/**
 * The one way to change a store: check the input, decide on the state, append the events with tables and jobs in one
 * transaction, tell everybody afterwards.
 */
export class CommandExecutor {
  readonly #options: ExecutorOptions;

  constructor(options: ExecutorOptions) {
    this.#options = options;
  }

  /**
   * Runs a command once: the same id with the same content gives the first answer again and does nothing.
   * Throws StoreError: NOT_ALLOWED (the sender may not), INPUT_INVALID, COMMAND_ID_REUSED, or what the decision says. Nothing is changed then.
   */
  execute(commandId: string, name: CommandName, data: unknown, origin: Origin): JournalEvent[] {
    const { db, now, newId, onCommitted } = this.#options;
    const { actor, station, sender } = origin;
    requireSender(name, sender);
    const parsed = commandSchemas[name].safeParse(data);
    if (!parsed.success) {
      const detail = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
      throw commonError('INPUT_INVALID', { detail: detail.slice(0, 500) });
    }
    const said = parsed.data as CommandData<CommandName>;
    const committed = db.transact((tx) => {
      const before = db.findCommand(commandId);
      if (before) {
        if (!db.isSameCommand(before.hash, name, said)) throw commonError('COMMAND_ID_REUSED', { commandId });
        return { events: before.events, isNew: false };
      }
      const hash = db.hashOf(name, said);
      const at = timeOf(now(), lastRowAt(db.read));
      const events: JournalEvent[] = [];
      const contextOf = ({ store: { timeZone, businessDayStartsAt } }: Site): DecisionContext => ({
        at,
        businessDate: businessDateOf(at, timeZone, businessDayStartsAt),
        actor,
        newId,
        digestOf: textDigest,
      });
      const append = (more: StoreEvent[], context: DecisionContext) => {
        const facts = { id: commandId, hash, at, businessDate: context.businessDate, actor, station };
        events.push(...db.append(tx, facts, more, newId));
        if (events.length > maxEvents) throw commonError('INTERNAL', { name });
      };
      const { site } = db.state.isSetUp ? db.state.site : firstSettings(name, parsed.data);
      const context = contextOf(site);
      for (let due = comeDue(db.state, context); due.length > 0; due = comeDue(db.state, context)) append(due, context);
      append(decide(db.state, name, parsed.data as never, context), context);
      for (let more = react(db.state, context); more.length > 0; more = react(db.state, context)) append(more, context);
      return { events, isNew: true };
    });
    if (committed.isNew && committed.events.length > 0) onCommitted(committed.events);
    return committed.events;
  }
}

/** A store begins with a site file. Throws STORE_NOT_SET_UP for every other command. */
function firstSettings(name: CommandName, data: unknown): CommandData<'site.import'> {
  if (name === 'site.import') return data as CommandData<'site.import'>;
  throw siteError('STORE_NOT_SET_UP');
}

function timeOf(now: number, last: number | null): number {
  return last !== null && now < last && last - now <= setBackMs ? last : now;
}
