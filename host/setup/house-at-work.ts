import { StoreError } from '../../core/kernel/error.ts';
import { dayMs, minuteMs } from '../../core/kernel/time.ts';
import type { Clock } from '../../core/model/clocks/clock.ts';
import type { CommandInput, CommandName } from '../../core/model/commands.ts';
import type { SiteRoom, SiteService } from '../../core/model/site/schema.ts';
import type { StoreState } from '../../core/model/state.ts';
import { sendersOf } from '../../core/parts.ts';
import { billDue } from '../../core/rules/bills/decide.ts';
import { isAvailable } from '../../core/rules/clocks/availability.ts';
import type { RunOwn } from '../contract/commands.ts';

/** What plays people and devices of a house: the store's commands, at times that it sets. */
export interface HouseHands {
  /** As it stands after each act. */
  readonly state: StoreState;
  run: RunOwn;
  /** The store's time from now on, UTC ms; never back. */
  setTime(at: number): void;
}

/** What guests do, each a share of all of them, 0 to 1. */
export interface GuestHabits {
  /** Asks for a technician by number. */
  requested: number;
  /** Takes a second item after the first. */
  second: number;
  /** Has something brought. */
  drinks: number;
  /** Stays longer when the time is up. */
  extended: number;
  /** Goes before it has begun. */
  cancelled: number;
  /** Pays with two tenders. */
  split: number;
}

interface Todo {
  at: number;
  does(): void;
}

/** So many looks at a clock that nobody has come to: then the guest does not wait any longer. */
const looksAtMost = 25;

/**
 * A house at work, by the very commands that people and devices send: guests come, are served, drink, pay and go, rooms
 * are cleaned. Always the same for the same start. An act that the store refuses is left out.
 */
export class HouseAtWork {
  readonly #hands: HouseHands;
  readonly #habits: GuestHabits;
  /** What is still to come, the next one last. */
  readonly #todo: Todo[] = [];
  #at: number;
  #seed: number;
  #served = 0;

  /** `fromAt`: UTC ms. `seed`: the same gives the same house. */
  constructor(hands: HouseHands, habits: GuestHabits, { fromAt, seed }: { fromAt: number; seed: number }) {
    this.#hands = hands;
    this.#habits = habits;
    this.#at = fromAt;
    this.#seed = seed;
  }

  /** UTC ms. */
  get at(): number {
    return this.#at;
  }

  get state(): StoreState {
    return this.#hands.state;
  }

  /** Does what is to be done up to and with an instant, which it is then. */
  goOnTo(untilAt: number): void {
    for (let next = this.#todo.at(-1); next && next.at <= untilAt; next = this.#todo.at(-1)) {
      this.#todo.pop();
      this.#setTime(Math.max(this.#at, next.at));
      next.does();
    }
    this.#setTime(untilAt);
  }

  /** 0 up to, and without, `count`. */
  pick(count: number): number {
    this.#seed = (Math.imul(this.#seed, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((this.#seed / 2 ** 32) * count);
  }

  /** True for this share, 0 to 1. */
  is(share: number): boolean {
    return share > 0 && this.pick(1_000) < share * 1_000;
  }

  /** One of some; undefined of none. */
  oneOf<T>(all: readonly T[]): T | undefined {
    return all[this.pick(all.length)];
  }

  /** False where the store refused. */
  act<N extends CommandName>(name: N, data: CommandInput<N>, actor = 'R01', station = 'front-desk'): boolean {
    try {
      this.#hands.run(name, data, actor, station, sendersOf(name)[0] ?? 'store');
      return true;
    } catch (error) {
      if (error instanceof StoreError) return false;
      throw error;
    }
  }

