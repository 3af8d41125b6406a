import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sumOfMoney } from '../../../core/kernel/amounts.ts';
import type { ClockType } from '../../../core/model/clock-types/clock-types.ts';
import type { RoomState } from '../../../core/model/rooms/room.ts';
import { type Site, siteSchema } from '../../../core/model/site/schema.ts';
import { indexSite, queuesOf, terminalIdOf } from '../../../core/model/site/site-index.ts';
import type { ClockView } from '../../../host/parts/clocks/views.ts';
import type { ReservationBrief } from '../../../host/parts/reservations/views.ts';
import type { RoomView } from '../../../host/parts/rooms/views.ts';
import type { QueueView } from '../../../host/parts/rotation/views.ts';
import type { Catalog } from '../../../host/parts/site/views.ts';
import type { TechnicianView } from '../../../host/parts/technicians/views.ts';
import type { GuestView } from '../../../host/parts/visits/views.ts';
import { totalsOf } from '../../../host/screens/room-view.ts';
import type { BoardSnapshot } from '../../../host/screens/views.ts';

const siteFile = fileURLToPath(new URL('../../fixtures/site/jiangwan.json', import.meta.url));

/** The example store's site file. */
export function exampleSite(): Site {
  return siteSchema.parse(JSON.parse(readFileSync(siteFile, 'utf8')));
}

/** The catalog a store of this site gives. */
export function catalogOf(site: Site): Catalog {
  return {
    version: 1,
    store: site.store,
    currencies: site.currencies,
    groups: site.groups,
    services: site.services,
    goods: site.goods.map((goods) => ({ ...goods, stock: goods.stock ?? null })),
    tenders: site.tenders.map((tender) => ({
      ...tender,
      usable: tender.kind === 'cash' || tender.kind === 'external',
    })),
    wristbands: site.wristbands.map((band) => band.no),
    staff: site.staff.map(({ no, name, role }) => ({ no, name, role })),
    passedOn: [],
  };
}

interface ClockSpec {
  technicianNo: string | null;
  serviceCode: string;
  type?: ClockType;
  /** Minutes since the start; not given: called `calledAgo` minutes ago. */
  startedAgo?: number;
  calledAgo?: number;
  ended?: boolean;
  extendedMinutes?: number;
}

interface GuestSpec {
  band?: string;
  clocks: ClockSpec[];
  goods?: { code: string; quantity: number }[];
}

const minuteMs = 60_000;

/** The one place of a store whose site file names none. */
const voicePlace = {
  device: 'voice',
  id: 'clock-room',
  engine: 'espeak-ng',
  onlyStations: false,
  stations: 0,
  lastSoundMs: 180,
  medianSoundMs: 160,
};

/** Builds the views of a store in the middle of an evening: every state is somewhere. */
export class Scene {
  readonly site: Site;
  readonly now: number;
  reservations: ReservationBrief[] = [];
  readonly rooms: RoomView[];
  readonly technicians: TechnicianView[];
  readonly queues: QueueView[];
  #visitCount = 180;

