import { TRPCError } from '@trpc/server';
import { StoreError } from '../../core/kernel/error.ts';
import type { CommandInput, CommandName } from '../../core/model/commands.ts';
import type { Connection } from '../../host/contract/connection.ts';
import { appRouter } from '../../host/doors/api/router.ts';
import type { BillPreview } from '../../host/parts/bills/views.ts';

import type { RunningStore } from '../../host/store/running-store.ts';

export type DeskCaller = ReturnType<typeof appRouter.createCaller>;

export interface DeskHandOptions {
  newId(): string;
  onRefused(code: string): void;
  onActed(commandId: string): void;
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

  constructor(store: RunningStore, stationId: string, options: DeskHandOptions) {
    const connection: Connection = { stationId, isOwn: true, sessionToken: null };
    this.#caller = appRouter.createCaller({ store, connection });
    this.#newId = options.newId;
    this.#refused = options.onRefused;
    this.#acted = options.onActed;
    this.#seen = options.seen;
  }

  async signIn(staffNo: string, pin: string): Promise<void> {
    await this.#caller.session.signIn({ staffNo, pin });
  }

  /** True when it was done; a refusal is counted by its code. Anything else is a fault and goes on. */
  async act<N extends CommandName>(name: N, data: CommandInput<N>): Promise<boolean> {
    const done = await this.attempt(async (caller, commandId) => {
      await caller.act({ commandId, name, data });
      return true;
    });
    return done ?? false;
  }

  /** What a call with a fresh id gives; null where it was refused, which is counted by its code. */
  protected async attempt<T>(call: (caller: DeskCaller, commandId: string) => Promise<T>): Promise<T | null> {
    const commandId = this.#newId();
    try {
      const answer = await call(this.#caller, commandId);
      this.#acted(commandId);
      await this.#seen();
      return answer;
    } catch (error) {
      this.#refused(codeOf(error));
      return null;
    }
  }

  /** What the guests owe; null when they are gone. */
  async preview(visitId: string, guestIds: string[]): Promise<BillPreview | null> {
    try {
      return await this.#caller.bills.preview({ visitId, guestIds });
    } catch (error) {
      codeOf(error);
      return null;
    }
  }
}

/** The store's code behind a refused call; throws what is no refusal. */
function codeOf(error: unknown): string {
  if (error instanceof TRPCError && error.cause instanceof StoreError) return error.cause.code;
  throw error;
}