  /** In so many minutes; of what is due at the same time, what was put down first. */
  later(minutes: number, does: () => void): void {
    this.atTime(this.#at + minutes * minuteMs, does);
  }

  /** At an instant, UTC ms. */
  atTime(at: number, does: () => void): void {
    let place = this.#todo.length;
    while (place > 0 && (this.#todo[place - 1]?.at ?? at) <= at) place -= 1;
    this.#todo.splice(place, 0, { at, does });
  }

  /** Rooms that guests can be brought to. */
  vacant(): SiteRoom[] {
    const { rooms } = this.state.site.site;
    return rooms.filter(({ no }) => {
      const record = this.state.rooms.byNo(no);
      const isUsable = !record || (record.outOfOrder === null && record.dirtySince === null);
      return isUsable && this.state.visits.openIn(no) === null;
    });
  }

  /** Guests come to a room; false where there is nothing for them. */
  open(room: SiteRoom): boolean {
    const service = this.#itemFor(room);
    if (!service) return false;
    const count = 1 + this.pick(Math.min(2, room.beds));
    const asked = new Set<string>();
    const orders = Array.from({ length: count }, () => this.#order(service, asked));
    if (!this.act('visit.open', { roomNo: room.no, guests: orders.map(() => ({})), orders })) return false;
    const visit = this.state.visits.openIn(room.no);
    if (visit) this.serve(visit.id);
    return true;
  }

  /** Everything that comes of guests who are in a room, to their way out. */
  serve(visitId: string): void {
    for (const guest of this.state.visits.guestsOf(visitId)) {
      if (this.is(this.#habits.drinks)) this.later(6 + this.pick(8), () => this.#bring(guest.id));
      if (this.is(this.#habits.cancelled)) this.later(1, () => this.#goAway(visitId, guest.id));
    }
    this.later(2 + this.pick(2), () => this.#tend(visitId, 0));
  }

  #setTime(at: number): void {
    this.#at = at;
    this.#hands.setTime(at);
  }

  /** An item whose group has a room of that kind, for as many as it takes. */
  #itemFor({ kind, beds }: SiteRoom): SiteService | undefined {
    const fits = this.state.site.site.services.filter(
      ({ group, guests = 1, technicians = 1 }) =>
        (kind === 'vip' || group === kind) && guests === 1 && technicians <= Math.max(1, beds),
    );
    const { timeZone } = this.state.site.site.store;
    return this.oneOf(fits.filter((one) => isAvailable(one, this.#at, timeZone)));
  }

  #order({ code: serviceCode, skill, group, technicians = 1 }: SiteService, asked: Set<string>) {
    const isAsking = technicians === 1 && this.is(this.#habits.requested);
    const choices = isAsking ? this.#requested(skill, group, asked) : [];
    if (technicians > 1 || !this.is(this.#habits.second)) return { serviceCode, choices };
    const others = this.state.site.site.services.filter(
      (one) => one.skill === skill && one.code !== serviceCode && (one.guests ?? 1) === 1 && !one.availability,
    );
    const next = this.oneOf(others.filter((one) => (one.technicians ?? 1) === 1));
    if (!next) return { serviceCode, choices };
    return { serviceCode, choices, next: { serviceCode: next.code, choices: [{ kind: 'same' as const }] } };
  }

  /** Somebody who is there and free, and whom nobody of the party has asked for: who works makes the guest wait. */
  #requested(skill: string, group: string, asked: Set<string>) {
    const free = this.state.site.site.technicians.filter(
      ({ no, skills, groups }) =>
        skills.includes(skill) &&
        groups.includes(group) &&
        !asked.has(no) &&
        this.state.technicians.byNo(no)?.duty === 'on' &&
        this.state.clocks.busyOf(no) === null,
    );
    const technicianNo = this.oneOf(free)?.no;
    if (technicianNo !== undefined) asked.add(technicianNo);
    return technicianNo === undefined ? [] : [{ kind: 'requested' as const, technicianNo }];
  }

  /**
   * Whoever was called swipes in the room, whose time is up swipes out, unless the guest stays longer. Who is not called
   * yet is looked at again.
   */
  #tend(visitId: string, looks: number): void {
    for (const { id, state, technicianNo, roomNo, dueAt } of this.#clocksOf(visitId)) {
      if (technicianNo === null) continue;
      const station = `room-${roomNo}`;
      if (state === 'called' && this.act('clock.start', { clockId: id, atRoomNo: roomNo }, technicianNo, station)) {
        this.#remindOf(id);
      }
      if (state !== 'started' || (dueAt ?? 0) > this.#at) continue;
      const staysLonger = this.state.clocks.extensionsOf(id).length === 0 && this.is(this.#habits.extended);
      if (staysLonger && this.act('clock.extend', { clockId: id, units: 1 }, technicianNo, station)) continue;
      this.act('clock.end', { clockId: id }, technicianNo, station);
    }
    const left = this.#clocksOf(visitId).filter(({ state }) => state !== 'ended' && state !== 'cancelled');
    if (left.length === 0) {
      this.later(2 + this.pick(5), () => this.#pay(visitId));
      return;
    }
    const isWaiting = left.every(({ state }) => state !== 'started');
    if (isWaiting && looks >= looksAtMost) for (const { id } of left) this.#cancel(id, '客人不等了');
    const isAwaited = left.some(
      ({ state, afterId }) => state === 'called' || (state === 'ordered' && afterId === null),
    );
    const ends = left.flatMap(({ state, dueAt }) => (state === 'started' && dueAt !== null ? dueAt : []));
    const lookAt = isAwaited || isWaiting ? this.#at + 2 * minuteMs : Number.POSITIVE_INFINITY;
    const next = Math.max(Math.min(lookAt, ...ends), this.#at + minuteMs);
    this.atTime(next, () => this.#tend(visitId, isWaiting ? looks + 1 : 0));
  }

  /** The store's own clock says when the time is nearly up. */
  #remindOf(clockId: string): void {
    const { reminderMinutes } = this.state.site.site.store;
    const dueAt = this.state.clocks.byId(clockId)?.dueAt ?? null;
    if (dueAt === null) return;
    this.atTime(dueAt - reminderMinutes * minuteMs, () => this.act('clock.remindDue', {}, 'system', 'store'));
  }

  #goAway(visitId: string, guestId: string): void {
    for (const clock of this.#clocksOf(visitId)) if (clock.guestId === guestId) this.#cancel(clock.id, '客人改主意');
  }

  #cancel(clockId: string, reason: string): void {
    this.act('clock.cancel', { clockId, reason });
  }

  #pay(visitId: string): void {
    const visit = this.state.visits.byId(visitId);
    if (!visit || visit.closedAt !== null) return;
    const isOut = this.#settle(visitId) || this.act('visit.close', { visitId });
    if (isOut) this.later(5 + this.pick(5), () => this.act('room.clean', { roomNo: visit.roomNo }));
  }

  #settle(visitId: string): boolean {
    const { tenders, store } = this.state.site.site;
    const guestIds = this.state.visits.guestsOf(visitId).map(({ id }) => id);
    const { totalMinor } = billDue(this.state, visitId, guestIds);
    if (totalMinor === 0) return false;
    const own = tenders.filter(
      ({ kind, currency }) => currency === store.currency && (kind === 'cash' || kind === 'external'),
    );
    const first = this.oneOf(own);
    if (!first) return false;
    const part = this.is(this.#habits.split) ? Math.floor(totalMinor / 200) * 100 : 0;
    const second = part > 0 ? this.oneOf(own.filter((one) => one !== first)) : undefined;
    const paid = (tender: (typeof own)[number], amountMinor: number) => {
      this.#served += 1;
      // None twice, on no day: the store would ask about it.
      const reference = `42${Math.floor(this.#at / dayMs)}${String(this.#served).padStart(4, '0')}`;
      return { tenderCode: tender.code, amountMinor, ...(tender.needsReference && { reference }) };
    };
    const payments = second ? [paid(first, totalMinor - part), paid(second, part)] : [paid(first, totalMinor)];
    const data = { visitId, guestIds, payments, expectedTotalMinor: totalMinor };
    return this.act('bill.settle', data, 'C01', 'cashier');
  }

  #bring(guestId: string): void {
    const article = this.oneOf(this.state.site.site.goods);
    const guest = this.state.visits.guest(guestId);
    if (!article || !guest || guest.billId !== null) return;
    const lines = [{ goodsCode: article.code, quantity: 1 + this.pick(2) }];
    if (!this.act('goods.order', { guestId, lines })) return;
    this.later(4 + this.pick(6), () => {
      const open = this.state.goods
        .ofVisit(guest.visitId)
        .filter((line) => line.deliveredAt === null && line.cancelledAt === null);
      if (open.length > 0) this.act('goods.deliver', { lineIds: open.map(({ id }) => id) }, 'R01', 'kitchen');
    });
  }

  #clocksOf(visitId: string): Clock[] {
    return this.state.clocks.ofVisit(visitId).filter(({ parentId }) => parentId === null);
  }
}
