import { createHash } from 'node:crypto';
import { StoreError } from '../../core/error.ts';
import { importSite } from '../../core/site/decide.ts';
import { type CommandData, type CommandName, commandSchemas } from '../../core/store/commands.ts';
import { decide, react } from '../../core/store/decide.ts';
import type { JournalEvent, StoreEvent } from '../../core/store/events.ts';
import type { DecisionContext } from '../../core/store/state.ts';
import { businessDateOf } from '../../core/time.ts';
import type { StoreDatabase } from '../../db/store-database.ts';

/** Who asks, where. */
export interface Origin {
  /** Staff or technician number, or `system`. */
  actor: string;
  /** Station or terminal. */
  station: string;
}

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
   * Throws StoreError: INPUT_INVALID, COMMAND_ID_REUSED, or what the decision says. Nothing is changed then.
   */
  execute(commandId: string, name: CommandName, data: unknown, origin: Origin): JournalEvent[] {
    const { db, now, newId, onCommitted } = this.#options;
    const parsed = commandSchemas[name].safeParse(data);
    if (!parsed.success) {
      const detail = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
      throw new StoreError('INPUT_INVALID', { detail: detail.slice(0, 500) });
    }
    const hash = hashOf(name, parsed.data);
    const committed = db.transact((tx) => {
      const before = db.findCommand(commandId);
      if (before) {
        if (before.hash !== hash) throw new StoreError('COMMAND_ID_REUSED', { commandId });
        return { events: before.events, isNew: false };
      }
      const at = now();
      const events: JournalEvent[] = [];
      const append = (more: StoreEvent[], context: DecisionContext) => {
        const facts = { id: commandId, hash, at, businessDate: context.businessDate, ...origin };
        events.push(...db.append(tx, facts, more, newId));
        if (events.length > maxEvents) throw new StoreError('INTERNAL', { name });
      };
      if (name === 'site.import') {
        const { site, demo } = parsed.data as CommandData<'site.import'>;
        const { timeZone, businessDayStartsAt } = site.store;
        const businessDate = businessDateOf(at, timeZone, businessDayStartsAt);
        const context: DecisionContext = { at, businessDate, actor: origin.actor, newId };
        append(importSite(db.state, isSetUp(db), { site, demo }), context);
        return { events, isNew: true };
      }
      const { timeZone, businessDayStartsAt } = db.state.site.site.store;
      const businessDate = businessDateOf(at, timeZone, businessDayStartsAt);
      const context: DecisionContext = { at, businessDate, actor: origin.actor, newId };
      append(decide(db.state, name, parsed.data as never, context), context);
      for (let more = react(db.state, context); more.length > 0; more = react(db.state, context)) append(more, context);
      return { events, isNew: true };
    });
    if (committed.isNew && committed.events.length > 0) onCommitted(committed.events);
    return committed.events;
  }
}

/** Whether a site has been imported. */
export function isSetUp(db: StoreDatabase): boolean {
  return db.read.get('SELECT 1 FROM site') !== undefined;
}

function hashOf(name: string, data: unknown): string {
  return createHash('sha256')
    .update(`${name}\n${canonicalJson(data)}`)
    .digest('hex');
}

/** JSON with the keys of every object sorted, so that the same content gives the same text. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