  constructor(site: Site, now: number, manyRooms = 0) {
    this.site = site;
    this.now = now;
    const index = indexSite(site, true);
    const terminalRooms = new Set(site.buses.flatMap((bus) => bus.terminals.map((terminal) => terminal.room)));
    const extra = Array.from({ length: manyRooms }, (_, at) => ({
      no: String(1001 + at),
      floor: String(10 + Math.floor(at / 40)),
      kind: 'foot',
      beds: 2,
      minimumCharge: 0,
    }));
    this.rooms = [...site.rooms, ...extra].map((room) => ({
      no: room.no,
      floor: room.floor,
      kind: room.kind,
      beds: room.beds,
      minimumChargeMinor: room.minimumCharge ?? 0,
      state: 'vacant',
      outOfOrder: null,
      dirtySince: null,
      visit: null,
      alarmAt: null,
      serviceCallId: null,
      terminal: terminalRooms.has(room.no) ? 'online' : 'none',
    }));
    this.technicians = site.technicians.map((technician) => ({
      no: technician.no,
      name: technician.name,
      gender: technician.gender,
      groups: technician.groups,
      skills: technician.skills,
      level: technician.level,
      state: Number(technician.no) % 5 === 4 ? 'off-duty' : 'idle',
      since: now - 90 * minuteMs,
      restUntil: null,
      heldUntil: null,
      stopped: false,
      pauseAsked: false,
      cardLostAt: null,
      clock: null,
      today: { rotation: 2, requested: 1, extension: 1, turnoverMinor: 54_600, commissionMinor: 15_200 },
    }));
    this.queues = index.queues.map((queue) => ({
      id: queue.id,
      group: queue.group,
      gender: queue.gender,
      places: site.technicians
        .filter((technician) => queuesOf(index, technician).includes(queue.id))
        .filter((technician) => this.technician(technician.no).state !== 'off-duty')
        .map((technician, at) => ({ technicianNo: technician.no, position: at + 1, since: now + at, available: true })),
    }));
    this.#play();
  }

  room(no: string): RoomView {
    const room = this.rooms.find((candidate) => candidate.no === no);
    if (!room) throw new Error(`no room ${no} in the scene`);
    return room;
  }

  technician(no: string): TechnicianView {
    const technician = this.technicians.find((candidate) => candidate.no === no);
    if (!technician) throw new Error(`no technician ${no} in the scene`);
    return technician;
  }

