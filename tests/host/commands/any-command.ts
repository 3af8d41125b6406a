import fc from 'fast-check';
import { type Clock, isOpen } from '../../../core/model/clocks/clock.ts';
import { clocksAround, writtenOffMinor } from '../../../core/model/clocks/giving-up.ts';
import type { CommandInput, CommandName } from '../../../core/model/commands.ts';
import { isPresent } from '../../../core/model/visits/visit.ts';
import { billDue } from '../../../core/rules/bills/decide.ts';
import type { ApprovedClockAct } from '../../../core/rules/clocks/approvals.ts';
import { openServiceCalls } from '../../../db/parts/service-calls/queries.ts';
import { openVisits } from '../../../db/queries/board.ts';
import { exampleSite } from '../../db/shop-day.ts';
import { TestStore } from '../test-store.ts';
import { anyReservation } from './any-reservation.ts';
import { anySetting } from './any-setting.ts';

/** `actor`: who sends it, where it is not the receptionist. */
export type AnyCommand = { [N in CommandName]: { name: N; data: CommandInput<N>; actor?: string } }[CommandName];

const technicians = ['1', '2', '3', '4', '88', '51', '52', '53', '81'];
const rooms = ['201', '202', '301', '401'];
const services = ['101', '104', '105', '201', '206', '204'];
const goodsCodes = ['D01', 'S03', 'F01'];
const bands = ['1', '2', '3'];
const queueIds = ['foot', 'massage/F', 'massage/M', 'spa'];
const reason = 'because';

/** How often each kind of command is tried: what moves a day on more often than what disturbs it. */
const weights = {
  open: 4,
  order: 3,
  start: 6,
  end: 4,
  extend: 3,
  cancel: 2,
  callAgain: 1,
  change: 3,
  after: 2,
  convert: 1,
  item: 2,
  room: 3,
  guest: 3,
  goods: 3,
  goodsLine: 2,
  stock: 1,
  settle: 3,
  show: 1,
  clean: 3,
  order2: 1,
  duty: 3,
  move: 2,
  remind: 1,
  service: 2,
  close: 1,
  swipe: 1,
  staff: 1,
  handBack: 4,
  rechoose: 2,
  late: 1,
  overrun: 1,
  undo: 1,
  reserve: 5,
  card: 1,
  setting: 3,
  cheaper: 2,
  wish: 2,
} as const;
type Kind = keyof typeof weights;
const kinds = (Object.keys(weights) as Kind[]).flatMap((kind) => Array<Kind>(weights[kind]).fill(kind));

/** One step of a random day: what, how long after the one before, and the numbers that choose. */
export const step = fc.record({
  kind: fc.constantFrom(...kinds),
  // Now and then hours pass: days go over the cut-over.
  minutes: fc.constantFrom(0, 0, 0, 0, 1, 1, 3, 3, 7, 7, 20, 20, 150),
  numbers: fc.array(fc.nat(10_000), { minLength: 8, maxLength: 8 }),
});
export type Step = { kind: Kind; minutes: number; numbers: number[] };

/**
 * A store with few technicians on duty, one of them in three groups, a small daily cap and a short rest, so that a
 * random day meets every limit.
 */
export function smallStore(): TestStore {
  const site = exampleSite();
  const rotation = site.rotation.map((entry) => ({ ...entry, dailyCap: 4 }));
  const store = new TestStore({
    ...site,
    rotation,
    technicians: site.technicians.map((one) =>
      one.no === '81' ? { ...one, groups: ['spa', 'foot', 'massage'], skills: ['spa', 'foot', 'massage'] } : one,
    ),
    store: { ...site.store, restMinutes: 5, autoExtend: { enabled: true, afterMinutes: 5 } },
  });
  store.onDuty('1', '2', '3', '51', '52', '81');
  return store;
}

/** What a manager has just approved, done; null where nothing is approved. */
function approvedAct({ state, db, at }: TestStore): AnyCommand | null {
  const approval = db.read.get<{ id: string; act: ApprovedClockAct; subject: string }>(
    'SELECT id, act, subject FROM authorisations WHERE usedAt IS NULL AND expiresAt >= ? ORDER BY givenAt DESC, id',
    at,
  );
  if (!approval) return null;
  const { id: authorisationId, act: name, subject: clockId } = approval;
  if (name !== 'clock.changeItem') return { name, data: { clockId, reason, authorisationId } };
  return { name, data: { clockId, serviceCode: cheaperThan(state.clocks.byId(clockId)), authorisationId } };
}

/** An item of the same kind that costs less. */
function cheaperThan(clock: Pick<Clock, 'serviceCode'> | null): string {
  return clock?.serviceCode.startsWith('1') ? '105' : '205';
}

