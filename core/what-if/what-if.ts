import { businessDateOf } from '../kernel/time.ts';
import type { ClockType, CountColumn } from '../model/clock-types/clock-types.ts';
import { numberIn } from '../model/clocks/choice.ts';
import type { Clock } from '../model/clocks/clock.ts';
import type { EventPayloads, JournalEvent, StoreEvent } from '../model/events.ts';
import type { PolicyVersion } from '../model/rotation/policy.ts';
import { moveTo } from '../model/rotation/queue.ts';

import { type CallTurn, nextTurns, requestedTurn } from '../rules/clocks/dispatch.ts';
import { awaitedTechnicians, isFree, nextInRotation } from '../rules/rotation/choose.ts';
import {
  cancelledEvent,
  heldByOthers,
  movesAtEnd,
  movesAtStart,
  movesForClock,
  movesForDuty,
} from '../rules/rotation/moves.ts';
import { settleMarks } from '../rules/technicians/marks.ts';
import { ActualDays } from './actual-days.ts';
import { StoreInMemory } from './in-memory/store-in-memory.ts';
import { ServedClocks } from './served-clocks.ts';
import type { WhatIfCounts } from './tally.ts';

export interface WhatIfQuestion {
  /** Trading days, both included. */
  fromDate: string;
  toDate: string;
  /** What the rotation would have gone by; null: what it did go by. */
  versions: readonly PolicyVersion[] | null;
}

export interface WhatIfResult {
  fromDate: string;
  toDate: string;
  technicians: { technicianNo: string; name: string; before: WhatIfCounts; after: WhatIfCounts }[];
  /** Clocks that were served, and would not have been by the end of the journal; and the other way round. */
  lost: number;
  gained: number;
}

type Moment = { at: number; businessDate: string };
type Happening = Extract<
  JournalEvent,
  {
    type:
      | 'clock.called'
      | 'clock.handedBack'
      | 'clock.rechosen'
      | 'clock.extensionUndone'
      | 'clock.started'
      | 'clock.extended'
      | 'clock.ended'
      | 'clock.cancelled'
      | 'clock.technicianChanged'
      | 'clock.converted'
      | 'clock.itemChanged';
  }
>;

/** Something that is to happen: outside events as they came, acts on a clock as long after its call as they did. */
interface Due {
  at: number;
  /** Breaks ties as the journal did. */
  seq: number;
  commandId: string;
  run(now: Moment): void;
}

/** So many happenings are done between two looks at whatever else there is to do. */
const stepSize = 200;

/**
 * Leads past days on under another policy: guests come and ask as they did, technicians come and go as they did, walk
 * as long, serve as long, are cancelled as late; who gets a clock of the rotation is asked anew. With the policy that
 * was in force it gives the days as they were.
 */
export class WhatIf {
  readonly #question: WhatIfQuestion;
  readonly #store = new StoreInMemory();
  readonly #actual: ActualDays;
  readonly #outside: JournalEvent[] = [];
  /** What happened to each clock from its first call on, in order. */
  readonly #courses = new Map<string, Happening[]>();
  /** How far along its course each clock is: the index of what was done last. */
  readonly #reached = new Map<string, number>();
  readonly #pending: Due[] = [];
  readonly #served: ServedClocks;
  /** Going home or to rest, put off until the clock has ended. */
  readonly #putOff = new Map<string, JournalEvent>();
  readonly #handMoves = new Set<string>();

  constructor(question: WhatIfQuestion) {
    this.#question = question;
    this.#served = new ServedClocks(this.#store, question);
    this.#actual = new ActualDays(question);
  }

  /** Takes the journal in, from its first row on, in order. */
  read(event: JournalEvent): void {
    const { fromDate, toDate } = this.#question;
    this.#actual.read(event);
    if (event.businessDate < fromDate) {
      this.#store.take(event);
      if (event.type === 'commission.earned') this.#served.tally.before(event.payload, event.businessDate);
      return;
    }
    switch (event.type) {
      case 'clock.called':
      case 'clock.handedBack':
      case 'clock.rechosen':
      case 'clock.started':
      case 'clock.ended':
      case 'clock.cancelled':
      case 'clock.technicianChanged':
      case 'clock.converted':
      case 'clock.itemChanged':
        this.#course(event.payload.clockId).push(event);
        return;
      case 'clock.extended':
      case 'clock.extensionUndone':
        this.#course(event.payload.parentId).push(event);
        return;
      default:
        if (event.businessDate <= toDate) this.#outside.push(event);
    }
  }

