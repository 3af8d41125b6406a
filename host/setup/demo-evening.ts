import { StoreError } from '../../core/kernel/error.ts';
import { businessDateOf, minuteMs } from '../../core/kernel/time.ts';
import { instantOf, shiftSpan } from '../../core/model/attendance/day.ts';
import { attendanceRulesOf } from '../../core/model/attendance/rules.ts';
import type { Clock } from '../../core/model/clocks/clock.ts';
import type { CommandInput, CommandName } from '../../core/model/commands.ts';
import type { SiteRoom, SiteService } from '../../core/model/site/schema.ts';
import type { StoreState } from '../../core/model/state.ts';
import { sendersOf } from '../../core/parts.ts';
import { billDue } from '../../core/rules/bills/decide.ts';
import type { RunOwn } from '../contract/commands.ts';
import { demoWords } from './demo-site.ts';

export interface EveningHands {
  /** As it stands after each act. */
  readonly state: StoreState;
  run: RunOwn;
  /** The store's time from now on, UTC ms; never back. */
  setTime(at: number): void;
}

/** So long has the house been at work when somebody looks in. */
const eveningMs = 200 * minuteMs;
/** Rooms that guests are in when it is full, and how fast they come. */
const fullRooms = 24;
const minutesToFull = 110;
/** Of a group, so many of ten are down for today. */
const presentOfTen = 7;

interface Todo {
  at: number;
  does(): void;
}

/**
 * The demo's evening up to now, by the very commands that people and devices send: who is rostered comes, guests come,
 * are served, drink, pay and go, rooms are cleaned, some will come later. Always the same for the same start. An act that
 * the store refuses is left out.
 */
export function playEvening(hands: EveningHands, time: { fromAt: number; untilAt: number }): void {
  new Evening(hands, time).play();
}

/** When an evening that is looked at now began: not before its trading day. */
export function eveningStart(untilAt: number, store: { timeZone: string; businessDayStartsAt: string }): number {
  const { timeZone, businessDayStartsAt } = store;
  const businessDate = businessDateOf(untilAt, timeZone, businessDayStartsAt);
  const opensAt = instantOf(businessDate, businessDayStartsAt, timeZone);
  return Math.max(untilAt - eveningMs, Math.min(opensAt + minuteMs, untilAt));
}

class Evening {
  readonly #hands: EveningHands;
  readonly #untilAt: number;
  readonly #todo: Todo[] = [];
  readonly #fromAt: number;
  #at: number;
  #seed = 20_260_418;
  #served = 0;

  constructor(hands: EveningHands, { fromAt, untilAt }: { fromAt: number; untilAt: number }) {
    this.#hands = hands;
    this.#untilAt = untilAt;
    this.#fromAt = fromAt;
    this.#at = fromAt;
  }

  play(): void {
    this.#comeOnDuty();
    this.#book();
    for (; this.#at < this.#untilAt; this.#at += minuteMs) {
      this.#hands.setTime(this.#at);
      this.#doWhatIsDue();
      this.#letIn();
    }
    this.#hands.setTime(this.#untilAt);
    this.#doWhatIsDue();
    this.#act(
      'room.putOutOfOrder',
      { roomNo: this.#vacant().at(-1)?.no ?? '', reason: demoWords(this.#state.site.site).pipes },
      'M01',
    );
    this.#act('staff.comeOnDuty', { staffNo: 'R01' });
    // The last of it is of the setting up: what comes behind it is done by whoever looks in.
    this.#act('staff.comeOnDuty', { staffNo: 'C01' }, 'C01', 'setup');
  }

