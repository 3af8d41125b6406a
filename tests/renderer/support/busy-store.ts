import { randomUUID } from 'node:crypto';
import { sumOfMoney } from '../../../core/kernel/amounts.ts';
import { completeLines, paymentValue, sumOf } from '../../../core/model/bills/bill.ts';
import { billError } from '../../../core/model/bills/errors.ts';
import { event } from '../../../core/model/events.ts';
import { siteError } from '../../../core/model/site/errors.ts';
import { terminalIdOf } from '../../../core/model/site/site-index.ts';
import { visitError } from '../../../core/model/visits/errors.ts';
import type { AnyCommand, CommandAnswer } from '../../../host/contract/commands.ts';
import type { Connection } from '../../../host/contract/connection.ts';
import type { BillPreview, BillView } from '../../../host/parts/bills/views.ts';
import type { JobView, TerminalView } from '../../../host/parts/devices/views.ts';
import type { KitchenLine } from '../../../host/parts/goods/views.ts';
import type { QueueStep } from '../../../host/parts/rotation/views.ts';
import type { SimulatedDevicesView } from '../../../host/parts/simulated-devices/views.ts';
import type { ExportOf, ReadBefore } from '../../../host/setup/service.ts';
import { changedLines } from './fake-settings.ts';
import { FakeStore } from './fake-store.ts';

const noon = Date.UTC(2026, 10, 21, 4);

const minuteMs = 60_000;

/** The fake store with a kitchen at work, bills, jobs to decide about and a practice bench. */
export class BusyStore extends FakeStore {
  /** Calls that are no commands, as `name argument argument`. */
  readonly calls: string[] = [];
  readonly settled: BillView[] = [];
  readonly bench: SimulatedDevicesView;
  waiting: KitchenLine[];
  done: KitchenLine[] = [];
  openJobs: JobView[];
  readonly #benchListeners = new Set<() => void>();

  constructor() {
    super();
    const { scene } = this;
    this.waiting = [
      this.#line('o1', '303', '45', 'F01', 2, 12),
      this.#line('o1', '303', '45', 'D02', 1, 12),
      this.#line('o2', '201', '21', 'D06', 3, 4),
      this.#line('o3', '402', '77', 'T01', 1, 0),
    ];
    this.openJobs = [
      this.#job('uncertain', 'kitchen', '303 房 · 牛肉面 ×2', 'Room 303 · beef noodles ×2'),
      this.#job('expired', 'bar', '201 房 · 可乐 ×3', 'Room 201 · cola ×3'),
      this.#job('done', 'front', '账单', 'bill'),
    ];
    this.bench = {
      terminals: this.site.buses.flatMap((bus) =>
        bus.terminals.map((terminal) => ({
          id: terminalIdOf(bus.id, terminal.address),
          roomNo: terminal.room ?? null,
          lines: terminal.room ? [`${terminal.room} 房 空净`, '请刷卡'] : ['钟房 18:42', '请刷卡'],
          columns: 16,
          led: terminal.room ? 'green' : 'off',
          beeps: 0,
          plugged: true,
          online: true,
        })),
      ),
      printers: this.site.printers.map(({ id }) => ({ id, state: 'ok' as const, slips: [] })),
      spoken: [],
      cards: [
        ...this.site.technicians.map((one) => ({
          label: `${one.no} 号 ${one.name}`,
          role: 'technician' as const,
          holder: one.no,
          cardId: one.card ?? '',
        })),
        ...this.site.staff.map((one) => ({
          label: `${one.no} ${one.name}`,
          role: 'staff' as const,
          holder: one.no,
          cardId: one.card ?? '',
        })),
        { label: '未知卡', role: 'unknown' as const, holder: '', cardId: '04DEADBEEF' },
      ],
    };
    const party = scene.fill('208', 'in-service', [
      { band: '71', clocks: [{ technicianNo: '6', serviceCode: '101', startedAgo: 41 }] },
    ]);
    const partyId = scene.room('206').visit?.partyId;
    if (party.visit && partyId) party.visit.partyId = partyId;
  }

