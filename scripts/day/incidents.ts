import { minuteMs } from '../../core/kernel/time.ts';
import { writtenOffMinor } from '../../core/model/clocks/giving-up.ts';
import type { CallView, ClockView } from '../../host/parts/clocks/views.ts';
import type { RoomView } from '../../host/parts/rooms/views.ts';
import type { Catalog } from '../../host/parts/site/views.ts';

import type { Chance } from './chance.ts';
import type { DayBoard } from './day-board.ts';
import type { DeskHand } from './desk-hand.ts';
import type { ManagerHand } from './manager-hand.ts';
import type { TerminalHand } from './terminal-hand.ts';

export interface IncidentOptions {
  board: DayBoard;
  chance: Chance;
  hand: TerminalHand;
  desk: DeskHand;
  manager: ManagerHand;
  services: Catalog['services'];
  /** So long after its start a clock is given up as if it had not begun. */
  cancelGraceMinutes: number;
  /** So long the way to a room may take. */
  toRoomMinutes: number;
  /** UTC ms. */
  now(): number;
  terminalOf(roomNo: string): string | null;
  /** Runs a task later, in the store's time. */
  after(delayMs: number, task: () => unknown): void;
}

/** What comes of a call besides the technician's walk. */
export type CallFate = 'comes' | 'refuses' | 'replaced';

/**
 * What does not go as it was ordered: technicians who refuse or are replaced because they are late, guests who want
 * another item, one more, or make a request of whoever came, a card that is lost.
 */
export class Incidents {
  readonly #options: IncidentOptions;
  #hasLostCard = false;

  constructor(options: IncidentOptions) {
    this.#options = options;
  }

  /** A technician was called. Where she or he will not serve the clock, the desk does what is to be done. */
  ofCall({ clockId, technicianNo }: CallView, isLate: boolean): CallFate {
    const { chance, after } = this.#options;
    if (chance.is(0.02)) {
      after(20_000, () => this.#handBack('clock.refuse', clockId, technicianNo, '身体不适'));
      return 'refuses';
    }
    if (isLate && chance.is(0.4)) {
      after(3.5 * minuteMs, () => this.#handBack('clock.replaceLate', clockId, technicianNo, '三分钟未到房'));
      return 'replaced';
    }
    return 'comes';
  }

  /** A clock has started and has so long to go. */
  ofClock(room: RoomView, clock: ClockView, leftMs: number): void {
    const { chance, desk, after } = this.#options;
    const { id: clockId } = clock;
    const fate = chance.next();
    if (fate < 0.03) after(leftMs / 3, () => desk.act('clock.convert', { clockId, reason: '客人改点' }));
    else if (fate < 0.06) after(leftMs / 4, () => this.#changeItem(clock));
    else if (fate < 0.1) after(leftMs / 2, () => this.#oneMore(clock));
    if (!this.#hasLostCard && clock.technicianNo !== null && chance.is(0.02)) {
      this.#hasLostCard = true;
      const { technicianNo } = clock;
      after(leftMs / 3, () => this.#loseCard(room.no, technicianNo));
    }
  }

  /** Guests give a running clock up: within the grace freely, later when a manager approves what they do not pay. */
  async giveUp(clockId: string, reason: string): Promise<void> {
    const { board, desk, manager, now } = this.#options;
    const found = board.clock(clockId);
    if (found?.clock.state !== 'started') return;
    const sold = found.room.visit?.guests.flatMap(({ clocks }) => clocks) ?? [];
    const amountMinor = writtenOffMinor(sold, found.clock, this.#options, now());
    if (amountMinor === 0) {
      await desk.act('clock.cancel', { clockId, reason });
      return;
    }
    const authorisationId = await manager.approve({
      act: 'clock.cancel',
      subject: { kind: 'clock', id: clockId },
      amountMinor,
      reason,
    });
    if (authorisationId !== null) await desk.act('clock.cancel', { clockId, reason, authorisationId });
  }

  async #handBack(
    act: 'clock.refuse' | 'clock.replaceLate',
    clockId: string,
    technicianNo: string,
    reason: string,
  ): Promise<void> {
    const { board, desk, manager } = this.#options;
    if (!board.calls.some((call) => call.clockId === clockId && call.technicianNo === technicianNo)) return;
    const authorisationId = await manager.approve({ act, subject: { kind: 'clock', id: clockId }, reason });
    if (authorisationId === null) return;
    await desk.act(act, { clockId, reason, authorisationId, choice: { kind: 'rotation' }, was: technicianNo });
  }

  /** Another item of the same kind: a dearer one freely, a cheaper one when a manager approves. */
  async #changeItem({ id: clockId, serviceCode, pairOf }: ClockView): Promise<void> {
    const { chance, desk, manager } = this.#options;
    const service = this.#alone(serviceCode);
    const others = this.#options.services.filter(
      (other) => other.code !== serviceCode && other.skill === service?.skill && this.#alone(other.code),
    );
    if (!service || pairOf !== null || others.length === 0) return;
    const other = chance.pick(others);
    const reason = '客人改项目';
    const amountMinor = service.price - other.price;
    const authorisationId =
      amountMinor > 0
        ? await manager.approve({
            act: 'clock.changeItem',
            subject: { kind: 'clock', id: clockId },
            amountMinor,
            reason,
          })
        : undefined;
    if (authorisationId === null) return;
    const approval = authorisationId === undefined ? {} : { authorisationId };
    await desk.act('clock.changeItem', { clockId, serviceCode: other.code, reason, was: serviceCode, ...approval });
  }

  /** One more item after this one, by the same technician. */
  async #oneMore({ id, guestId, serviceCode, state, afterId }: ClockView): Promise<void> {
    if (state !== 'started' || afterId !== null || !this.#alone(serviceCode)) return;
    await this.#options.desk.act('clock.order', { guestId, serviceCode, choices: [{ kind: 'same' }], after: id });
  }

  /** Lost at noon, found by somebody who tries it, replaced by the manager. */
  async #loseCard(roomNo: string, technicianNo: string): Promise<void> {
    const { chance, desk, manager, hand, terminalOf, after } = this.#options;
    const who = { holder: 'technician' as const, no: technicianNo };
    if (!(await desk.act('card.block', { ...who, reason: '丢失' }))) return;
    const terminalId = terminalOf(roomNo);
    if (terminalId !== null) after(minuteMs, () => void hand.swipe(terminalId, `lost:${technicianNo}`));
    const card = `04${Buffer.from(chance.bytes(6)).toString('hex').toUpperCase()}`;
    after(3 * minuteMs, () => manager.act('card.replace', { ...who, card }));
  }

  /** An item for one guest and one technician. */
  #alone(code: string) {
    const service = this.#options.services.find((one) => one.code === code);
    return service && (service.guests ?? 1) === 1 && (service.technicians ?? 1) === 1 ? service : null;
  }
}
