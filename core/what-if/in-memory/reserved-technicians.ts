import { numberIn } from '../../model/clocks/choice.ts';
import type { Clock } from '../../model/clocks/clock.ts';
import type { JournalEvent } from '../../model/events.ts';
import type { TechnicianLock } from '../../model/reservations/reservation.ts';
import { type Rename, renamedIn } from '../../model/site/holders.ts';

/** Which technicians are kept for guests of reservations, as the journal tells it. */
export class ReservedTechnicians {
  /** By reservation. */
  readonly #locked = new Map<string, TechnicianLock[]>();

  take(event: Pick<JournalEvent, 'type' | 'payload'>): void {
    const it = event as JournalEvent;
    switch (it.type) {
      case 'reservation.techniciansLocked': {
        const { reservationId, roomNo, startsAt, technicianNos } = it.payload;
        const locks = technicianNos.map((technicianNo) => ({
          ...{ reservationId, technicianNo, roomNo, startsAt, visitId: null },
        }));
        this.#locked.set(reservationId, locks);
        break;
      }
      case 'reservation.arrived':
      case 'reservation.changed':
      case 'reservation.cancelled':
      case 'reservation.noShow':
        this.#locked.delete(it.payload.reservationId);
        break;
    }
  }

  /** Who is known by one number so far is known by another key. */
  rename(rename: Rename): void {
    const field = { person: 'technicianNo', room: 'roomNo' }[rename.kind as string];
    if (field === undefined) return;
    for (const [id, locks] of this.#locked) {
      this.#locked.set(id, renamedIn(locks, field, rename));
    }
  }

  /** As the stored state gives them; `waiting`: the clocks nobody has been called to. */
  locks(waiting: readonly Clock[]): TechnicianLock[] {
    const locked = [...this.#locked.values()].flat().sort(byTime);
    const awaited = waiting.flatMap(({ reservationId, visitId, roomNo, choice, orderedAt }) => {
      const technicianNo = numberIn(choice);
      return reservationId === null || technicianNo === null
        ? []
        : [{ reservationId, technicianNo, roomNo, startsAt: orderedAt, visitId }];
    });
    return [...locked, ...awaited.sort(byTime)];
  }
}

function byTime(a: TechnicianLock, b: TechnicianLock): number {
  return a.startsAt - b.startsAt || (a.technicianNo < b.technicianNo ? -1 : 1);
}
