import { AttendanceBook } from '../../../host/parts/attendance/attendance.ts';
import type { AttendanceService } from '../../../host/parts/attendance/service.ts';
import { PayBooks } from '../../../host/parts/commission/pay.ts';
import type { PayService } from '../../../host/parts/commission/service.ts';
import { TestStore } from '../../host/test-store.ts';

/** Pay and attendance of a store in memory that has seen a few clocks; made when a screen first asks. */
export class FakePay {
  readonly pay: PayService;
  readonly attendance: AttendanceService;
  #store: TestStore | null = null;

  constructor() {
    const books = () => this.#books();
    this.pay = {
      month: async (month) => books().pay.month(month),
      person: async (month, payeeNo) => books().pay.person(month, payeeNo),
      excel: (month, language) => books().pay.excel(month, language),
      payslipExcel: (month, payeeNo, language) => books().pay.payslipExcel(month, payeeNo, language),
    };
    this.attendance = {
      week: (date) => books().attendance.week(date),
      today: () => books().attendance.today(),
      onDuty: () => books().attendance.onDuty(),
      leftOpen: () => books().attendance.leftOpen(),
      day: (person, date) => books().attendance.day(person, date),
      month: async (month) => books().attendance.month(month),
      excel: (month, language) => books().attendance.excel(month, language),
    };
  }

  #books() {
    this.#store ??= workedStore();
    const store = this.#store;
    const options = { db: store.db, now: () => store.at, businessDate: () => store.businessDate };
    return { pay: new PayBooks(options), attendance: new AttendanceBook(options) };
  }
}

/** Late October and November: one month that can be closed, and one that goes on. */
export function workedStore(): TestStore {
  const store = new TestStore();
  store.at = Date.UTC(2026, 9, 30, 2, 30);
  const rostered = (date: string) =>
    ['1', '2', '3', '51', '88'].map((technicianNo) => ({
      ...{ technicianNo, date },
      entry: { kind: 'shift' as const, code: 'early' },
    }));
  store.act('attendance.setRoster', { entries: rostered('2026-10-30') }, 'M01');
  serve(store, 301, ['1', '2', '88']);
  store.at = Date.UTC(2026, 10, 21, 2, 20);
  // Booked before she reported sick.
  store.act('reservation.book', {
    ...{ roomNo: '305', startsAt: Date.UTC(2026, 10, 21, 7), guestCount: 1, guestName: '孙先生' },
    items: [{ serviceCode: '101', technicianNos: ['4'] }],
  });
  store.act('attendance.setRoster', {
    entries: [
      ...rostered('2026-11-21'),
      { technicianNo: '4', date: '2026-11-21', entry: { kind: 'leave', leave: 'sick', note: null } },
      { technicianNo: '5', date: '2026-11-21', entry: { kind: 'off' } },
    ],
  });
  serve(store, 201, ['3', '51', '88']);
  store.act(
    'commission.correct',
    { payeeNo: '88', aboutMonth: '2026-11', amountMinor: -500, reason: '多计一钟' },
    'M01',
  );
  // She swiped as the reader was repaired.
  const person = { kind: 'technician', no: '88' } as const;
  const [swiped] = store.state.attendance.spells('2026-11-21', '2026-11-21', '88');
  if (swiped?.offAt == null) throw new Error('88 was not on duty');
  const was = { onAt: swiped.onAt, offAt: swiped.offAt };
  const spell = { ...was, onAt: was.onAt - 30 * 60_000 };
  store.act('attendance.correctSpell', { person, was, spell, reason: '刷卡机坏了' }, 'M01');
  return store;
}

/** Each number comes on duty, works one clock with an extension, and goes. */
function serve(store: TestStore, firstRoom: number, technicianNos: readonly string[]): void {
  for (const [index, technicianNo] of technicianNos.entries()) {
    const roomNo = String(firstRoom + index);
    store.onDuty(technicianNo);
    store.open(roomNo, technicianNo === '88' ? '301' : technicianNo === '51' ? '201' : '101', technicianNo);
    const clock = store.state.clocks.busyOf(technicianNo);
    if (!clock) throw new Error(`${technicianNo} was not called`);
    store.act('clock.start', { clockId: clock.id, atRoomNo: roomNo }, technicianNo);
    store.act('clock.extend', { clockId: clock.id });
    store.wait(120);
    store.act('clock.end', { clockId: clock.id }, technicianNo);
    store.wait(3);
  }
  for (const technicianNo of technicianNos) store.act('technician.goOffDuty', { technicianNo });
}
