import type { Connection, OpenedSession } from '../contract/connection.ts';
import { SessionDesk, type SessionDeskOptions } from '../parts/sessions/session-desk.ts';
import type { TradingStop } from '../safekeeping/trading-stop.ts';

/** People come and go while the store is stopped; a PIN, which the journal has to know of, is not set then. */
export class StoppableSessions extends SessionDesk {
  readonly #stop: TradingStop;

  constructor(options: SessionDeskOptions, stop: TradingStop) {
    super(options);
    this.#stop = stop;
  }

  /** Throws TRADING_STOPPED besides. */
  override async setPin(...asked: Parameters<SessionDesk['setPin']>): Promise<void> {
    this.#stop.require();
    await super.setPin(...asked);
  }

  /** Throws TRADING_STOPPED besides. */
  override async setFirstPin(connection: Connection, staffNo: string, pin: string): Promise<OpenedSession> {
    this.#stop.require();
    return super.setFirstPin(connection, staffNo, pin);
  }
}