  /** Puts guests into a room, as if they had been opened there. */
  fill(roomNo: string, state: RoomState, specs: GuestSpec[]): RoomView {
    const room = this.room(roomNo);
    const guests = specs.map((spec, at) => this.#guest(room, spec, at + 1));
    this.#visitCount += 1;
    room.state = state;
    room.visit = {
      id: randomUUID(),
      no: `1121-0${this.#visitCount}`,
      partyId: randomUUID(),
      openedAt: this.now - 64 * minuteMs,
      openedBy: 'R02',
      guests,
      wishes: [],
      totals: [
        sumOfMoney(
          guests.flatMap(({ totals }) => totals),
          'CNY',
        ),
      ],
    };
    const calls = guests.flatMap((guest) => guest.clocks).filter((clock) => clock.state === 'called');
    const firstCall = calls[0]?.calledAt;
    room.alarmAt = firstCall ? firstCall + this.site.store.waitingAlarmMinutes * minuteMs : null;
    return room;
  }

  snapshot(seq: number): BoardSnapshot {
    const terminals = this.site.buses.flatMap((bus) =>
      bus.terminals.map((terminal) => ({
        id: terminalIdOf(bus.id, terminal.address),
        place: terminal.room ?? 'clock-room',
      })),
    );
    const offline = terminals.filter(({ place }) =>
      this.rooms.some((room) => room.no === place && room.terminal === 'offline'),
    );
    return {
      seq,
      serverTime: Date.now(),
      businessDate: '2026-11-21',
      catalogVersion: 1,
      rooms: this.rooms,
      technicians: this.technicians,
      queues: this.queues,
      calls: this.rooms.flatMap((room) =>
        (room.visit?.guests ?? []).flatMap((guest) =>
          guest.clocks
            .filter((clock) => clock.state === 'called')
            .map((clock) => ({
              clockId: clock.id,
              technicianNo: clock.technicianNo ?? '',
              roomNo: room.no,
              serviceCode: clock.serviceCode,
              type: clock.type,
              wristbandNo: guest.wristbandNo,
              guestCount: room.visit?.guests.length ?? 1,
              calledAt: clock.calledAt ?? this.now,
              callCount: clock.callCount,
              lateAt: clock.lateAt,
            })),
        ),
      ),
      serviceCalls: this.rooms.flatMap((room) =>
        room.serviceCallId ? [{ id: room.serviceCallId, roomNo: room.no, by: '88', at: this.now - minuteMs }] : [],
      ),
      reservations: this.reservations,
      devices: {
        terminals: { online: terminals.length - offline.length, total: terminals.length, offline, alarms: [] },
        printers: [
          { id: 'front', state: 'ok', reason: null, paperLow: false, waiting: 0 },
          { id: 'kitchen', state: 'no-paper', reason: null, paperLow: true, waiting: 2 },
        ],
        voice: { engine: 'espeak-ng', notSpoken: 0, places: [voicePlace] },
        readers: [],
        clockApartMs: null,
        jobsToSee: 0,
      },
    };
  }

  #guest(room: RoomView, spec: GuestSpec, ordinal: number): GuestView {
    const id = randomUUID();
    const clocks = spec.clocks.flatMap((clock) => this.#clocks(room, id, clock));
    const goods = (spec.goods ?? []).map(({ code, quantity }) => {
      const unitPriceMinor = this.site.goods.find((one) => one.code === code)?.price ?? 0;
      return {
        id: randomUUID(),
        guestId: id,
        goodsCode: code,
        quantity,
        unitPriceMinor,
        currency: 'CNY',
        amountMinor: unitPriceMinor * quantity,
        orderedAt: this.now - 20 * minuteMs,
        deliveredAt: this.now - 12 * minuteMs,
        billed: false,
      };
    });
    const waiting = clocks.some((clock) => clock.state === 'called' || clock.state === 'ordered');
    const running = clocks.some((clock) => clock.state === 'started');
    return {
      id,
      ordinal,
      bed: ordinal,
      wristbandNo: spec.band ?? null,
      state: waiting ? 'waiting' : running ? 'in-service' : clocks.length > 0 ? 'awaiting-payment' : 'occupied',
      clocks,
      goods,
      totals: totalsOf(clocks, goods, 'CNY'),
    };
  }

  #clocks(room: RoomView, guestId: string, spec: ClockSpec): ClockView[] {
    const service = this.site.services.find((one) => one.code === spec.serviceCode);
    if (!service) throw new Error(`no service ${spec.serviceCode} in the scene`);
    const startedAt = spec.startedAgo === undefined ? null : this.now - spec.startedAgo * minuteMs;
    const extended = spec.extendedMinutes ?? 0;
    const dueAt = startedAt === null ? null : startedAt + (service.minutes + extended) * minuteMs;
    const state = spec.ended ? 'ended' : startedAt !== null ? 'started' : spec.technicianNo ? 'called' : 'ordered';
    const main: ClockView = {
      id: randomUUID(),
      guestId,
      serviceCode: spec.serviceCode,
      type: spec.type ?? 'rotation',
      state,
      technicianNo: spec.technicianNo,
      requestedNo: spec.type === 'requested' ? spec.technicianNo : null,
      parentId: null,
      afterId: null,
      pairOf: null,
      minutes: service.minutes,
      priceMinor: service.price,
      currency: 'CNY',
      orderedAt: (startedAt ?? this.now) - 4 * minuteMs,
      calledAt: spec.technicianNo ? (startedAt ?? this.now - (spec.calledAgo ?? 1) * minuteMs) : null,
      firstCalledAt: spec.technicianNo ? (startedAt ?? this.now - (spec.calledAgo ?? 1) * minuteMs) : null,
      callCount: (spec.calledAgo ?? 0) > 5 ? 2 : 1,
      startedAt,
      dueAt,
      remindedAt: null,
      lateAt: state === 'called' && (spec.calledAgo ?? 0) > 5 ? this.now - 2 * minuteMs : null,
      passedBy: [],
      automatic: false,
      endedAt: spec.ended ? dueAt : null,
      billed: false,
    };
    if (spec.technicianNo && !spec.ended) {
      const technician = this.technician(spec.technicianNo);
      technician.state = state === 'started' ? 'working' : 'called';
      technician.clock = { clockId: main.id, roomNo: room.no, serviceCode: spec.serviceCode, type: main.type, dueAt };
      for (const queue of this.queues) {
        for (const place of queue.places) if (place.technicianNo === spec.technicianNo) place.available = false;
      }
    }
    if (extended === 0) return [main];
    const extension: ClockView = {
      ...main,
      id: randomUUID(),
      type: 'extension',
      parentId: main.id,
      minutes: extended,
      priceMinor: service.extension.price,
      currency: 'CNY',
      dueAt: null,
    };
    return [main, extension];
  }

