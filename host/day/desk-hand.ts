import { TRPCError } from '@trpc/server';
import { StoreError } from '../../core/error.ts';
import type { CommandInput, CommandName } from '../../core/store/commands.ts';
import { appRouter } from '../api/router.ts';
import type { Connection } from '../api/store-service.ts';
import { createCallerFactory } from '../api/trpc.ts';
import type { BillPreview } from '../api/views.ts';
import type { RunningStore } from '../running-store.ts';

const createCaller = createCallerFactory(appRouter);

/** Somebody at a screen: signed in, and asking for things by the same calls as the screens. */
export class DeskHand {
  readonly #caller: ReturnType<typeof createCaller>;
  readonly #newId: () => string;
  readonly #refused: (code: string) => void;
  readonly #acted: (commandId: string) => void;

  constructor(
    store: RunningStore,
    stationId: string,
    options: { newId(): string; onRefused(code: string): void; onActed(commandId: string): void },
  ) {
    const connection: Connection = { stationId, trusted: true, session: null };
    this.#caller = createCaller({ store, connection });
    this.#newId = options.newId;
    this.#refused = options.onRefused;
    this.#acted = options.onActed;
  }

  async signIn(staffNo: string, pin: string): Promise<void> {
    await this.#caller.session.signIn({ staffNo, pin });
  }

  /** True when it was done; a refusal is counted by its code. Anything else is a fault and goes on. */
  async act<N extends CommandName>(name: N, data: CommandInput<N>): Promise<boolean> {
    const commandId = this.#newId();
    try {
      await this.#caller.act({ commandId, name, data });
      this.#acted(commandId);
      return true;
    } catch (error) {
      this.#refused(codeOf(error));
      return false;
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
