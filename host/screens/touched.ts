import { techniciansIn } from '../../core/model/reservations/reservation.ts';
import { queuesOf, type SiteIndex } from '../../core/model/site/site-index.ts';
import type { JournalEvent } from '../../core/parts/events.ts';
import type { BoardChange } from './views.ts';

/** Which parts of the screens some events made old. */
export interface Touched {
  everything: boolean;
  rooms: Set<string>;
  technicians: Set<string>;
  queues: Set<string>;
  calls: boolean;
  serviceCalls: boolean;
  reservations: boolean;
  stale: Set<BoardChange['stale'][number]>;
}

/**
 * Reads off the events which rooms, technicians and lists they are about. `technicianOf` names who serves a clock:
 * what happens to a clock by its id alone shows at that technician.
 */
export function touchedBy(
  events: readonly JournalEvent[],
  site: SiteIndex,
  technicianOf: (clockId: string) => string | null,
): Touched {
  const touched: Touched = {
    everything: false,
    rooms: new Set(),
    technicians: new Set(),
    queues: new Set(),
    calls: false,
    serviceCalls: false,
    reservations: false,
    stale: new Set(),
  };
  for (const event of events) {
    touch(touched, event);
    for (const clockId of clocksIn(event)) {
      const technicianNo = technicianOf(clockId);
      if (technicianNo !== null) touched.technicians.add(technicianNo);
    }
  }
  for (const technicianNo of touched.technicians) {
    const technician = site.technicians.get(technicianNo);
    // Whether somebody can be called shows in every queue she or he stands in.
    if (technician) for (const queueId of queuesOf(site, technician)) touched.queues.add(queueId);
  }
  return touched;
}

/** Clocks an event changes without naming who serves them. */
function clocksIn(event: JournalEvent): readonly string[] {
  if (event.type === 'visit.guestMoved') return event.payload.clockIds;
  // Somebody else may have served an extension before the technician was changed.
  return event.type === 'clock.cancelled' ? event.payload.extensionIds : [];
}

function touch(touched: Touched, event: JournalEvent): void {
  const { payload } = event;
  if ('roomNo' in payload && payload.roomNo !== null) touched.rooms.add(payload.roomNo);
  if ('technicianNo' in payload && payload.technicianNo !== null) touched.technicians.add(payload.technicianNo);
  // A call names the band and counts the guests.
  if (event.type.startsWith('clock.') || event.type.startsWith('visit.')) touched.calls = true;
  switch (event.type) {
    case 'site.imported':
      touched.everything = true;
      touched.stale.add('catalog');
      break;
    case 'card.blocked':
    case 'card.replaced':
    case 'card.released':
      if (event.payload.holder === 'technician') touched.technicians.add(event.payload.no);
      break;
    case 'visit.guestMoved':
      touched.rooms.add(event.payload.fromRoomNo).add(event.payload.toRoomNo);
      touched.stale.add('kitchen');
      break;
    case 'visit.wristbandSet':
      touched.stale.add('kitchen');
      break;
    case 'clock.technicianChanged':
      touched.technicians.add(event.payload.fromTechnicianNo).add(event.payload.toTechnicianNo);
      break;
    case 'rotation.moved':
      touched.queues.add(event.payload.queueId);
      break;
    case 'goods.ordered':
    case 'goods.cancelled':
    case 'stock.adjusted':
      touched.stale.add('kitchen').add('catalog');
      break;
    case 'goods.delivered':
      touched.stale.add('kitchen');
      break;
    case 'commission.earned':
      for (const { payeeNo } of event.payload.served) touched.technicians.add(payeeNo);
      touched.stale.add('pay');
      break;
    case 'commission.corrected':
    case 'commission.monthClosed':
      touched.stale.add('pay');
      break;
    case 'clock.ended':
    case 'clock.cancelled':
    case 'clock.late':
    case 'clock.handedBack':
    case 'clock.extended':
    case 'clock.extensionUndone':
      touched.stale.add('incidents');
      break;
    case 'staff.cameOnDuty':
    case 'staff.wentOffDuty':
    case 'technician.cameOnDuty':
    case 'technician.wentOffDuty':
    case 'technician.tookRest':
    case 'technician.cameBack':
      touched.stale.add('attendance');
      break;
    case 'attendance.rosterSet':
      // Whom a reservation asks for may be down for something else now.
      touched.stale.add('attendance').add('reservations');
      break;
    case 'bill.settled':
      touched.rooms.add(event.payload.bill.roomNo);
      touched.calls = true;
      touched.stale.add('bills');
      break;
    case 'service.called':
    case 'service.answered':
      touched.serviceCalls = true;
      break;
    case 'reservation.changed':
      if (event.payload.fromRoomNo !== null) touched.rooms.add(event.payload.fromRoomNo);
      for (const no of [...event.payload.fromTechnicianNos, ...techniciansIn(event.payload)])
        touched.technicians.add(no);
      touchReservations(touched);
      break;
    case 'reservation.booked':
      for (const no of techniciansIn(event.payload)) touched.technicians.add(no);
      touchReservations(touched);
      break;
    case 'reservation.techniciansLocked':
    case 'reservation.cancelled':
    case 'reservation.noShow':
      for (const no of event.payload.technicianNos) touched.technicians.add(no);
      touchReservations(touched);
      break;
    case 'reservation.cameLate':
      touchReservations(touched);
      break;
    case 'reservation.arrived':
      if (event.payload.bookedRoomNo !== null) touched.rooms.add(event.payload.bookedRoomNo);
      for (const no of event.payload.technicianNos) touched.technicians.add(no);
      touchReservations(touched);
      break;
    case 'reservation.kept':
      touchReservations(touched);
      break;
    case 'swipe.refused':
      touched.stale.add('refusals');
      break;
  }
}

function touchReservations(touched: Touched): void {
  touched.reservations = true;
  // The roster shows whom it keeps from guests who booked.
  touched.stale.add('reservations').add('attendance');
}
