import { minuteMs } from '../../core/kernel/time.ts';
import { changeLimitOf } from '../../core/model/bills/change-limit.ts';
import { writtenOffMinor } from '../../core/model/clocks/giving-up.ts';
import type { CommandInput, CommandName } from '../../core/model/commands.ts';
import type { IncidentKind } from '../../core/model/incident.ts';
import type { SiteTender } from '../../core/model/site/schema.ts';
import type { ClockView } from '../../host/parts/clocks/views.ts';
import type { RoomView } from '../../host/parts/rooms/views.ts';
import type { Catalog } from '../../host/parts/site/views.ts';
import type { GuestView, VisitView } from '../../host/parts/visits/views.ts';
import type { RunningStore } from '../../host/store/running-store.ts';
import type { Chance } from './chance.ts';
import type { DayBoard } from './day-board.ts';
import type { ManagerHand } from './manager-hand.ts';

export interface CheatOptions {
  store: RunningStore;
  board: DayBoard;
  /** Of the cheat alone: the day of everybody else is drawn as ever. */
  chance: Chance;
  /** Share of the ten minutes in which a trick is played. */
  share: number;
  hand: ManagerHand;
  services: Catalog['services'];
  goods: Catalog['goods'];
  tenders: SiteTender[];
  /** UTC ms. */
  now(): number;
  after(delayMs: number, task: () => unknown): void;
  /** Sits at the screen from now on. */
  stay(hand: ManagerHand): void;
}

/** Who it is: a deputy manager at the second desk, who may do everything and has the other manager approve it. */
export const cheatNo = 'M02';
const betweenMs = 10 * minuteMs;
const reason = '客人要求';

/** A visit of friends, opened for the trick. */
interface Friends {
  roomNo: string;
  visitId: string;
  guestId: string;
  clockId: string;
}

/** Somebody at work who takes money by what the desk may do: one trick after the other, each counted when it worked. */
export class Cheat {
  readonly played: Partial<Record<IncidentKind, number>> = {};
  readonly #options: CheatOptions;
  readonly #toldOff = new Set<string>();
  #isOpening = false;
  #nextTrick = 0;

  constructor(options: CheatOptions) {
    this.#options = options;
  }

  /** Whoever is called to this clock was told to serve without a swipe, or not to come. */
  hasToldOff(clockId: string): boolean {
    return this.#isOpening || this.#toldOff.has(clockId);
  }

  /** Looks every ten minutes whether there is something to be had. Nobody signs in on an honest day. */
  async begin(fromAt: number, toAt: number): Promise<void> {
    const { share, chance, hand, after, now } = this.#options;
    if (share === 0) return;
    await hand.signIn(cheatNo, '0000');
    this.#options.stay(hand);
    for (let at = fromAt; at < toAt; at += betweenMs) {
      if (chance.is(share) && at > now()) after(at - now(), () => this.#playNext());
    }
  }

  async #playNext(): Promise<void> {
    const tricks: (() => Promise<unknown>)[] = [
      () => this.#neverSwiped(),
      () => this.#againAndAgain(),
      () => this.#deliveredGoods(),
      () => this.#cheaperRoom(),
      () => this.#betterPaid(),
      () => this.#cheaperItem(),
      () => this.#sameReference(),
      () => this.#foreignNote(),
      () => this.#ownApproval(),
      () => this.#fromTheShelf(),
      () => this.#billAway(),
      () => this.#aSecond(),
      () => this.#roomAside(),
      () => this.#placeOfAnother(),
      () => this.#takenOver(),
    ];
    const trick = tricks[this.#nextTrick % tricks.length];
    this.#nextTrick += 1;
    // What nobody was free for is tried again at the next look.
    if ((await trick?.()) === false) this.#nextTrick -= 1;
  }

  #did(kind: IncidentKind): void {
    this.played[kind] = (this.played[kind] ?? 0) + 1;
  }