/** A command that somebody could send now, sensible or not; null when the step finds nothing to do it to. */
export function commandOf(store: TestStore, { kind, numbers }: Step): AnyCommand | null {
  const approved = (numbers.at(-1) ?? 0) % 3 > 0 ? approvedAct(store) : null;
  if (approved) return approved;
  const { state, db } = store;
  const left = [...numbers];
  // A step that chooses more often than it has numbers goes on with what follows from them.
  let spare = numbers.reduce((sum, number) => Math.imul(sum, 31) + number, 7) >>> 0;
  const next = () => {
    spare = (Math.imul(spare, 1_664_525) + 1_013_904_223) >>> 0;
    return spare >>> 8;
  };
  const pick = (count: number) => (left.shift() ?? next()) % count;
  const of = <T>(list: readonly T[]): T | undefined => (list.length === 0 ? undefined : list[pick(list.length)]);
  const visit = of(openVisits(db.read));
  const visitId = visit?.visit.id ?? '';
  const present = visit?.guests.filter(isPresent) ?? [];
  const everybody = present.map(({ id }) => id);
  const guest = of(present);
  const mains = visit?.clocks.filter(({ parentId }) => parentId === null) ?? [];
  const opened = mains.filter(isOpen);
  const clock = of(opened.length > 0 && pick(4) > 0 ? opened : mains);
  const roomNo = of(rooms) ?? '201';
  const technicianNo = of(technicians) ?? '1';
  const gender = of(['F', 'M', undefined] as const);
  const numbered = pick(3) === 0;
  const numberedAs = of(['requested', 'requested', 'picked', 'call', 'converted'] as const) ?? 'requested';
  const byRotation = { kind: 'rotation' as const, ...(gender === undefined ? {} : { gender }) };
  const choice = numbered ? { kind: numberedAs, technicianNo } : byRotation;
  const band = of(bands);
  switch (kind) {
    case 'open': {
      const guests = band === undefined || pick(2) === 0 ? [{}, {}] : [{ wristbandNo: band }];
      const first = { serviceCode: of(services) ?? '101', choices: [choice] };
      const next = { serviceCode: of(services) ?? '105', choices: pick(2) === 0 ? [] : [{ kind: 'same' as const }] };
      const order = pick(3) === 0 ? { ...first, next } : first;
      return { name: 'visit.open', data: { roomNo, guests, orders: pick(5) === 0 ? [] : [order] } };
    }
    case 'order':
    case 'order2': {
      if (!guest) return null;
      const otherGuestIds = kind === 'order2' ? everybody.filter((id) => id !== guest.id) : [];
      const serviceCode = kind === 'order2' ? '104' : (of(services) ?? '101');
      return { name: 'clock.order', data: { guestId: guest.id, serviceCode, choices: [choice], otherGuestIds } };
    }
    case 'start': {
      const called = of(mains.filter((one) => one.state === 'called')) ?? clock;
      if (!called) return null;
      const atRoomNo = pick(6) === 0 ? roomNo : called.roomNo;
      return { name: 'clock.start', data: { clockId: called.id, atRoomNo } };
    }
    case 'end': {
      const running = of(mains.filter((one) => one.state === 'started')) ?? clock;
      if (!running) return null;
      return { name: 'clock.end', data: { clockId: running.id, ...(pick(4) === 0 ? {} : { reason }) } };
    }
    case 'extend':
      return clock ? { name: 'clock.extend', data: { clockId: clock.id, units: 1 + pick(3) } } : null;
    case 'cancel':
      return clock ? cancelOf(store, clock, pick(4)) : null;
    case 'callAgain':
      return clock ? { name: 'clock.callAgain', data: { clockId: clock.id } } : null;
    case 'change': {
      if (!clock) return null;
      const kind = numberedAs === 'converted' ? 'picked' : numberedAs;
      const successor = numbered ? { kind, technicianNo } : byRotation;
      return { name: 'clock.changeTechnician', data: { clockId: clock.id, choice: successor, reason } };
    }
    case 'after': {
      if (!clock) return null;
      const own = present.find(({ id }) => id === clock.guestId) ?? guest;
      const next = {
        serviceCode: of(services) ?? '101',
        choices: [pick(2) === 0 ? { kind: 'same' as const } : choice],
      };
      return own ? { name: 'clock.order', data: { ...next, guestId: own.id, after: clock.id } } : null;
    }
    case 'convert':
      return clock ? { name: 'clock.convert', data: { clockId: clock.id, reason } } : null;
    case 'item':
      return clock
        ? { name: 'clock.changeItem', data: { clockId: clock.id, serviceCode: of(services) ?? '101' } }
        : null;
    case 'room':
      if (!visit) return null;
      if (!guest || pick(2) === 0) return { name: 'visit.changeRoom', data: { visitId, toRoomNo: roomNo } };
      return { name: 'visit.changeRoom', data: { visitId, toRoomNo: roomNo, guestIds: [guest.id] } };
    case 'guest':
      if (!visit || !guest) return null;
      if (pick(4) === 0) return { name: 'visit.removeGuest', data: { guestId: guest.id, reason } };
      if (pick(2) === 0) return { name: 'visit.addGuest', data: { visitId } };
      return {
        name: 'visit.setWristband',
        data: { guestId: guest.id, wristbandNo: pick(3) === 0 ? null : (band ?? null) },
      };
    case 'goods': {
      if (!guest) return null;
      const line = { goodsCode: of(goodsCodes) ?? 'D01', quantity: 1 + pick(3) };
      return { name: 'goods.order', data: { guestId: guest.id, lines: [line, { goodsCode: 'D02', quantity: 1 }] } };
    }
    case 'goodsLine': {
      const line = of(visit?.goods ?? []);
      if (!line) return null;
      if (pick(2) === 0) return { name: 'goods.deliver', data: { lineIds: [line.id] } };
      return { name: 'goods.cancel', data: { lineId: line.id, reason } };
    }
    case 'stock':
      return { name: 'stock.adjust', data: { goodsCode: of(goodsCodes) ?? 'D01', quantity: pick(9) - 4, reason } };
    case 'settle': {
      if (!visit || !guest) return null;
      const guestIds = pick(2) === 0 ? [guest.id] : everybody;
      const { totalMinor } = billDue(state, visitId, guestIds);
      const cash = { tenderCode: of(['cash-hkd', 'cash-cny']) ?? '', amountMinor: 200_000 };
      const payments = pick(5) === 0 ? [{ tenderCode: 'wechat', amountMinor: totalMinor, reference: 'W1' }] : [cash];
      const expectedTotalMinor = pick(9) === 0 ? totalMinor + 100 : totalMinor;
      return { name: 'bill.settle', data: { visitId, guestIds, payments, expectedTotalMinor } };
    }
    case 'show':
      return visit ? { name: 'bill.show', data: { visitId, guestIds: everybody.slice(0, 40) } } : null;
    case 'clean':
      if (pick(5) > 0) return { name: 'room.clean', data: { roomNo } };
      return state.rooms.byNo(roomNo)?.outOfOrder === null
        ? { name: 'room.putOutOfOrder', data: { roomNo, reason } }
        : { name: 'room.putInOrder', data: { roomNo } };
    case 'duty': {
      const { duty } = state.technicians.byNo(technicianNo) ?? { duty: 'off' };
      if (duty === 'off') return { name: 'technician.comeOnDuty', data: { technicianNo } };
      if (duty === 'resting') return { name: 'technician.comeBack', data: { technicianNo } };
      return { name: pick(2) === 0 ? 'technician.goOffDuty' : 'technician.rest', data: { technicianNo } };
    }
    case 'move': {
      const queueId = of(queueIds) ?? 'foot';
      const place = of(state.rotation.queue(queueId));
      const data = { queueId, technicianNo: place?.technicianNo ?? technicianNo, position: 1 + pick(6), reason };
      return { name: 'rotation.move', data };
    }
    case 'remind':
      return { name: 'clock.remindDue', data: {} };
    case 'service': {
      const call = of(openServiceCalls(db.read));
      if (call && pick(2) === 0) return { name: 'service.answer', data: { callId: call.id } };
      return { name: 'service.call', data: { roomNo } };
    }
    case 'close':
      return visit ? { name: 'visit.close', data: { visitId } } : null;
    case 'swipe': {
      const data = { place: `room ${roomNo}`, roomNo, card: '04FFFFFFFFFFFF', who: null, code: 'CARD_UNKNOWN' };
      return { name: 'swipe.refuse', data };
    }
    case 'handBack': {
      const called = of(mains.filter((one) => one.state === 'called')) ?? clock;
      if (!called) return null;
      const name = pick(2) === 0 ? ('clock.refuse' as const) : ('clock.replaceLate' as const);
      const approval = db.read.get<{ id: string }>(
        'SELECT id FROM authorisations WHERE subject = ? AND act = ? ORDER BY usedAt IS NULL DESC, givenAt DESC',
        called.id,
        name,
      );
      if (!approval) {
        const give = {
          act: name,
          subject: { kind: 'clock', id: called.id },
          reason,
          how: 'pin' as const,
          askedBy: 'R01',
        };
        return { name: 'authorisation.give', data: give, actor: pick(4) === 0 ? 'R01' : 'M01' };
      }
      const successor = pick(2) === 0 ? { choice: byRotation } : {};
      return { name, data: { clockId: called.id, reason, authorisationId: approval.id, ...successor } };
    }
    case 'rechoose': {
      const waiting = of(mains.filter((one) => one.state === 'ordered')) ?? clock;
      const kind = numberedAs === 'converted' ? 'picked' : numberedAs;
      const successor = numbered ? { kind, technicianNo } : byRotation;
      return waiting ? { name: 'clock.rechoose', data: { clockId: waiting.id, choice: successor } } : null;
    }
    case 'late':
      return { name: 'clock.noticeLate', data: {} };
    case 'overrun':
      return { name: 'clock.extendOverrun', data: {} };
    case 'undo': {
      const extensions = visit?.clocks.filter(({ parentId }) => parentId !== null) ?? [];
      const extension = of(extensions.filter(({ automatic }) => automatic)) ?? of(extensions);
      return extension ? { name: 'clock.undoExtension', data: { clockId: extension.id, reason } } : null;
    }
    case 'cheaper': {
      const dear = of(mains.filter((one) => isOpen(one) && one.pairOf === null && one.priceMinor > 6_800));
      if (!dear) return null;
      const act = 'clock.changeItem' as const;
      const serviceCode = cheaperThan(dear);
      const lessMinor = dear.priceMinor - (state.site.services.get(serviceCode)?.price ?? 0);
      const approval = db.read.get<{ id: string }>(
        'SELECT id FROM authorisations WHERE subject = ? AND act = ? ORDER BY usedAt IS NULL DESC, givenAt DESC',
        dear.id,
        act,
      );
      if (approval) return { name: act, data: { clockId: dear.id, serviceCode, authorisationId: approval.id } };
      const give = {
        act,
        subject: { kind: 'clock', id: dear.id },
        amountMinor: lessMinor,
        reason,
        how: 'pin' as const,
        askedBy: 'R01',
      };
      return { name: 'authorisation.give', data: give, actor: 'M01' };
    }
    case 'setting':
      return anySetting(store, numbers);
    case 'reserve':
      return anyReservation(store, numbers);
    case 'card': {
      const who = { holder: 'technician' as const, no: of(technicians) ?? '1' };
      const card = `04${String(10_000 + pick(500)).padStart(12, '0')}`;
      if (pick(3) === 0) return { name: 'card.replace', data: { ...who, card }, actor: 'M01' };
      return { name: pick(2) === 0 ? 'card.block' : 'card.release', data: { ...who, reason } };
    }
    case 'wish': {
      const wish = of(state.wishes.ofVisit(visitId));
      const text = of(['quiet', 'no oil', '左肩轻一点']) ?? 'quiet';
      if (wish && pick(3) === 0) return { name: 'wish.change', data: { wishId: wish.id, was: wish.text, text } };
      if (wish && pick(3) === 0) return { name: 'wish.withdraw', data: { wishId: wish.id, was: wish.text } };
      if (!guest) return null;
      const whose = pick(2) === 0 ? { kind: 'guest' as const, guestId: guest.id } : { kind: 'room' as const, visitId };
      return { name: 'wish.note', data: { whose, text } };
    }
    case 'staff':
      return { name: 'staff.recordSignIn', data: { staffNo: 'R01', by: 'card' } };
  }
}