  #play(): void {
    this.fill('201', 'in-service', [
      { band: '21', clocks: [{ technicianNo: '7', serviceCode: '101', startedAgo: 37 }] },
      { band: '22', clocks: [{ technicianNo: '12', serviceCode: '101', type: 'requested', startedAgo: 24 }] },
    ]);
    this.fill('203', 'in-service', [
      { band: '31', clocks: [{ technicianNo: '3', serviceCode: '101', startedAgo: 53 }] },
      { band: '32', clocks: [{ technicianNo: '18', serviceCode: '103', startedAgo: 53 }] },
      { band: '33', clocks: [{ technicianNo: '20', serviceCode: '103', startedAgo: 12 }] },
    ]);
    this.fill('204', 'waiting', [{ band: '46', clocks: [{ technicianNo: '22', serviceCode: '101', calledAgo: 1 }] }]);
    this.room('205').state = 'dirty';
    this.room('205').dirtySince = this.now - 9 * minuteMs;
    this.fill(
      '206',
      'awaiting-payment',
      ['12', '13', '15'].map((band) => ({
        band,
        clocks: [{ technicianNo: '1', serviceCode: '101', startedAgo: 70, ended: true }],
        goods: band === '12' ? [{ code: 'D11', quantity: 2 }] : [],
      })),
    );
    this.fill('207', 'in-service', [
      { band: '51', clocks: [{ technicianNo: '5', serviceCode: '101', type: 'picked', startedAgo: 9 }] },
    ]);
    this.fill('209', 'waiting', [{ band: '52', clocks: [{ technicianNo: '31', serviceCode: '102', calledAgo: 9 }] }]);
    this.fill('210', 'in-service', [
      { band: '53', clocks: [{ technicianNo: '28', serviceCode: '101', startedAgo: 88, extendedMinutes: 30 }] },
    ]);
    this.room('212').state = 'out-of-order';
    this.room('212').outOfOrder = '空调维修';
    this.room('208').terminal = 'offline';
    this.fill('301', 'in-service', [
      { band: '61', clocks: [{ technicianNo: '52', serviceCode: '201', type: 'requested', startedAgo: 20 }] },
      { band: '62', clocks: [{ technicianNo: '51', serviceCode: '201', startedAgo: 18 }] },
    ]);
    this.fill('303', 'in-service', [
      {
        band: '45',
        clocks: [{ technicianNo: '60', serviceCode: '201', type: 'requested', startedAgo: 60, extendedMinutes: 30 }],
        goods: [{ code: 'D02', quantity: 1 }],
      },
    ]);
    this.room('303').serviceCallId = randomUUID();
    this.room('304').state = 'dirty';
    this.room('304').dirtySince = this.now - 3 * minuteMs;
    this.fill('310', 'in-service', [{ clocks: [{ technicianNo: '64', serviceCode: '203', startedAgo: 23 }] }]);
    this.fill('313', 'in-service', [{ clocks: [{ technicianNo: '55', serviceCode: '201', startedAgo: 66 }] }]);
    this.fill('402', 'occupied', [{ band: '77', clocks: [] }]);
    const resting = this.technician('21');
    resting.state = 'resting';
    resting.restUntil = this.now + 12 * minuteMs;
  }
}