  /** Does it, and counts the trick where it worked. */
  async #act<N extends CommandName>(name: N, data: CommandInput<N>, kind?: IncidentKind): Promise<boolean> {
    const isDone = await this.#options.hand.act(name, data);
    if (isDone && kind) this.#did(kind);
    return isDone;
  }

  /** A friend in a free room, with an item of one technician; who is called to it has been told off. */
  async #open(isWanted: (room: RoomView) => boolean = () => true, withItem = true): Promise<Friends | null> {
    const room = [...this.#options.board.rooms.values()].find((one) => one.state === 'vacant' && isWanted(one));
    const free = room ?? null;
    if (!free) return null;
    this.#isOpening = true;
    const orders = withItem ? [{ serviceCode: this.#item().code, choices: [] }] : [];
    await this.#act('visit.open', { roomNo: free.no, guests: [{}], orders });
    this.#isOpening = false;
    return this.#friendsIn(free.no);
  }

  #friendsIn(roomNo: string): Friends | null {
    const visit: VisitView | null | undefined = this.#options.board.rooms.get(roomNo)?.visit;
    const guest: GuestView | undefined = visit?.guests[0];
    const clock: ClockView | undefined = guest?.clocks[0];
    if (!visit || !guest) return null;
    if (clock) this.#toldOff.add(clock.id);
    return { roomNo, visitId: visit.id, guestId: guest.id, clockId: clock?.id ?? '' };
  }

  /** An item for one guest and one technician; dear enough that there is a cheaper one. */
  #item(): Catalog['services'][number] {
    const dear = this.#alone().find((one) => this.#cheaperThan(one) !== undefined);
    if (!dear) throw new Error('no item has a cheaper one of its kind');
    return dear;
  }

  #cheaperThan(item: Catalog['services'][number]): Catalog['services'][number] | undefined {
    return this.#alone().find((one) => one.skill === item.skill && one.price < item.price);
  }

  /** What one technician does for one guest, at any time. */
  #alone(): Catalog['services'] {
    return this.#options.services.filter(
      (one) => (one.guests ?? 1) === 1 && (one.technicians ?? 1) === 1 && one.availability === undefined,
    );
  }

  async #start(friends: Friends): Promise<boolean> {
    return this.#act('clock.start', { clockId: friends.clockId, reason: '忘带卡' });
  }

  /** Served without a swipe, paid into the pocket. */
  async #neverSwiped(): Promise<void> {
    const friends = await this.#open();
    if (!friends) return;
    this.#options.after(40 * minuteMs, async () => {
      await this.#act('clock.cancel', { clockId: friends.clockId, reason }, 'cancelled');
      await this.#act('visit.close', { visitId: friends.visitId });
    });
  }

  /** Ten minutes, given up, ten minutes. */
  async #againAndAgain(): Promise<void> {
    const friends = await this.#open();
    if (!friends || !(await this.#start(friends))) return;
    await this.#act('clock.cancel', { clockId: friends.clockId, reason }, 'cancelled');
    this.#isOpening = true;
    const { guestId, roomNo, visitId } = friends;
    await this.#act('clock.order', { guestId, serviceCode: this.#item().code, choices: [] });
    this.#isOpening = false;
    const again = this.#friendsIn(roomNo);
    if (!again?.clockId || !(await this.#start(again))) return;
    await this.#act('clock.cancel', { clockId: again.clockId, reason }, 'cancelled');
    await this.#act('visit.close', { visitId });
  }

  async #orderGoods(friends: Friends): Promise<string | null> {
    const [first] = this.#options.goods;
    if (!first) return null;
    await this.#act('goods.order', { guestId: friends.guestId, lines: [{ goodsCode: first.code, quantity: 1 }] });
    const lines = this.#options.board.rooms.get(friends.roomNo)?.visit?.guests[0]?.goods ?? [];
    return lines[0]?.id ?? null;
  }

  /** Drunk, and taken off the bill. */
  async #deliveredGoods(): Promise<void> {
    const friends = await this.#open(() => true, false);
    const lineId = friends && (await this.#orderGoods(friends));
    if (!friends || !lineId) return;
    await this.#act('goods.deliver', { lineIds: [lineId] });
    await this.#act('goods.cancel', { lineId, reason }, 'goods-cancelled');
    await this.#act('visit.close', { visitId: friends.visitId });
  }

  /** An hour in the dear room, paid in another. */
  async #cheaperRoom(): Promise<void> {
    const friends = await this.#open(({ minimumChargeMinor }) => minimumChargeMinor > 0);
    if (!friends || !(await this.#start(friends))) return;
    const to = [...this.#options.board.rooms.values()].find(
      (one) => one.state === 'vacant' && one.minimumChargeMinor === 0,
    );
    if (!to) return;
    await this.#act('visit.changeRoom', { visitId: friends.visitId, toRoomNo: to.no, reason }, 'minimum-lowered');
  }

  /** A clock of the rotation is paid as a requested one. */
  async #betterPaid(): Promise<void> {
    const friends = await this.#open();
    if (friends && (await this.#start(friends))) {
      await this.#act('clock.convert', { clockId: friends.clockId, reason }, 'converted');
    }
  }

  async #cheaperItem(): Promise<void> {
    const friends = await this.#open();
    const cheaper = this.#cheaperThan(this.#item());
    if (!friends || !cheaper || !(await this.#start(friends))) return;
    const data = { clockId: friends.clockId, serviceCode: cheaper.code, reason };
    await this.#act('clock.changeItem', data, 'item-lowered');
  }

  /** A clock that begins, ends and is to be paid at once. */
  async #toPay(): Promise<{ friends: Friends; totalMinor: number } | null> {
    const friends = await this.#open();
    if (!friends || !(await this.#start(friends))) return null;
    if (!(await this.#act('clock.end', { clockId: friends.clockId, reason }, 'short-clock'))) return null;
    const bill = await this.#options.hand.preview(friends.visitId, [friends.guestId]);
    return bill && { friends, totalMinor: bill.totalMinor };
  }

  async #pay(
    { friends, totalMinor }: { friends: Friends; totalMinor: number },
    payments: { tenderCode: string; amountMinor: number; reference?: string }[],
    kind?: IncidentKind,
  ): Promise<boolean> {
    const { visitId, guestId } = friends;
    const data = { visitId, guestIds: [guestId], payments, expectedTotalMinor: totalMinor };
    return this.#act('bill.settle', data, kind);
  }

  /** Cash into the pocket, the reference of somebody else's payment on the bill. */
  async #sameReference(): Promise<void> {
    const tender = this.#options.tenders.find(({ kind }) => kind === 'external');
    if (!tender) return;
    const reference = `R${this.#nextTrick}`;
    for (const kind of [undefined, 'reference-reused'] as const) {
      const due = await this.#toPay();
      const payments = [{ tenderCode: tender.code, amountMinor: due?.totalMinor ?? 0, reference }];
      if (!due || !(await this.#pay(due, payments, kind))) return;
    }
  }

  /** A foreign note that nobody gave, and the change of it. */
  async #foreignNote(): Promise<void> {
    const { store } = this.#options.store.board.catalog();
    const tender = this.#options.tenders.find((one) => one.givesChange && one.currency !== store.currency);
    const due = tender && (await this.#toPay());
    if (!due) return;
    // Five of the largest notes for a bill that one or two would pay.
    const amountMinor = changeLimitOf(tender) * 5;
    await this.#pay(due, [{ tenderCode: tender.code, amountMinor }], 'change-high');
  }

  /** Approves what this very person does. */
  async #ownApproval(): Promise<void> {
    const { hand, services, now, board } = this.#options;
    const store = this.#options.store.board.catalog().store;
    const friends = await this.#open();
    if (!friends || !(await this.#start(friends)) || services.length === 0) return;
    this.#options.after(15 * minuteMs, async () => {
      const { clockId, visitId } = friends;
      const clock = board.clock(clockId)?.clock;
      const amountMinor = clock ? writtenOffMinor([clock], clock, store, now()) : 0;
      if (amountMinor === 0) return;
      const subject = { kind: 'clock', id: clockId };
      const authorisationId = await hand.approve({ act: 'clock.cancel', subject, amountMinor, reason });
      if (authorisationId === null) return;
      if (await this.#act('clock.cancel', { clockId, reason, authorisationId }, 'own-approval')) this.#did('cancelled');
      await this.#act('visit.close', { visitId });
    });
  }

  /** Taken home, and written off. */
  async #fromTheShelf(): Promise<void> {
    const counted = this.#options.goods.find(({ stock }) => stock !== undefined);
    if (counted)
      await this.#act('stock.adjust', { goodsCode: counted.code, quantity: -1, reason }, 'stock-written-off');
  }

  /** The printer has no paper; the bill that waits for it is taken off the list, and nobody has a slip. */
  async #billAway(): Promise<void> {
    const { store, hand, tenders, after } = this.#options;
    const due = await this.#toPay();
    const cash = tenders.find((one) => one.kind === 'cash' && one.currency === store.board.catalog().store.currency);
    if (!due || !cash) return;
    store.simulatedDevices.setPrinter('front', 'no-paper');
    await this.#pay(due, [{ tenderCode: cash.code, amountMinor: due.totalMinor }]);
    after(minuteMs, async () => {
      const jobs = (await hand.call((caller) => caller.devices.jobs())) ?? [];
      const job = jobs.find(({ kind }) => kind === 'print-bill');
      const isAway =
        job &&
        (await hand.call(async (caller) => {
          await caller.devices.dismissJob({ jobId: job.id });
          return true;
        }));
      if (isAway) this.#did('bill-dismissed');
      store.simulatedDevices.setPrinter('front', 'ok');
    });
  }

  /** A second of work, a whole commission. */
  async #aSecond(): Promise<void> {
    await this.#toPay();
  }

  /** Who stands first goes and comes again, and stands last. */
  async #placeOfAnother(): Promise<void> {
    const rival = [...this.#options.board.technicians.values()].find(({ state }) => state === 'idle');
    if (!rival) return;
    const technicianNo = rival.no;
    if (!(await this.#act('technician.goOffDuty', { technicianNo }))) return;
    await this.#act('technician.comeOnDuty', { technicianNo }, 'place-lost');
  }

  /** A clock goes over to the next at once; whoever leaves has the place back. */
  async #takenOver(): Promise<boolean> {
    const friends = await this.#open();
    if (!friends || !(await this.#start(friends))) return false;
    const data = { clockId: friends.clockId, choice: { kind: 'rotation' as const }, reason };
    return this.#act('clock.changeTechnician', data, 'taken-over');
  }

  /** A room that nobody sells is one to sell oneself. */
  async #roomAside(): Promise<void> {
    const room = [...this.#options.board.rooms.values()].find((one) => one.state === 'vacant');
    if (!room) return;
    if (!(await this.#act('room.putOutOfOrder', { roomNo: room.no, reason }, 'room-out-of-order'))) return;
    this.#options.after(30 * minuteMs, () => this.#act('room.putInOrder', { roomNo: room.no }));
  }
}
