import { minuteMs } from '../../core/kernel/time.ts';
import type { SimulatedScheduler } from '../../hardware/sim/simulated-scheduler.ts';
import type { RoomView } from '../../host/parts/rooms/views.ts';
import type { Catalog } from '../../host/parts/site/views.ts';
import type { BoardChange } from '../../host/screens/views.ts';
import { uuidV7 } from '../../host/store/ids.ts';
import type { RunningStore } from '../../host/store/running-store.ts';
import { Bookings } from './bookings.ts';
import { Chance } from './chance.ts';
import { Cheat, type CheatOptions } from './cheat.ts';
import { DayBoard } from './day-board.ts';
import { type Asked, DeskHand } from './desk-hand.ts';
import { type Party, partiesOf, roomFor, roomfuls, wishesOf } from './guests.ts';
import { chancesOf, type DayHabits } from './habits.ts';
import { Incidents } from './incidents.ts';
import { ManagerHand } from './manager-hand.ts';
import { StaffAtWork } from './staff-at-work.ts';
import { TerminalHand } from './terminal-hand.ts';

export interface SimulatedDayOptions {
  store: RunningStore;
  scheduler: SimulatedScheduler;
  seed: number;
  /** UTC ms. Guests come until three hours before the end. */
  opensAt: number;
  endsAt: number;
  habits?: DayHabits;
  /** Told of every desk command that was answered: the test that kills the store remembers them. */
  onActed?(commandId: string): void;
  /** Told of the last journal row of everything the screens are told: nothing of it may be lost afterwards. */
  onSeen?(seq: number): void;
}

/** Sooner than any screen locks itself by default. */
const touchEveryMs = 4 * minuteMs;

/**
 * One business day of a store: guests, receptionists, technicians, cashiers, cleaners, a cook, and things that go
 * wrong. Everybody works through the store's own doors: cards and keys at simulated terminals as real bytes, desk
 * acts as the screens' calls. May be begun on a store in any state, as after a power cut.
 */
export class SimulatedDay {
  readonly refusals: Record<string, number> = {};
  readonly hand: TerminalHand;
  readonly cheat: Cheat;
  readonly #options: SimulatedDayOptions;
  readonly #chance: Chance;
  readonly #board = new DayBoard();
  readonly #catalog: Catalog;
  readonly #terminalOfRoom = new Map<string, string>();
  readonly #desk: DeskHand;
  readonly #staff: StaffAtWork;
  readonly #bookings: Bookings;
  readonly #faults: unknown[] = [];

