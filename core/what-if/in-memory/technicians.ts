import type { JournalEvent } from '../../model/events.ts';
import type { Rename } from '../../model/site/holders.ts';
import type { Sections } from '../../model/site/sections.ts';
import { sectionsIn } from '../../model/site/told.ts';
import type { TechniciansSlice } from '../../model/technicians/slice.ts';
import type { TechnicianMarks, TechnicianRecord } from '../../model/technicians/technician.ts';

export class TechniciansInMemory implements TechniciansSlice {
  readonly #records = new Map<string, TechnicianRecord>();
  readonly #marks = new Map<string, TechnicianMarks>();
  readonly #isUsed: (technicianNo: string) => boolean;

  /** `isUsed`: whether somebody has worked or stood in a queue, and so is known also without standing in the settings. */
  constructor(isUsed: (technicianNo: string) => boolean) {
    this.#isUsed = isUsed;
  }

  byNo(technicianNo: string): TechnicianRecord | null {
    return this.#records.get(technicianNo) ?? null;
  }

  marks(technicianNo: string): TechnicianMarks | null {
    return this.#marks.get(technicianNo) ?? null;
  }

  allMarks(): TechnicianMarks[] {
    return [...this.#marks.values()].sort((a, b) => (a.technicianNo < b.technicianNo ? -1 : 1));
  }

  take({ type, payload, at }: JournalEvent): void {
    const it = { type, payload } as JournalEvent;
    const people = sectionsIn(it)?.people;
    if (people) this.#takePeople(people);
    switch (it.type) {
      case 'technician.cameOnDuty':
      case 'technician.cameBack':
        this.#setDuty(it.payload.technicianNo, 'on', at, null);
        break;
      case 'technician.wentOffDuty':
        this.#setDuty(it.payload.technicianNo, 'off', at, null);
        break;
      case 'technician.tookRest':
        this.#setDuty(it.payload.technicianNo, 'resting', at, it.payload.until);
        break;
      case 'technician.held':
        this.#mark(it.payload.technicianNo, { heldUntil: it.payload.until, reason: it.payload.reason });
        break;
      case 'technician.holdEnded':
        this.#mark(it.payload.technicianNo, { heldUntil: null });
        break;
      case 'technician.stopped':
        this.#mark(it.payload.technicianNo, { stoppedSince: at, reason: it.payload.reason });
        break;
      case 'technician.stopEnded':
        this.#mark(it.payload.technicianNo, { stoppedSince: null });
        break;
      case 'technician.pauseAsked':
        this.#mark(it.payload.technicianNo, { pauseAsked: true, reason: it.payload.reason });
        break;
      case 'technician.paused':
        this.#mark(it.payload.technicianNo, { pauseAsked: false, pausedSince: at });
        break;
      case 'technician.pauseEnded':
        this.#mark(it.payload.technicianNo, { pauseAsked: false, pausedSince: null });
        break;
    }
  }

  /** Who is known by one number so far is known by another key. */
  rename({ from, to }: Pick<Rename, 'from' | 'to'>): void {
    const record = this.#records.get(from);
    const marks = this.#marks.get(from);
    this.#records.delete(from);
    this.#marks.delete(from);
    if (record) this.#records.set(to, { ...record, no: to });
    if (marks) this.#marks.set(to, { ...marks, technicianNo: to });
  }

  #takePeople({ technicians }: Pick<Sections['people'], 'technicians'>): void {
    for (const { no } of technicians) {
      if (!this.#records.has(no)) this.#records.set(no, { no, duty: 'off', since: null, restUntil: null });
    }
    const named = new Set(technicians.map(({ no }) => no));
    for (const no of this.#records.keys()) {
      if (!named.has(no) && !this.#marks.has(no) && !this.#isUsed(no)) this.#records.delete(no);
    }
  }

  #setDuty(no: string, duty: TechnicianRecord['duty'], since: number, restUntil: number | null): void {
    this.#records.set(no, { no, duty, since, restUntil });
  }

  #mark(technicianNo: string, fields: Partial<TechnicianMarks>): void {
    const none = { technicianNo, heldUntil: null, stoppedSince: null, pauseAsked: false, pausedSince: null };
    const before = this.#marks.get(technicianNo);
    // Without a reason of its own, the one of a mark before stays.
    const reason = fields.reason ?? before?.reason ?? null;
    const marks = { ...none, ...before, ...fields, reason };
    const isMarked =
      marks.heldUntil !== null || marks.stoppedSince !== null || marks.pausedSince !== null || marks.pauseAsked;
    if (isMarked) this.#marks.set(technicianNo, marks);
    else this.#marks.delete(technicianNo);
  }
}