  get #state(): StoreState {
    return this.#hands.state;
  }

  /** 0 up to, and without, `count`. */
  #pick(count: number): number {
    this.#seed = (Math.imul(this.#seed, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((this.#seed / 2 ** 32) * count);
  }

  #act<N extends CommandName>(name: N, data: CommandInput<N>, actor = 'R01', station = 'front-desk'): boolean {
    try {
      this.#hands.run(name, data as never, actor, station, sendersOf(name)[0] ?? 'store');
      return true;
    } catch (error) {
      if (error instanceof StoreError) return false;
      throw error;
    }
  }

  #later(minutes: number, does: () => void): void {
    this.#todo.push({ at: this.#at + minutes * minuteMs, does });
  }

  #doWhatIsDue(): void {
    for (;;) {
      const next = this.#todo.findIndex(({ at }) => at <= this.#at);
      if (next < 0) return;
      this.#todo.splice(next, 1)[0]?.does();
    }
  }

  /** Seven of ten are down for a shift that covers now, and have come; the others are off. */
  #comeOnDuty(): void {
    const { site } = this.#state.site;
    const { timeZone, businessDayStartsAt } = site.store;
    const date = businessDateOf(this.#untilAt, timeZone, businessDayStartsAt);
    const shift = attendanceRulesOf(site).shifts.findLast((one) => {
      const { fromAt, toAt } = shiftSpan(date, one, site.store);
      return fromAt <= this.#fromAt && this.#untilAt < toAt;
    });
    const present = site.technicians.filter((_, index) => index % 10 < presentOfTen);
    const entries = site.technicians.map(({ no: technicianNo }) => ({
      ...{ technicianNo, date },
      entry: present.some(({ no }) => no === technicianNo)
        ? shift
          ? ({ kind: 'shift', code: shift.code } as const)
          : null
        : ({ kind: 'off' } as const),
    }));
    this.#act('attendance.setRoster', { entries }, 'M01', 'office');
    for (const { no } of present) this.#act('technician.comeOnDuty', { technicianNo: no }, no, 'clock-room');
  }

  #book(): void {
    const book = (inMinutes: number, data: Omit<CommandInput<'reservation.book'>, 'startsAt'>) =>
      this.#act('reservation.book', { startsAt: this.#untilAt + inMinutes * minuteMs, ...data });
    const item = (group: string) => this.#state.site.site.services.find((one) => one.group === group)?.code;
    const items = (group: string, ...technicianNos: string[]) => {
      const serviceCode = item(group);
      return serviceCode === undefined ? [] : [{ serviceCode, technicianNos }];
    };
    const { technicians } = this.#state.site.site;
    const names = demoWords(this.#state.site.site);
    const spa = technicians.find(({ groups }) => groups.includes('spa'))?.no;
    book(25, { roomNo: null, guestCount: 2, guestName: names.ladyForTwo, phone: '13812345678', items: items('foot') });
    book(50, { roomNo: null, guestCount: 1, guestName: 'Mary Chen', items: items('massage'), note: 'no perfume' });
    book(95, { roomNo: null, guestCount: 2, guestName: names.gentlemanForSpa, items: spa ? items('spa', spa) : [] });
    book(24 * 60, { roomNo: null, guestCount: 4, guestName: names.gentlemanTomorrow, phone: '13900001234', items: [] });
  }

  #vacant(): SiteRoom[] {
    const { rooms } = this.#state.site.site;
    return rooms.filter(({ no }) => {
      const record = this.#state.rooms.byNo(no);
      const isUsable = !record || (record.outOfOrder === null && record.dirtySince === null);
      return isUsable && this.#state.visits.openIn(no) === null;
    });
  }

  /** As many rooms as the hour has. */
  #letIn(): void {
    const { rooms } = this.#state.site.site;
    const passed = (this.#at - this.#fromAt) / minuteMs;
    const wanted = Math.min(fullRooms, rooms.length - 4, 3 + (fullRooms * passed) / minutesToFull);
    const taken = rooms.filter(({ no }) => this.#state.visits.openIn(no) !== null).length;
    if (taken >= wanted) return;
    const vacant = this.#vacant();
    const room = vacant[this.#pick(vacant.length)];
    if (room) this.#open(room);
  }

  /** An item whose group has a room of that kind, for as many as it takes. */
  #itemFor({ kind, beds }: SiteRoom): SiteService | undefined {
    const { services } = this.#state.site.site;
    const fits = services.filter(
      ({ group, guests = 1, technicians = 1 }) =>
        (kind === 'vip' || group === kind) && guests === 1 && technicians <= Math.max(1, beds),
    );
    return fits[this.#pick(fits.length)];
  }

  #open(room: SiteRoom): void {
    const service = this.#itemFor(room);
    if (!service) return;
    const count = 1 + this.#pick(Math.min(2, room.beds));
    const orders = Array.from({ length: count }, () => ({ serviceCode: service.code }));
    if (!this.#act('visit.open', { roomNo: room.no, guests: orders.map(() => ({})), orders })) return;
    const visit = this.#state.visits.openIn(room.no);
    if (!visit) return;
    for (const guest of this.#state.visits.guestsOf(visit.id)) {
      if (this.#pick(3) === 0) this.#later(6 + this.#pick(8), () => this.#bring(guest.id));
    }
    this.#later(2 + this.#pick(2), () => this.#begin(visit.id));
  }

  /** Whoever was called swipes in the room; who is not called yet is looked at again. */
  #begin(visitId: string): void {
    const clocks = this.#clocksOf(visitId);
    for (const { id, state, technicianNo, roomNo } of clocks) {
      if (state !== 'called' || technicianNo === null) continue;
      this.#act('clock.start', { clockId: id, atRoomNo: roomNo }, technicianNo, `room-${roomNo}`);
    }
    const left = this.#clocksOf(visitId);
    if (left.some(({ state }) => state === 'ordered' || state === 'called')) {
      this.#later(2, () => this.#begin(visitId));
      return;
    }
    const dueAt = Math.max(...left.map((clock) => clock.dueAt ?? this.#at));
    this.#later(Math.max(1, Math.ceil((dueAt - this.#at) / minuteMs)), () => this.#end(visitId));
  }

  #end(visitId: string): void {
    for (const { id, state, technicianNo, roomNo } of this.#clocksOf(visitId)) {
      if (state === 'started' && technicianNo) this.#act('clock.end', { clockId: id }, technicianNo, `room-${roomNo}`);
    }
    this.#later(2 + this.#pick(5), () => this.#pay(visitId));
  }

  #pay(visitId: string): void {
    const visit = this.#state.visits.byId(visitId);
    if (!visit || visit.closedAt !== null) return;
    const { tenders, store } = this.#state.site.site;
    const guestIds = this.#state.visits.guestsOf(visitId).map(({ id }) => id);
    const due = billDue(this.#state, visitId, guestIds);
    const own = tenders.filter(
      ({ kind, currency }) => currency === store.currency && (kind === 'cash' || kind === 'external'),
    );
    const tender = own[this.#pick(own.length)];
    if (!tender) return;
    this.#served += 1;
    const reference = tender.needsReference ? { reference: `4200${String(1_000_000 + this.#served * 7_919)}` } : {};
    const payments = [{ tenderCode: tender.code, amountMinor: due.totalMinor, ...reference }];
    const data = { visitId, guestIds, payments, expectedTotalMinor: due.totalMinor };
    if (!this.#act('bill.settle', data, 'C01', 'cashier')) return;
    this.#later(5 + this.#pick(5), () => this.#act('room.clean', { roomNo: visit.roomNo }));
  }

  #bring(guestId: string): void {
    const { goods } = this.#state.site.site;
    const article = goods[this.#pick(goods.length)];
    const guest = this.#state.visits.guest(guestId);
    if (!article || !guest || guest.billId !== null) return;
    if (!this.#act('goods.order', { guestId, lines: [{ goodsCode: article.code, quantity: 1 + this.#pick(2) }] }))
      return;
    this.#later(4 + this.#pick(6), () => {
      const lines = this.#state.goods.ofVisit(guest.visitId);
      const lineIds = lines
        .filter((line) => line.deliveredAt === null && line.cancelledAt === null)
        .map(({ id }) => id);
      if (lineIds.length > 0) this.#act('goods.deliver', { lineIds }, 'R01', 'kitchen');
    });
  }

  #clocksOf(visitId: string): Clock[] {
    return this.#state.clocks.ofVisit(visitId).filter(({ parentId }) => parentId === null);
  }
}
