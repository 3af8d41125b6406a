import { setTimeout as wait } from 'node:timers/promises';
import type { CommandInput, CommandName } from '../../core/model/commands.ts';
import type { OpenedSession } from '../../host/contract/connection.ts';
import type { BillPreview } from '../../host/parts/bills/views.ts';
import { uuidV7 } from '../../host/store/ids.ts';
import { StoreCaller } from '../common/store-caller.ts';
import type { Guests } from './guests.ts';
import { type Entry, knownFrom, type Ledger } from './ledger.ts';

/** Who works at the desks of these stores, with the PIN of her own. */
export const manager = { staffNo: 'M01', pin: '48151623' };

/** Refusals that say nothing about a command. */
const notAtWork = new Set([
  'NOT_SIGNED_IN',
  'SESSION_LOCKED',
  'NOT_ALLOWED',
  'STATION_NOT_PAIRED',
  'INPUT_INVALID',
  'INTERNAL',
]);

/** One connection to the store, and what is done over it. What it sends stands in the ledger before it is sent. */
export class Desk {
  readonly #ledger: Ledger;
  readonly #guests: Guests;
  readonly #now: () => number;
  #line: StoreCaller | null = null;
  #token: string | null = null;
  /** What was sent and not answered. */
  #open: Entry | null = null;
  /** How often something else was answered than the first time. */
  readonly differences: string[] = [];

  /** `now`: UTC ms in the store. */
  constructor(ledger: Ledger, guests: Guests, now: () => number) {
    this.#ledger = ledger;
    this.#guests = guests;
    this.#now = now;
  }

  /** Comes in, and sends again what was not answered. False where the store is gone meanwhile. */
  async comeIn(url: string): Promise<boolean> {
    this.#line?.close();
    try {
      this.#line = await StoreCaller.open(url, this.#token === null ? {} : { session: this.#token });
    } catch {
      return false;
    }
    return (await this.#signIn(this.#line)) && (this.#open === null || (await this.#send(this.#open)));
  }

  /** Goes on until the store is gone, or so many commands were answered. */
  async work(commands = Number.POSITIVE_INFINITY): Promise<void> {
    for (let sent = 0; sent < commands; sent += 1) {
      const step = this.#guests.next(this.#now());
      if (step.kind === 'act') {
        if (!(await this.act(step.name, step.data as never))) return;
        continue;
      }
      const { visitId, guestIds } = step;
      const outcome = await this.#line?.query('bills.preview', { visitId, guestIds });
      if (!outcome || outcome.kind === 'lost') return;
      if (outcome.kind === 'refused') {
        this.#guests.refused();
        continue;
      }
      const { totalMinor } = outcome.data as BillPreview;
      const payments = [{ tenderCode: 'cash-cny', amountMinor: totalMinor }];
      if (!(await this.act('bill.settle', { visitId, guestIds, payments, expectedTotalMinor: totalMinor }))) return;
    }
  }

  /** False where no answer came. */
  async act<Name extends CommandName>(name: Name, data: CommandInput<Name>): Promise<boolean> {
    this.#open = this.#ledger.sent(uuidV7(this.#now()), name, data);
    return this.#send(this.#open);
  }

  /** Sends again what was answered or refused before; what comes is compared. False where no answer came. */
  async again({ commandId, name, data, known }: Entry): Promise<boolean> {
    const said = knownFrom((await this.#line?.mutation('act', { commandId, name, data })) ?? { kind: 'lost' });
    if (said.kind === 'unknown') return false;
    const [before, now] = [JSON.stringify(known), JSON.stringify(said)];
    if (before !== now) this.differences.push(`${name} ${commandId}: ${before} then ${now}`);
    return true;
  }

  /** Any other question. Null where no answer came. Throws where it was refused. */
  async ask<T>(path: string): Promise<T | null> {
    const outcome = await this.#line?.query(path);
    if (!outcome || outcome.kind === 'lost') return null;
    if (outcome.kind === 'refused') throw new Error(`${path}: ${outcome.code}`);
    return outcome.data as T;
  }

  leave(): void {
    this.#line?.close();
  }

  async #send(entry: Entry): Promise<boolean> {
    const { commandId, name, data } = entry;
    const outcome = (await this.#line?.mutation('act', { commandId, name, data })) ?? { kind: 'lost' };
    if (outcome.kind === 'lost') return false;
    // Nothing of that is refused to a manager: then these desks try nothing.
    if (outcome.kind === 'refused' && notAtWork.has(outcome.code)) throw new Error(`${name}: ${outcome.code}`);
    entry.known = knownFrom(outcome);
    this.#open = null;
    if (entry.known.kind === 'answered') this.#guests.answered(entry.known.answer.events);
    else {
      this.#guests.refused();
      await wait(5);
    }
    return true;
  }

  async #signIn(line: StoreCaller): Promise<boolean> {
    const welcome = await line.query('session.welcome');
    if (welcome.kind !== 'answer') return false;
    const { session, needs } = welcome.data as { session: object | null; needs: string | null };
    if (session !== null) return this.#unlock(line);
    const call = needs === 'first-pin' ? 'session.setFirstPin' : 'session.signIn';
    const opened = await line.mutation(call, manager);
    if (opened.kind === 'refused') throw new Error(`${call}: ${opened.code}`);
    if (opened.kind === 'lost') return false;
    this.#token = (opened.data as OpenedSession).token;
    return true;
  }

  /** Where hours have passed the screen waits for the PIN. */
  async #unlock(line: StoreCaller): Promise<boolean> {
    const asked = await line.query('session.stations');
    if (asked.kind === 'refused')
      return (await line.mutation('session.unlock', { pin: manager.pin })).kind === 'answer';
    return asked.kind === 'answer';
  }
}
