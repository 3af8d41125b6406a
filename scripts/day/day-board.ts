import type { CallView, ClockView } from '../../host/parts/clocks/views.ts';
import type { ReservationBrief } from '../../host/parts/reservations/views.ts';
import type { RoomView } from '../../host/parts/rooms/views.ts';
import type { TechnicianView } from '../../host/parts/technicians/views.ts';
import type { BoardChange, BoardSnapshot } from '../../host/screens/views.ts';

/** What the people of a simulated day can see: the board, kept as a screen keeps it, from the feed alone. */
export class DayBoard {
  readonly rooms = new Map<string, RoomView>();
  readonly technicians = new Map<string, TechnicianView>();
  calls: CallView[] = [];
  reservations: ReservationBrief[] = [];
  #seq = 0;

  load(snapshot: BoardSnapshot): void {
    for (const room of snapshot.rooms) this.rooms.set(room.no, room);
    for (const technician of snapshot.technicians) this.technicians.set(technician.no, technician);
    this.calls = snapshot.calls;
    this.reservations = snapshot.reservations;
    this.#seq = snapshot.seq;
  }

  /** Throws when a change is missing: a screen would have to load the snapshot again, and here that is a fault. */
  apply(change: BoardChange): void {
    if (change.afterSeq !== this.#seq) throw new Error(`feed broken: ${change.afterSeq} after ${this.#seq}`);
    this.#seq = change.seq;
    for (const room of change.rooms) this.rooms.set(room.no, room);
    for (const technician of change.technicians) this.technicians.set(technician.no, technician);
    if (change.calls) this.calls = change.calls;
    if (change.reservations) this.reservations = change.reservations;
  }

  /** A clock as it stands in a room, with the room; null when it is in none any more. */
  clock(clockId: string): { room: RoomView; clock: ClockView } | null {
    for (const room of this.rooms.values()) {
      for (const guest of room.visit?.guests ?? []) {
        const clock = guest.clocks.find(({ id }) => id === clockId);
        if (clock) return { room, clock };
      }
    }
    return null;
  }

  /** Wristbands nobody wears. */
  freeWristbands(all: readonly string[]): string[] {
    const worn = new Set<string>();
    for (const room of this.rooms.values()) {
      for (const guest of room.visit?.guests ?? []) if (guest.wristbandNo !== null) worn.add(guest.wristbandNo);
    }
    return all.filter((no) => !worn.has(no));
  }
}