  override previewBill(visitId: string, guestIds: string[]): BillPreview {
    const room = this.scene.rooms.find((one) => one.visit?.id === visitId);
    if (!room?.visit) throw visitError('VISIT_CLOSED');
    const guests = room.visit.guests.filter((guest) => guestIds.includes(guest.id));
    const clocks = guests.flatMap((guest) => guest.clocks.map((clock) => ({ guest, clock })));
    const sold: BillPreview['lines'] = [
      ...clocks.map(({ guest, clock }) => ({
        kind: 'clock' as const,
        refId: clock.id,
        guestId: guest.id,
        code: clock.serviceCode,
        quantity: 1,
        unitPriceMinor: clock.priceMinor,
        amountMinor: clock.priceMinor,
        technicianNos: clock.technicianNo ? [clock.technicianNo] : [],
        startedAt: clock.startedAt,
        endedAt: clock.endedAt,
        wristbandNo: guest.wristbandNo,
      })),
      ...guests.flatMap((guest) =>
        guest.goods.map((line) => ({
          kind: 'goods' as const,
          refId: line.id,
          guestId: guest.id,
          code: line.goodsCode,
          quantity: line.quantity,
          unitPriceMinor: line.unitPriceMinor,
          amountMinor: line.amountMinor,
          technicianNos: [],
          startedAt: null,
          endedAt: null,
          wristbandNo: guest.wristbandNo,
        })),
      ),
    ];
    const minimum = guests.length === room.visit.guests.length ? room.minimumChargeMinor : 0;
    const charges = completeLines(sold, this.site.store.rounding, sold.length > 0 ? minimum : 0, 0).slice(sold.length);
    const none = { technicianNos: [], startedAt: null, endedAt: null, wristbandNo: null };
    const lines = [...sold, ...charges.map((line) => ({ ...line, ...none }))];
    const open = clocks.filter(({ clock }) => clock.state !== 'ended' && clock.parentId === null);
    return {
      visitId,
      guestIds,
      lines,
      totalMinor: sumOf(lines),
      currency: 'CNY',
      openClocks: open.map(({ clock }) => ({
        clockId: clock.id,
        technicianNo: clock.technicianNo,
        dueAt: clock.dueAt,
      })),
    };
  }

  override act(connection: Connection, commandId: string, command: AnyCommand): CommandAnswer {
    const answer = super.act(connection, commandId, command);
    if (command.name === 'bill.settle') return this.#settle(command.data, answer);
    if (command.name === 'goods.deliver') {
      const out = this.waiting.filter((line) => command.data.lineIds.includes(line.id));
      this.waiting = this.waiting.filter((line) => !out.includes(line));
      this.done.push(...out.map((line) => ({ ...line, deliveredAt: Date.now() })));
      this.push([], { stale: ['kitchen'] });
    }
    return answer;
  }

  override billsToday(): BillView[] {
    return this.settled;
  }

  override billSvg(): string {
    return '<svg xmlns="http://www.w3.org/2000/svg" width="380" height="300"><rect width="380" height="300" fill="#fff"/><text x="190" y="60" text-anchor="middle" font-size="28">云水堂·江湾店</text><text x="40" y="140" font-size="20">合计 ¥441.00</text></svg>';
  }

  override kitchenList() {
    return { waiting: this.waiting, done: this.done, notPrinted: this.jobs() };
  }

  override jobs(): JobView[] {
    return this.openJobs;
  }

  override takeSystemTime(): void {
    this.calls.push('takeSystemTime');
  }

  override retryJob(jobId: string): void {
    this.calls.push(`retryJob ${jobId}`);
    this.#drop(jobId);
  }

  override dismissJob(jobId: string): void {
    this.calls.push(`dismissJob ${jobId}`);
    this.#drop(jobId);
  }

  override async testDevice(device: string): Promise<void> {
    this.calls.push(`test ${device}`);
  }

  override async setPin(_connection?: Connection, { staffNo } = { staffNo: '' }): Promise<void> {
    this.calls.push(`setPin ${staffNo}`);
  }