/** Gives a clock up; past the grace with the approval of a manager, which is asked for first, at times for too little. */
function cancelOf(
  { state, db, at }: TestStore,
  { id, pairOf }: Pick<Clock, 'id' | 'pairOf'>,
  luck: number,
): AnyCommand {
  const act = 'clock.cancel' as const;
  const item = pairOf === null ? state.clocks.ofItem(id) : state.clocks.ofItem(pairOf).filter((one) => one.id === id);
  const sold = clocksAround(state, item, at);
  const lossMinor = writtenOffMinor(sold, { id, pairOf }, state.site.site.store, at);
  const approval = db.read.get<{ id: string }>(
    'SELECT id FROM authorisations WHERE subject = ? AND act = ? AND usedAt IS NULL ORDER BY givenAt DESC',
    id,
    act,
  );
  if (lossMinor === 0 || luck === 0) return { name: act, data: { clockId: id, reason } };
  if (approval) return { name: act, data: { clockId: id, reason, authorisationId: approval.id } };
  const amountMinor = luck === 1 ? lossMinor - 100 : lossMinor;
  const give = { act, subject: { kind: 'clock', id }, amountMinor, reason, how: 'pin' as const, askedBy: 'R01' };
  return { name: 'authorisation.give', data: give, actor: 'M01' };
}
