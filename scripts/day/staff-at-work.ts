import { minuteMs } from '../../core/kernel/time.ts';
import type { SiteTender } from '../../core/model/site/schema.ts';
import type { CallView, ClockView } from '../../host/parts/clocks/views.ts';
import type { RoomView } from '../../host/parts/rooms/views.ts';
import type { Catalog } from '../../host/parts/site/views.ts';
import type { BoardChange } from '../../host/screens/views.ts';

import type { Chance } from './chance.ts';
import type { DayBoard } from './day-board.ts';
import type { DeskHand } from './desk-hand.ts';
import type { Chances } from './habits.ts';
import type { Incidents } from './incidents.ts';
import type { TerminalHand } from './terminal-hand.ts';

export interface StaffOptions {
  board: DayBoard;
  chance: Chance;
  chances: Chances;
  incidents: Incidents;
  hand: TerminalHand;
  desk: DeskHand;
  cashier: DeskHand;
  kitchen: DeskHand;
  goods: Catalog['goods'];
  tenders: SiteTender[];
  /** Whoever is called to this clock has been told not to swipe. */
  isIgnored(clockId: string): boolean;
  terminalOf(roomNo: string): string | null;
  /** The terminal in the clock room. */
  reader: string;
  /** UTC ms. */
  now(): number;
  after(delayMs: number, task: () => unknown): void;
}

/** Between two people at the clock-room reader. */
const betweenCardsMs = 3_000;
/** So often a technician swipes at a room before the desk helps. */
const swipeTries = 4;

/** Everybody who works in the store: they see the board and the calls, and do what is theirs to do. */
export class StaffAtWork {
  readonly #options: StaffOptions;
  /** What somebody has already set out to do, so that nobody does it twice. */
  readonly #underway = new Set<string>();
  readonly #references = new Set<string>();

  constructor(options: StaffOptions) {
    this.#options = options;
  }

  /** Technicians come in the first hours, rest once, and go towards the end. */
  comeToWork(opensAt: number, endsAt: number): void {
    const { board, chance, hand, reader, now, after } = this.#options;
    for (const [index, { no }] of [...board.technicians.values()].entries()) {
      const comesAt = opensAt + chance.between(0, 150) * minuteMs;
      const restsAt = comesAt + chance.between(180, 420) * minuteMs;
      const restMs = chance.between(15, 38) * minuteMs;
      const goesAt = endsAt - chance.between(20, 140) * minuteMs;
      const at = (time: number, task: () => void) => {
        if (time >= now()) after(time - now(), task);
      };
      const cardId = `technician:${no}`;
      const come = () =>
        this.#retry(
          () => this.#stateOf(no) !== 'off-duty',
          () => hand.swipe(reader, cardId),
          3,
        );
      // Where the store begins in the middle of the day, those who are not on duty come one after the other.
      if (comesAt < now()) after(index * betweenCardsMs, come);
      at(comesAt, come);
      if (chance.is(0.5)) {
        at(restsAt, () => {
          if (this.#stateOf(no) !== 'idle') return;
          hand.swipe(reader, cardId, chance.is(0.5) ? '4' : '6');
          after(restMs, () =>
            this.#retry(
              () => this.#stateOf(no) !== 'resting',
              () => hand.swipe(reader, cardId),
              3,
            ),
          );
        });
      }
      at(goesAt, () => this.#goHome(no, 12));
    }
  }

  /** Takes up what is to be done as the store stands: at the beginning, and after a stop in the middle. */
  takeUp(): void {
    const { board } = this.#options;
    for (const call of board.calls) this.#come(call);
    for (const room of board.rooms.values()) this.#careFor(room);
  }

  see(change: BoardChange): void {
    for (const call of change.calls ?? []) this.#come(call);
    for (const room of change.rooms) this.#careFor(room);
  }

  #goHome(no: string, tries: number): void {
    const { hand, reader, after } = this.#options;
    const state = this.#stateOf(no);
    if (state === 'off-duty' || tries === 0) return;
    if (state === 'idle') hand.swipe(reader, `technician:${no}`, '2');
    after(10 * minuteMs, () => this.#goHome(no, tries - 1));
  }