  /** Leads the days on; yields now and then what share is done (0 to 1), gives the answer at the end. */
  *run(): Generator<number, WhatIfResult> {
    if (this.#question.versions) this.#store.rotation.goBy(this.#question.versions);
    this.#goOnWithOpenClocks();
    let done = 0;
    let next = 0;
    for (;;) {
      const first = this.#firstDue(next);
      if (!first) break;
      const { at, commandId } = first.due;
      const now = { at, businessDate: first.businessDate ?? this.#dateOf(at) };
      // One command is decided as a whole; calls follow when it is done.
      for (let one: typeof first | null = first; one; one = this.#firstDue(next)) {
        if (one.due.at !== at || one.due.commandId !== commandId) break;
        if (one.isOutside) next += 1;
        else this.#pending.splice(this.#pending.indexOf(one.due), 1);
        one.due.run(now);
        done += 1;
      }
      this.#settle(now);
      if (done % stepSize === 0) yield next / Math.max(1, this.#outside.length);
    }
    return this.#result();
  }

  #course(clockId: string): Happening[] {
    const course = this.#courses.get(clockId) ?? [];
    this.#courses.set(clockId, course);
    return course;
  }

  #firstDue(next: number): { due: Due; isOutside: boolean; businessDate: string | null } | null {
    const outside = this.#outside[next];
    let due: Due | null = null;
    for (const one of this.#pending) {
      if (!due || one.at < due.at || (one.at === due.at && one.seq < due.seq)) due = one;
    }
    if (outside && (!due || outside.at < due.at || (outside.at === due.at && outside.seq < due.seq))) {
      const { at, seq, commandId, businessDate } = outside;
      return {
        due: { at, seq, commandId, run: (now) => this.#happen(outside, now) },
        isOutside: true,
        businessDate,
      };
    }
    return due && { due, isOutside: false, businessDate: null };
  }

  /** What runs or is called when the period begins goes on as it did. */
  #goOnWithOpenClocks(): void {
    for (const [clockId, course] of this.#courses) {
      const clock = this.#store.clocks.byId(clockId);
      if (!clock || clock.state === 'ordered') continue;
      if (clock.technicianNo !== null && clock.startedAt !== null) {
        const { technicianNo, type, startedAt } = clock;
        this.#served.begin({ id: clockId, type }, technicianNo, startedAt);
      }
      const [first] = course;
      if (first) this.#schedule(clockId, 0, first.at);
    }
  }

  #happen(event: JournalEvent, now: Moment): void {
    switch (event.type) {
      case 'technician.cameOnDuty': {
        const { technicianNo, firstDay } = event.payload;
        if (this.#putOff.delete(technicianNo) || this.#store.technicians.byNo(technicianNo)?.duty !== 'off') return;
        this.#do([event, ...movesForDuty(this.#store, firstDay ? 'first-day' : 'on-duty', technicianNo, now)], now);
        return;
      }
      case 'technician.wentOffDuty':
      case 'technician.tookRest':
        this.#putOff.set(event.payload.technicianNo, event);
        return;
      case 'technician.cameBack': {
        const { technicianNo, late } = event.payload;
        if (this.#putOff.delete(technicianNo) || this.#store.technicians.byNo(technicianNo)?.duty !== 'resting') return;
        const happened = late ? 'back-late' : 'back-in-time';
        this.#do([event, ...movesForDuty(this.#store, happened, technicianNo, now)], now);
        return;
      }
      case 'rotation.moved':
        this.#moveByHand(event, now);
        return;
      case 'technician.paused':
        return;
      case 'technician.holdEnded':
        if (event.payload.why !== 'called') this.#store.take(event);
        return;
      case 'clock.ordered': {
        this.#store.take(event);
        const course = this.#courses.get(event.payload.clockId) ?? [];
        // Given up before anybody was called.
        const [first] = course;
        if (first && first.type !== 'clock.called') this.#schedule(event.payload.clockId, 0, first.at);
        return;
      }
      default:
        this.#store.take(event);
    }
  }

  /** A manager's move is done again; where places had to be made for it, only the move that was meant. */
  #moveByHand(event: Extract<JournalEvent, { type: 'rotation.moved' }>, now: Moment): void {
    const { queueId, technicianNo, toPosition, because } = event.payload;
    // Queues of a new site file come with it; every other move is asked of the policy anew.
    if (because.event === 'site-changed') this.#store.take(event);
    if (because.event !== 'moved-by-hand' || toPosition === null || this.#handMoves.has(event.commandId)) return;
    this.#handMoves.add(event.commandId);
    const queue = this.#store.rotation.queue(queueId);
    const held = heldByOthers(this.#store, queueId, technicianNo);
    const position = Math.min(toPosition, queue.length);
    for (const move of moveTo(queue, queueId, technicianNo, position, because, held)) {
      this.#store.rotation.move(move, now.at, now.businessDate);
    }
  }

  /** What follows: who waited to go goes, marks take effect, and everybody who can is called. */
  #settle(now: Moment): void {
    for (const [technicianNo, event] of this.#putOff) {
      if (this.#store.clocks.busyOf(technicianNo) || awaitedTechnicians(this.#store).has(technicianNo)) continue;
      this.#putOff.delete(technicianNo);
      const isGoing = event.type === 'technician.wentOffDuty';
      const moves = isGoing ? movesForDuty(this.#store, 'off-duty', technicianNo, now) : [];
      this.#do([event as StoreEvent, ...moves], now);
    }
    for (;;) {
      const settled = settleMarks(this.#store);
      if (settled.length > 0) this.#do(settled, now);
      else if (!this.#callOne(now)) return;
    }
  }

  #callOne(now: Moment): boolean {
    const turns = nextTurns(this.#store, now);
    for (const { clock, turn } of turns) this.#call(clock, turn, now);
    return turns.length > 0;
  }

  #call({ id, type }: Pick<Clock, 'id' | 'type'>, turn: CallTurn, now: Moment): void {
    const { technicianNo, queueId, rank } = turn;
    this.#store.clocks.call(id, technicianNo, { queueId, heldRank: rank, type: turn.type ?? type }, now.at);
    const course = this.#courses.get(id) ?? [];
    const reached = this.#reached.get(id) ?? -1;
    const called = course.findIndex((one, index) => one.type === 'clock.called' && index > reached);
    if (called < 0) return;
    this.#reached.set(id, called);
    this.#follow(id, called, now.at);
  }

  /** The happening after one that was just done comes as long after it as it did. */
  #follow(clockId: string, index: number, at: number): void {
    const course = this.#courses.get(clockId) ?? [];
    const was = course[index];
    const next = course[index + 1];
    // The call comes when there is somebody to be called.
    if (next?.type === 'clock.called' && this.#store.clocks.byId(clockId)?.state === 'ordered') return;
    if (was && next) this.#schedule(clockId, index + 1, at + Math.max(0, next.at - was.at));
  }

  #schedule(clockId: string, index: number, at: number): void {
    const happening = this.#courses.get(clockId)?.[index];
    if (!happening) return;
    const { seq, commandId } = happening;
    this.#pending.push({
      at,
      seq,
      commandId,
      run: (now) => {
        // Meanwhile the clock went on with something that came later.
        if ((this.#reached.get(clockId) ?? -1) >= index) return;
        this.#reached.set(clockId, index);
        this.#act(clockId, happening, now);
        this.#follow(clockId, index, now.at);
      },
    });
  }

  #act(clockId: string, happening: Happening, now: Moment): void {
    const clock = this.#store.clocks.byId(clockId);
    if (!clock || clock.state === 'ended' || clock.state === 'cancelled') return;
    const { technicianNo } = clock;
    switch (happening.type) {
      case 'clock.called':
        return;
      case 'clock.handedBack': {
        // Whoever was called does not come, as it was.
        if (clock.state !== 'called' || technicianNo === null) return;
        const moves = movesForClock(this.#store, happening.payload.why, clock, now);
        const type = clock.choice.kind === 'rotation' ? 'rotation' : clock.type;
        this.#store.clocks.handBack(clockId, type, [...clock.passedBy, technicianNo]);
        this.#do(moves, now);
        return;
      }
      case 'clock.rechosen': {
        const { choice, type } = happening.payload;
        const passedBy = clock.passedBy.filter((no) => no !== numberIn(choice));
        if (clock.state === 'ordered')
          this.#store.clocks.change(clockId, { choice, type, passedBy, reservationId: null });
        return;
      }
      case 'clock.extensionUndone': {
        this.#served.undoExtension(clockId, happening.payload.clockId);
        return;
      }
      case 'clock.started': {
        if (clock.state !== 'called' || technicianNo === null) return;
        const moves = movesAtStart(this.#store, clock, now, happening.payload.movesBy);
        const countsAs = this.#columnNow(clock.type);
        this.#store.clocks.change(clockId, { state: 'started', startedAt: now.at, countsAs });
        this.#served.begin(clock, technicianNo, now.at);
        this.#do(moves, now);
        return;
      }
      case 'clock.extended':
        if (clock.state !== 'started') return;
        this.#served.extend(clock, happening.payload, now);
        this.#do(movesForClock(this.#store, 'extended', clock, now), now);
        return;
      case 'clock.ended': {
        if (clock.state !== 'started') return;
        const moves = movesAtEnd(this.#store, clock, now);
        this.#store.clocks.change(clockId, { state: 'ended', endedAt: now.at });
        this.#served.end(clock, now.at);
        this.#do(moves, now);
        return;
      }
      case 'clock.cancelled': {
        const moves = movesForClock(this.#store, cancelledEvent(this.#store, clock, now.at), clock, now);
        this.#store.clocks.change(clockId, { state: 'cancelled', cancelledAt: now.at });
        this.#do(moves, now);
        return;
      }
      case 'clock.technicianChanged':
        this.#changeTechnician(clock, happening.payload, now);
        return;
      case 'clock.converted':
        this.#convert(clock);
        return;
      case 'clock.itemChanged':
        this.#changeItem(clock, happening.payload);
    }
  }

  /** Somebody else goes on: who was asked for, if free; else the next. Nobody free: it stays as it is. */
  #changeTechnician(
    clock: Clock,
    { type, toTechnicianNo, gender, movesBy }: EventPayloads['clock.technicianChanged'],
    now: Moment,
  ): void {
    const service = this.#store.site.services.get(clock.serviceCode);
    if (!service || (clock.state !== 'called' && clock.state !== 'started')) return;
    const isAsked = type !== 'rotation' && isFree(this.#store, toTechnicianNo);
    const turn = isAsked
      ? requestedTurn(this.#store, toTechnicianNo, service.group)
      : nextInRotation(this.#store, service, now, gender);
    if (!turn) return;
    const place = { queueId: turn.queueId, heldRank: turn.rank, type };
    const next = { ...clock, ...place, technicianNo: turn.technicianNo, reservationId: null };
    const isRunning = clock.state === 'started';
    const leaving = isRunning ? [] : movesForClock(this.#store, 'cancelled-before-start', clock, now);
    const beginning = isRunning ? movesAtStart(this.#store, next, now, movesBy) : [];
    this.#store.clocks.call(clock.id, turn.technicianNo, place, isRunning ? null : now.at);
    this.#store.clocks.change(clock.id, { reservationId: null });
    if (isRunning) {
      this.#served.passOn(clock.id, turn.technicianNo, now.at);
      this.#store.clocks.change(clock.id, { countsAs: this.#columnNow(type) });
    }
    this.#do([...leaving, ...beginning], now);
  }

  #columnNow(type: ClockType): CountColumn | null {
    return type === 'extension' ? null : this.#store.clocks.types()[type].countsAs;
  }

  /** Only what the rotation gave can be converted: under another policy the guest may have got somebody asked for. */
  #convert(clock: Clock): void {
    if (clock.type !== 'rotation' || clock.technicianNo === null) return;
    const isRunning = clock.state === 'started';
    const countsAs = isRunning ? this.#columnNow('converted') : clock.countsAs;
    this.#store.clocks.change(clock.id, { type: 'converted', countsAs });
    if (isRunning) this.#served.goOnAs(clock.id, clock.technicianNo, 'converted');
  }

  #changeItem(
    clock: Clock,
    { serviceCode, minutes, priceMinor }: Extract<Happening, { type: 'clock.itemChanged' }>['payload'],
  ): void {
    this.#store.clocks.change(clock.id, { serviceCode, minutes, priceMinor });
    if (clock.state === 'started' && clock.technicianNo !== null) {
      this.#served.goOnAs(clock.id, clock.technicianNo, clock.type);
    }
  }

  #do(events: readonly StoreEvent[], now: Moment): void {
    for (const event of events) this.#store.take({ ...event, ...now });
  }

  #dateOf(at: number): string {
    const { timeZone, businessDayStartsAt } = this.#store.site.site.store;
    return businessDateOf(at, timeZone, businessDayStartsAt);
  }

  #result(): WhatIfResult {
    const { fromDate, toDate } = this.#question;
    const { site } = this.#store;
    const before = this.#actual.tally;
    const { tally, endedIds } = this.#served;
    const numbers = new Set([...before.technicianNos, ...tally.technicianNos]);
    const technicians = site.site.technicians
      .filter(({ no }) => numbers.has(no))
      .map(({ no, name }) => ({ technicianNo: no, name, before: before.of(no), after: tally.of(no) }));
    return {
      fromDate,
      toDate,
      technicians,
      lost: [...this.#actual.endedIds].filter((id) => !endedIds.has(id)).length,
      gained: [...endedIds].filter((id) => !this.#actual.endedIds.has(id)).length,
    };
  }
}
