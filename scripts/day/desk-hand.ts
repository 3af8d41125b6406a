import { TRPCError } from '@trpc/server';
import { StoreError } from '../../core/kernel/error.ts';
import type { ApprovalSubject } from '../../core/model/authorisations/authorisation.ts';
import type { CommandInput, CommandName } from '../../core/model/commands.ts';
import type { Connection } from '../../host/contract/connection.ts';
import { appRouter } from '../../host/doors/api/router.ts';
import type { BillPreview } from '../../host/parts/bills/views.ts';

import type { RunningStore } from '../../host/store/running-store.ts';

export type DeskCaller = ReturnType<typeof appRouter.createCaller>;

/** What a refusal says a manager is to be asked for, and why it is done. */
export interface Asked {
  act: string;
  subject: ApprovalSubject;
  amountMinor?: number;
  reason: string;
}

export interface DeskHandOptions {
  newId(): string;
  onRefused(code: string): void;
  onActed(commandId: string): void;
  /** Asks a manager for what an act wants approved; null where it was not. Without it, such acts are refused. */
  askManager?(approval: Asked): Promise<string | null>;
  /** Resolves when the screen shows what was done: nobody goes on before seeing it. */
  seen(): Promise<void>;
}

/** Somebody at a screen: signed in, and asking for things by the same calls as the screens. */
export class DeskHand {
  readonly #caller: DeskCaller;
  readonly #newId: () => string;
  readonly #refused: (code: string) => void;
  readonly #acted: (commandId: string) => void;
  readonly #seen: () => Promise<void>;
  readonly #askManager: DeskHandOptions['askManager'];

  constructor(store: RunningStore, stationId: string, options: DeskHandOptions) {
    const connection: Connection = { stationId, isOwn: true, sessionToken: null };
    this.#caller = appRouter.createCaller({ store, connection });
    this.#newId = options.newId;
    this.#refused = options.onRefused;
    this.#acted = options.onActed;
    this.#seen = options.seen;
    this.#askManager = options.askManager;
  }

  async signIn(staffNo: string, pin: string): Promise<void> {
    await this.#caller.session.signIn({ staffNo, pin });
  }

  /**
   * True when it was done, also where a manager had to approve it; a refusal is counted by its code. Anything else is a
   * fault and goes on.
   */
  async act<N extends CommandName>(name: N, data: CommandInput<N>): Promise<boolean> {
    let wanted: Asked | null = null;
    const done = await this.attempt(
      async (caller, commandId) => {
        await caller.act({ commandId, name, data });
        return true;
      },
      (refused) => {
        wanted =
          this.#askManager && refused.context.act === name && 'subject' in refused.context
            ? askedIn(refused, data as { reason?: string })
            : null;
        return wanted !== null;
      },
    );
    if (wanted === null) return done ?? false;
    const authorisationId = (await this.#askManager?.(wanted)) ?? null;
    if (authorisationId === null) return false;
    const approved = await this.attempt(async (caller, commandId) => {
      await caller.act({ commandId, name, data: { ...data, authorisationId } });
      return true;
    });
    return approved ?? false;
  }

  /** Any other call of the screens; null where it was refused, which is counted by its code. */
  async call<T>(work: (caller: DeskCaller) => Promise<T>): Promise<T | null> {
    return this.attempt(work);
  }

  /** What a call with a fresh id gives; null where it was refused, which is counted by its code. */
  protected async attempt<T>(
    call: (caller: DeskCaller, commandId: string) => Promise<T>,
    isExpected: (refused: StoreError) => boolean = () => false,
  ): Promise<T | null> {
    const commandId = this.#newId();
    try {
      const answer = await call(this.#caller, commandId);
      this.#acted(commandId);
      await this.#seen();
      return answer;
    } catch (error) {
      const refused = refusalOf(error);
      if (!isExpected(refused)) this.#refused(refused.code);
      return null;
    }
  }

  /** Touches the screen, which locks itself where nobody does. */
  async touch(): Promise<void> {
    await this.#caller.session.use();
  }

  /** What the guests owe; null when they are gone. */
  async preview(visitId: string, guestIds: string[]): Promise<BillPreview | null> {
    try {
      return await this.#caller.bills.preview({ visitId, guestIds });
    } catch (error) {
      refusalOf(error);
      return null;
    }
  }
}

/** The store's refusal of a call; throws what is none. */
function refusalOf(error: unknown): StoreError {
  if (error instanceof TRPCError && error.cause instanceof StoreError) return error.cause;
  throw error;
}

/** Of a refusal that says what a manager would approve; one that says an approval was for something else asks nobody. */
function askedIn({ context }: StoreError, data: { reason?: string }): Asked {
  const { act, subject, amountMinor } = context as Omit<Asked, 'reason'>;
  return { act, subject, ...(amountMinor === undefined ? {} : { amountMinor }), reason: data.reason ?? '请授权' };
}