  /** A called technician walks to the room and swipes; now and then the wrong one, twice, or too late. */
  #come(call: CallView): void {
    const { chance, chances, incidents, hand, desk, terminalOf, after, board } = this.#options;
    const { clockId, technicianNo, roomNo } = call;
    if (this.#options.isIgnored(clockId)) return;
    if (!this.#begin(`come ${clockId} ${technicianNo} ${roomNo}`)) return;
    const cardId = `technician:${technicianNo}`;
    const walkMs = chance.between(50, 170) * 1_000;
    const isLate = chance.is(chances.late);
    if (incidents.ofCall(call, isLate) === 'refuses') return;
    if (chance.is(chances.cancelledBeforeStart)) {
      // The technician is on the way already, and finds nobody.
      after(35_000, () => desk.act('clock.cancel', { clockId, reason: '客人改变主意' }));
    }
    const fate = chance.next();
    if (fate < 0.02) {
      after(25_000, () =>
        desk.act('clock.changeTechnician', { clockId, choice: { kind: 'rotation' }, reason: '客人要求' }),
      );
    } else if (fate < 0.05) {
      const wrong = chance.pick([...board.rooms.keys()]);
      const terminalId = terminalOf(wrong);
      if (wrong !== roomNo && terminalId !== null) after(walkMs - 25_000, () => hand.swipe(terminalId, cardId));
    }
    if (isLate) {
      after(4 * minuteMs, () => {
        if (this.#clockIn(clockId, 'called')) return desk.act('clock.callAgain', { clockId });
        return undefined;
      });
    }
    const twice = chance.is(0.03);
    const lateMs = isLate ? chance.between(240, 420) * 1_000 : 0;
    after(walkMs + lateMs, () => this.#startSwipe(call, twice, swipeTries));
  }

  #startSwipe(call: CallView, twice: boolean, tries: number): unknown {
    const { hand, desk, terminalOf, after, board } = this.#options;
    const { clockId, technicianNo, roomNo } = call;
    const terminalId = terminalOf(roomNo);
    const cardId = `technician:${technicianNo}`;
    const heard = terminalId !== null && hand.swipe(terminalId, cardId);
    if (heard && twice) after(1_300, () => hand.swipe(terminalId, cardId));
    after(45_000, () => {
      const now = board.calls.find((other) => other.clockId === clockId && other.technicianNo === technicianNo);
      if (!now || now.roomNo !== roomNo) return undefined;
      if (tries > 1) return this.#startSwipe(call, false, tries - 1);
      return desk.act('clock.start', { clockId, reason: '报钟器故障' });
    });
    return undefined;
  }

  #careFor(room: RoomView): void {
    const { visit } = room;
    if (room.state === 'dirty') this.#clean(room.no);
    if (room.serviceCallId !== null) this.#answer(room.serviceCallId);
    if (!visit) return;
    const clocks = visit.guests.flatMap((guest) => guest.clocks);
    for (const clock of clocks) if (clock.state === 'started' && clock.parentId === null) this.#work(room, clock);
    for (const guest of visit.guests) {
      const lineIds = guest.goods.filter((line) => line.deliveredAt === null).map((line) => line.id);
      if (lineIds.length > 0) this.#deliver(lineIds);
    }
    if (room.state === 'awaiting-payment') this.#pay(room.no, visit.id);
    if (room.state === 'occupied' && clocks.length === 0) this.#leave(visit.id);
  }

  /** What happens while a clock runs: orders, extensions, a change of room, and its end. */
  #work(room: RoomView, clock: ClockView): void {
    const { chance, chances, incidents, desk, hand, terminalOf, after, now, board, goods } = this.#options;
    const { id: clockId, technicianNo, guestId, dueAt } = clock;
    if (technicianNo === null || dueAt === null || !this.#begin(`work ${clockId} ${technicianNo}`)) return;
    const cardId = `technician:${technicianNo}`;
    const leftMs = Math.max(0, dueAt - now());
    incidents.ofClock(room, clock, leftMs);
    const terminalNow = () => terminalOf(board.clock(clockId)?.room.no ?? room.no);
    if (chance.is(0.3)) {
      const goodsCode = chance.pick(goods).code;
      const quantity = chance.between(1, 3);
      after(chance.between(3, 15) * minuteMs, () => {
        if (this.#clockIn(clockId, 'started'))
          return desk.act('goods.order', { guestId, lines: [{ goodsCode, quantity }] });
        return undefined;
      });
    }
    if (chance.is(chances.cancelledAfterStart)) {
      // Within the grace, or well after it.
      const afterMs = chance.is(0.5) ? 8 * minuteMs : leftMs / 2;
      after(afterMs, () => incidents.giveUp(clockId, '客人不满意'));
    }
    const fate = chance.next();
    if (fate < 0.18) after(leftMs - 4.5 * minuteMs, () => this.#atTerminal(clockId, terminalNow(), cardId, '1#'));
    else if (fate < 0.26) after(leftMs / 3, () => this.#atTerminal(clockId, terminalNow(), cardId, '3101#2##'));
    else if (fate < 0.29) after(leftMs / 2, () => this.#atTerminal(clockId, terminalNow(), cardId, '4'));
    else if (fate < 0.31) {
      after(leftMs / 4, () => {
        const free = [...board.rooms.values()].find((other) => other.state === 'vacant' && other.beds >= room.beds);
        const visitId = board.clock(clockId)?.room.visit?.id;
        if (free && visitId) return desk.act('visit.changeRoom', { visitId, toRoomNo: free.no });
        return undefined;
      });
    } else if (fate < 0.34) {
      after(leftMs / 2, () => {
        if (!this.#clockIn(clockId, 'started')) return;
        const terminalId = terminalNow();
        if (terminalId !== null) hand.swipe(terminalId, cardId, '21#');
      });
    } else if (fate < 0.35) {
      after(leftMs / 3, () =>
        desk.act('clock.changeTechnician', { clockId, choice: { kind: 'rotation' }, reason: '客人要求' }),
      );
    }
    const slackMs = chance.is(0.2) ? -chance.between(60, 200) * 1_000 : chance.between(5, 150) * 1_000;
    after(leftMs + slackMs, () => this.#end(clockId, technicianNo, slackMs, swipeTries));
  }

  /** Ends at the room's terminal or, when the time is up, with the card alone at the clock-room reader. */
  #end(clockId: string, technicianNo: string, slackMs: number, tries: number): unknown {
    const { board, chance, desk, hand, reader, terminalOf, after, now } = this.#options;
    const found = board.clock(clockId);
    if (found?.clock.state !== 'started' || found.clock.technicianNo !== technicianNo) return undefined;
    const { dueAt } = found.clock;
    if (dueAt !== null && dueAt + slackMs > now() + 1_000) {
      after(dueAt + slackMs - now(), () => this.#end(clockId, technicianNo, slackMs, tries));
      return undefined;
    }
    if (tries === 0) return desk.act('clock.end', { clockId, reason: '报钟器故障' });
    const isUp = dueAt !== null && dueAt <= now();
    const terminalId = terminalOf(found.room.no);
    const cardId = `technician:${technicianNo}`;
    if ((isUp && chance.is(0.4)) || terminalId === null) hand.swipe(reader, cardId);
    else hand.swipe(terminalId, cardId, '2#');
    after(40_000, () => this.#end(clockId, technicianNo, slackMs, tries - 1));
    return undefined;
  }

  #atTerminal(clockId: string, terminalId: string | null, cardId: string, keys: string): void {
    if (terminalId !== null && this.#clockIn(clockId, 'started')) this.#options.hand.swipe(terminalId, cardId, keys);
  }

  /** Guests walk to the cashier; one pays for all, or each for themselves. */
  #pay(roomNo: string, visitId: string): void {
    const { chance, after } = this.#options;
    if (!this.#begin(`pay ${visitId}`)) return;
    after(chance.between(2, 7) * minuteMs, async () => {
      this.#underway.delete(`pay ${visitId}`);
      const visit = this.#options.board.rooms.get(roomNo)?.visit;
      if (!visit || visit.id !== visitId) return;
      const present = visit.guests.map((guest) => guest.id);
      const groups = chance.is(0.15) ? present.map((guestId) => [guestId]) : [present];
      for (const guestIds of groups) await this.#settle(visitId, guestIds);
      const room = this.#options.board.rooms.get(roomNo);
      if (room) this.#careFor(room);
    });
  }

  async #settle(visitId: string, guestIds: string[]): Promise<void> {
    const { cashier, chance, tenders } = this.#options;
    const bill = await cashier.preview(visitId, guestIds);
    if (!bill || bill.openClocks.length > 0 || bill.lines.length === 0) return;
    const { totalMinor } = bill;
    const tender = chance.pick(tenders);
    const isCash = tender.kind === 'cash';
    const givenMinor = isCash ? Math.ceil(totalMinor / 5_000) * 5_000 : totalMinor;
    const payment = {
      tenderCode: tender.code,
      amountMinor: givenMinor,
      ...(isCash ? {} : { reference: this.#freshReference(`T${chance.between(100_000, 999_999)}`) }),
    };
    await cashier.act('bill.settle', {
      visitId,
      guestIds,
      payments: totalMinor > 0 ? [payment] : [],
      expectedTotalMinor: totalMinor,
    });
  }

  /** What stands on the slip of a payment is never there twice. */
  #freshReference(drawn: string): string {
    let reference = drawn;
    for (let n = 2; this.#references.has(reference); n += 1) reference = `${drawn}-${n}`;
    this.#references.add(reference);
    return reference;
  }

  /** Everything they wanted was cancelled: they go. */
  #leave(visitId: string): void {
    const { desk, after } = this.#options;
    if (!this.#begin(`leave ${visitId}`)) return;
    after(4 * minuteMs, () => desk.act('visit.close', { visitId }));
  }

  #clean(roomNo: string): void {
    const { chance, hand, desk, terminalOf, after, board } = this.#options;
    if (!this.#begin(`clean ${roomNo}`)) return;
    const isDirty = () => board.rooms.get(roomNo)?.state === 'dirty';
    after(chance.between(3, 9) * minuteMs, () => {
      const terminalId = terminalOf(roomNo);
      if (terminalId !== null && isDirty())
        hand.swipe(terminalId, `staff:${chance.pick(['P01', 'P02', 'P03', 'P04'])}`);
      after(2 * minuteMs, async () => {
        if (isDirty()) await desk.act('room.clean', { roomNo });
        this.#underway.delete(`clean ${roomNo}`);
        const room = board.rooms.get(roomNo);
        if (room) this.#careFor(room);
      });
    });
  }

  #answer(callId: string): void {
    const { desk, after } = this.#options;
    if (this.#begin(`answer ${callId}`)) after(minuteMs, () => desk.act('service.answer', { callId }));
  }

  #deliver(lineIds: string[]): void {
    const { kitchen, chance, after } = this.#options;
    const fresh = lineIds.filter((id) => this.#begin(`deliver ${id}`));
    if (fresh.length > 0)
      after(chance.between(2, 9) * minuteMs, () => kitchen.act('goods.deliver', { lineIds: fresh }));
  }

  #retry(isDone: () => boolean, task: () => unknown, tries: number): void {
    if (isDone() || tries === 0) return;
    task();
    this.#options.after(50_000, () => this.#retry(isDone, task, tries - 1));
  }

  /** True once for each thing to do. */
  #begin(what: string): boolean {
    if (this.#underway.has(what)) return false;
    this.#underway.add(what);
    return true;
  }

  #clockIn(clockId: string, state: ClockView['state']): boolean {
    return this.#options.board.clock(clockId)?.clock.state === state;
  }

  #stateOf(no: string): string {
    return this.#options.board.technicians.get(no)?.state ?? 'off-duty';
  }
}