  constructor(options: SimulatedDayOptions) {
    const { store, scheduler, seed } = options;
    this.#options = options;
    this.#chance = new Chance(seed);
    this.#catalog = store.board.catalog();
    const idChance = new Chance(seed ^ 0x5eed);
    const hands = {
      newId: () => uuidV7(scheduler.wallNow(), (count) => idChance.bytes(count)),
      onRefused: (code: string) => this.#count(code),
      onActed: (commandId: string) => options.onActed?.(commandId),
      seen: () => new Promise<void>((resolve) => void scheduler.setTimeout(resolve, 20)),
    };
    const manager = new ManagerHand(store, 'office', hands);
    const asking = { ...hands, askManager: (approval: Asked) => manager.approve(approval) };
    this.#desk = new DeskHand(store, 'front-desk', asking);
    const cashier = new DeskHand(store, 'cashier', asking);
    const kitchen = new DeskHand(store, 'kitchen', asking);
    this.hand = new TerminalHand(store, scheduler);
    let reader = '';
    for (const { id, roomNo } of store.simulatedDevices.view().terminals) {
      if (roomNo === null) reader = id;
      else this.#terminalOfRoom.set(roomNo, id);
    }
    const common = {
      board: this.#board,
      chance: this.#chance,
      desk: this.#desk,
      services: this.#catalog.services,
      now: () => scheduler.wallNow(),
      after: (delayMs: number, task: () => unknown) => this.#after(delayMs, task),
    };
    const terminalOf = (roomNo: string) => this.#terminalOfRoom.get(roomNo) ?? null;
    this.#bookings = new Bookings(common);
    this.cheat = this.#cheatWith(new ManagerHand(store, 'desk-2', asking), common);
    this.#staff = new StaffAtWork({
      ...common,
      incidents: new Incidents({
        ...common,
        hand: this.hand,
        manager,
        terminalOf,
        cancelGraceMinutes: this.#catalog.store.cancelGraceMinutes,
        toRoomMinutes: this.#catalog.store.toRoomMinutes,
      }),
      chances: chancesOf(options.habits ?? {}),
      hand: this.hand,
      cashier,
      kitchen,
      goods: this.#catalog.goods,
      tenders: this.#catalog.tenders.filter(
        (tender) => tender.usable && tender.currency === this.#catalog.store.currency,
      ),
      isIgnored: (clockId) => this.cheat.hasToldOff(clockId),
      terminalOf,
      reader,
    });
    this.#board.load(store.board.snapshot());
    store.board.onChange((change) => this.#see(change));
    this.#signIns = async () => {
      await this.#desk.signIn('R01', '0000');
      await cashier.signIn('C01', '0000');
      await kitchen.signIn('K01', '0000');
      await manager.signIn('M01', '0000');
      for (const hand of [this.#desk, cashier, kitchen, manager]) this.#stay(hand);
    };
  }

  readonly #signIns: () => Promise<void>;

  /** Somebody with draws of an own seed, so that the day of everybody else is as without. */
  #cheatWith(hand: ManagerHand, common: Pick<CheatOptions, 'board' | 'services' | 'now' | 'after'>): Cheat {
    const { store, seed, habits } = this.#options;
    const { tenders, goods } = this.#catalog;
    return new Cheat({
      ...common,
      ...{ store, hand, tenders, goods },
      chance: new Chance(seed ^ 0xc4ea7),
      share: habits?.cheat ?? 0,
      stay: (at) => this.#stay(at),
    });
  }

  /** Runs the day to its end. Throws the first fault anybody met: a refusal is none. */
  async run(): Promise<void> {
    await this.begin();
    await this.runUntil(this.#options.endsAt);
  }

  /** Everybody comes and sets out to do what is theirs; call it once, then let time pass. */
  async begin(): Promise<void> {
    const { scheduler, opensAt, endsAt } = this.#options;
    await this.#signIns();
    this.#staff.comeToWork(opensAt, endsAt);
    this.#staff.takeUp();
    const now = scheduler.wallNow();
    for (const party of partiesOf(this.#chance, opensAt + 75 * minuteMs, endsAt - 180 * minuteMs)) {
      if (party.atMs >= now) this.#after(party.atMs - now, () => this.#comeIn(party));
    }
    if (now <= opensAt + minuteMs) this.#bookings.takeCalls(opensAt + 120 * minuteMs, endsAt - 200 * minuteMs);
    await this.cheat.begin(opensAt + 90 * minuteMs, endsAt - 200 * minuteMs);
    this.#tryTerminals(opensAt, now);
    this.#breakThings(opensAt, now);
  }

  /** Somebody is at this screen all day, and touches it before it locks itself. */
  #stay(hand: DeskHand): void {
    this.#after(touchEveryMs, async () => {
      await hand.touch();
      this.#stay(hand);
    });
  }

  /** Lets time pass until an instant (UTC ms). Throws as `run`. */
  async runUntil(at: number): Promise<void> {
    const { scheduler } = this.#options;
    await scheduler.run(scheduler.now() + Math.max(0, at - scheduler.wallNow()));
    const [fault] = this.#faults;
    if (fault !== undefined) throw fault;
  }

  /** A party comes in; what does not fit into one room takes more, and belongs together. */
  async #comeIn(party: Party): Promise<void> {
    const largestBeds = Math.max(...[...this.#board.rooms.values()].map((room) => room.beds));
    let partyOf: string | undefined;
    for (const part of roomfuls(party, largestBeds)) {
      const roomNo = await this.#arrive(partyOf === undefined ? part : { ...part, partyOf }, 8);
      partyOf ??= this.#board.rooms.get(roomNo ?? '')?.visit?.id;
    }
  }

  /** A party asks for a room; without one it waits five minutes, so many times. The room it was opened in at once. */
  async #arrive(party: Party, patience: number): Promise<string | null> {
    const room = roomFor(this.#chance, this.#board.rooms.values(), party.size);
    if (!room) {
      if (patience > 0) this.#after(5 * minuteMs, () => this.#arrive(party, patience - 1));
      return null;
    }
    const { services, store, wristbands } = this.#catalog;
    const at = this.#options.scheduler.wallNow();
    const { technicians } = this.#board;
    const wishes = wishesOf(this.#chance, room, party.size, services, technicians.values(), at, store.timeZone);
    if (wishes.length === 0) {
      if (patience > 0) this.#after(10 * minuteMs, () => this.#arrive(party, patience - 1));
      return null;
    }
    const bands = this.#board.freeWristbands(wristbands);
    const { partyOf } = party;
    const areStillHere = [...this.#board.rooms.values()].some(({ visit }) => visit?.id === partyOf);
    // A terminal knows nothing of others who came along.
    if (partyOf === undefined && this.#chance.is(0.3) && this.#openAtTerminal(room, party, wishes[0])) return null;
    const isOpened = await this.#desk.act('visit.open', {
      roomNo: room.no,
      ...(partyOf !== undefined && areStillHere ? { partyOf } : {}),
      guests: wishes.map((_, index) => (bands[index] === undefined ? {} : { wristbandNo: bands[index] })),
      orders: wishes,
    });
    // Somebody else was quicker, or the item is not to be had: the party asks again.
    if (!isOpened && patience > 0) {
      this.#after(minuteMs, () => this.#arrive(party, patience - 1));
    }
    return room.no;
  }

  /** Everybody in the party has the same when a room is opened at its terminal. */
  #openAtTerminal(
    room: RoomView,
    party: Party,
    wish: { serviceCode: string; choices: readonly { kind: string; technicianNo?: string }[] } | null | undefined,
  ): boolean {
    const terminalId = this.#terminalOfRoom.get(room.no);
    const guests = this.#catalog.services.find(({ code }) => code === wish?.serviceCode)?.guests ?? 1;
    // A terminal is told a number; who was picked or called in is ordered at the desk.
    const [choice] = wish?.choices ?? [];
    if (choice !== undefined && choice.kind !== 'requested') return false;
    if (!wish || terminalId === undefined || party.size % guests !== 0) return false;
    const cardId = `staff:${this.#chance.pick(['R02', 'R03', 'W01', 'W02', 'M01'])}`;
    const technicianNo = wish.choices[0]?.technicianNo ?? '';
    const keys = `${party.size}#${wish.serviceCode}#${technicianNo}##`;
    if (!this.hand.swipe(terminalId, cardId, keys)) return false;
    // If it came to nothing (a typing mistake, somebody went off duty), the desk opens a room after all.
    this.#after(keys.length * 1_500 + 20_000, () => {
      if (this.#board.rooms.get(room.no)?.visit === null) return this.#arrive(party, 2);
      return undefined;
    });
    return true;
  }

  /** Before the guests come a waiter goes from room to room and sees that every terminal answers. */
  #tryTerminals(opensAt: number, now: number): void {
    [...this.#terminalOfRoom.values()].forEach((terminalId, index) => {
      const atMs = opensAt + (10 + index * 1.5) * minuteMs;
      if (atMs > now) this.#after(atMs - now, () => void this.hand.swipe(terminalId, 'staff:W03', '*'));
    });
  }

  /** What goes wrong on any day: a terminal loses its plug, a printer is off, strange cards are tried. */
  #breakThings(opensAt: number, now: number): void {
    const { store } = this.#options;
    const at = (minutes: number, task: () => unknown) => {
      const delayMs = opensAt + minutes * minuteMs - now;
      if (delayMs > 0) this.#after(delayMs, task);
    };
    const victim = this.#chance.pick([...this.#terminalOfRoom.values()]);
    at(390, () => store.simulatedDevices.setPlugged(victim, false));
    at(412, () => store.simulatedDevices.setPlugged(victim, true));
    at(600, () => store.simulatedDevices.setPrinter('bar', 'off'));
    at(640, () => store.simulatedDevices.setPrinter('bar', 'ok'));
    at(700, () => store.simulatedDevices.setPrinter('clock-room', 'no-paper'));
    at(706, () => store.simulatedDevices.setPrinter('clock-room', 'ok'));
    for (let index = 0; index < 12; index += 1) {
      const terminalId = this.#chance.pick([...this.#terminalOfRoom.values()]);
      const card = index % 3 === 0 ? 'wristband:7' : 'unknown';
      at(90 + this.#chance.between(0, 800), () => void this.hand.swipe(terminalId, card));
    }
  }

  #see(change: BoardChange): void {
    try {
      this.#board.apply(change);
      this.#options.onSeen?.(change.seq);
      this.#staff.see(change);
    } catch (error) {
      this.#faults.push(error);
    }
  }

  #count(code: string): void {
    this.refusals[code] = (this.refusals[code] ?? 0) + 1;
  }

  #after(delayMs: number, task: () => unknown): void {
    this.#options.scheduler.setTimeout(() => {
      Promise.resolve()
        .then(task)
        .catch((error: unknown) => this.#faults.push(error));
    }, delayMs);
  }
}