  override async importSite(
    _connection: Connection,
    json: string,
    { despite = [], keep = [], authorisationId }: ReadBefore = {},
  ): Promise<void> {
    const given = authorisationId === undefined ? [] : ['approved'];
    this.calls.push([`importSite ${json.length}`, ...despite, ...keep, ...given].join(' '));
    const difference = { changes: changedLines, key: 'difference 1' };
    if (json.includes('changing')) {
      if (!despite.includes(difference.key)) throw siteError('SITE_CHANGES_SETTINGS', { sections: [], difference });
      return;
    }
    if (json.includes('weighty')) {
      if (!despite.includes(difference.key)) throw siteError('SITE_CHANGES_SETTINGS', { sections: [], difference });
      if (authorisationId !== undefined) return;
      const asked = { act: 'site.import', subject: { kind: 'settings', id: '0197a000-0000-8000-a000-000000000001' } };
      throw siteError('SETTINGS_CONFIRM', { count: 3, changes: changedLines, ...asked });
    }
    if (json.includes('forbidden')) {
      if (authorisationId !== undefined && despite.includes(difference.key)) return;
      const missing = changedLines.slice(0, 3);
      const asked = { act: 'site.import', subject: { kind: 'settings', id: '0197a000-0000-8000-a000-000000000001' } };
      throw siteError('SETTINGS_NOT_ALLOWED', { count: 3, missing, difference, ...asked });
    }
    if (json.includes('older')) {
      const sections = [
        { section: 'items', isEdited: false, key: 'changed items 1', setBy: 'M01', setAt: noon },
        { section: 'printers', isEdited: true, key: 'changed printers 1', setBy: 'T01', setAt: noon },
      ];
      if (keep.length < sections.length) throw siteError('SETTINGS_CHANGED', { sections, difference });
      return;
    }
    if (json.includes('promised')) {
      const promises = [
        { kind: 'booked-technician', no: '2', key: 'a', roomNo: '305', at: Date.UTC(2026, 10, 21, 12), count: 1 },
        { kind: 'roster', no: '2', key: 'b', roomNo: null, at: null, count: 4 },
      ];
      if (despite.length < promises.length) throw siteError('SETTINGS_PROMISED', { count: 2, promises });
      return;
    }
    throw siteError('SITE_INVALID', {
      problems: [{ path: 'rooms[3].beds', value: '0', code: 'shape', allowed: '1 to 40' }],
    });
  }

  override exportSite({ withKeys, withCards }: ExportOf): string {
    this.calls.push(`exportSite${withCards ? ' with cards' : ''}${withKeys ? ' with keys' : ''}`);
    return JSON.stringify(this.site);
  }

  override terminals(): TerminalView[] {
    return this.bench.terminals.map((terminal, at) => ({
      id: terminal.id,
      place: terminal.roomNo ?? 'clock-room',
      state: terminal.roomNo === '208' ? 'offline' : 'online',
      reason: null,
      lastSeenAt: Date.now() - (terminal.roomNo === '208' ? 9 * minuteMs : 0),
      frames: { good: 12_000 + at, bad: at === 3 ? 7 : 0, discarded: 0 },
    }));
  }

  override whyHere(queueId: string, technicianNo: string): QueueStep[] {
    this.calls.push(`whyHere ${queueId} ${technicianNo}`);
    return [
      {
        at: this.scene.now - 40 * minuteMs,
        seq: 12,
        technicianNo,
        fromPosition: null,
        toPosition: 9,
        sentence: {
          'zh-CN': `${technicianNo} 号上班，排到最后（第 9）`,
          en: `No. ${technicianNo} came on duty: tail (9)`,
        },
      },
      {
        at: this.scene.now - 20 * minuteMs,
        seq: 40,
        technicianNo: '3',
        fromPosition: 1,
        toPosition: 12,
        sentence: { 'zh-CN': '3 号上轮钟，到最后', en: 'No. 3 started a rotation clock: to the tail' },
      },
    ];
  }

  override practice(): SimulatedDevicesView {
    return this.bench;
  }

  override onPractice(listener: () => void): () => void {
    this.#benchListeners.add(listener);
    return () => this.#benchListeners.delete(listener);
  }

  override holdCard(terminalId: string, cardId: string): void {
    const card = this.bench.cards.find((one) => one.cardId === cardId);
    this.calls.push(`hold ${terminalId} ${card?.holder || 'unknown'}`);
    this.#terminal(terminalId, (terminal) => {
      terminal.lines = [card?.label ?? '', '1加钟 2下钟 3点单'];
      terminal.led = 'amber';
      terminal.beeps += 1;
    });
  }

  override pressKeys(terminalId: string, keys: string): void {
    this.calls.push(`press ${terminalId} ${keys}`);
    this.#terminal(terminalId, (terminal) => {
      terminal.lines = [terminal.lines[0] ?? '', `>${keys}`];
    });
  }

  override setPlugged(terminalId: string, plugged: boolean): void {
    this.calls.push(`plug ${terminalId} ${plugged}`);
    this.#terminal(terminalId, (terminal) => {
      terminal.plugged = plugged;
      terminal.online = plugged;
    });
  }

  override async setPrinter(printerId: string, state: 'ok' | 'off' | 'no-paper'): Promise<void> {
    this.calls.push(`printer ${printerId} ${state}`);
    for (const printer of this.bench.printers) if (printer.id === printerId) printer.state = state;
    this.#benchChanged();
  }

  /** Something comes out of a simulated printer. */
  print(printerId: string, svg: string): void {
    const printer = this.bench.printers.find((one) => one.id === printerId);
    printer?.slips.unshift({ id: printer.slips.length + 1, at: Date.now(), text: '', svg });
    this.#benchChanged();
  }

  /** A guest orders something under the cashier's eyes. */
  orderGoods(roomNo: string, goodsCode: string): void {
    const guest = this.scene.room(roomNo).visit?.guests[0];
    const price = this.site.goods.find((one) => one.code === goodsCode)?.price ?? 0;
    const amounts = { quantity: 1, unitPriceMinor: price, amountMinor: price, currency: 'CNY' };
    guest?.goods.push({
      id: randomUUID(),
      guestId: guest.id,
      goodsCode,
      ...amounts,
      orderedAt: Date.now(),
      deliveredAt: null,
      billed: false,
    });
  }

  #settle(data: Extract<AnyCommand, { name: 'bill.settle' }>['data'], answer: CommandAnswer): CommandAnswer {
    const known = answer.events.length > 0;
    const room = this.scene.rooms.find((one) => one.visit?.id === data.visitId);
    if (known || !room?.visit) return answer;
    const { lines, totalMinor } = this.previewBill(data.visitId, data.guestIds);
    if (totalMinor !== data.expectedTotalMinor) throw billError('BILL_CHANGED', { totalMinor });
    const payments = data.payments.map(({ tenderCode, amountMinor, reference }) => {
      const currency = this.site.tenders.find((one) => one.code === tenderCode)?.currency ?? 'CNY';
      const rate = this.site.currencies.find((one) => one.code === currency)?.rate ?? null;
      const valueMinor = paymentValue(amountMinor, currency, 'CNY', rate);
      return { tenderCode, currency, amountMinor, rate, valueMinor, reference: reference ?? null };
    });
    const paid = payments.reduce((sum, payment) => sum + payment.valueMinor, 0);
    const bill = {
      id: randomUUID(),
      no: `B1121-${String(this.settled.length + 1).padStart(4, '0')}`,
      visitId: data.visitId,
      roomNo: room.no,
      guestIds: data.guestIds,
      lines,
      currency: 'CNY',
      totalMinor,
      payments,
      changeMinor: paid - totalMinor,
      settledAt: Date.now(),
      settledBy: 'C01',
      businessDate: '2026-11-21',
    };
    this.settled.push(bill);
    room.visit.guests = room.visit.guests.filter((guest) => !data.guestIds.includes(guest.id));
    room.visit.totals = [
      sumOfMoney(
        room.visit.guests.flatMap(({ totals }) => totals),
        'CNY',
      ),
    ];
    if (room.visit.guests.length === 0) {
      room.visit = null;
      room.state = 'dirty';
    }
    this.push([room.no], { stale: ['bills'] });
    return { ...answer, events: [event('bill.settled', { bill, wristbandNos: [] })] };
  }

  #terminal(id: string, change: (terminal: SimulatedDevicesView['terminals'][number]) => void): void {
    for (const terminal of this.bench.terminals) if (terminal.id === id) change(terminal);
    this.#benchChanged();
  }

  #benchChanged(): void {
    for (const listener of this.#benchListeners) listener();
  }

  #drop(jobId: string): void {
    this.openJobs = this.openJobs.filter((job) => job.id !== jobId);
    this.push([], { stale: ['jobs', 'kitchen'] });
  }

  #line(
    orderId: string,
    roomNo: string,
    band: string,
    goodsCode: string,
    quantity: number,
    agoMinutes: number,
  ): KitchenLine {
    const category = this.site.goods.find((one) => one.code === goodsCode)?.category ?? 'food';
    return {
      id: randomUUID(),
      orderId,
      roomNo,
      wristbandNo: band,
      goodsCode,
      category,
      quantity,
      orderedAt: this.scene.now - agoMinutes * minuteMs,
      orderedBy: 'W01',
      deliveredAt: null,
    };
  }

  #job(state: JobView['state'], device: string, zh: string, en: string): JobView {
    return {
      id: `job-${state}`,
      device,
      routedFrom: null,
      kind: 'order-slip',
      state,
      createdAt: this.scene.now - 30 * minuteMs,
      expiresAt: this.scene.now - 10 * minuteMs,
      attempts: 2,
      errorCode: null,
      summary: { 'zh-CN': zh, en },
    };
  }
}
