import type { JournalEvent } from '../../model/events.ts';
import type { QueueMove } from '../../model/rotation/moves.ts';
import { completePolicy, type PolicyVersion, policyOf } from '../../model/rotation/policy.ts';
import type { QueuePlace } from '../../model/rotation/queue.ts';
import type { RotationSlice } from '../../model/rotation/slice.ts';
import type { Rename } from '../../model/site/holders.ts';
import type { Sections } from '../../model/site/sections.ts';
import { sectionsIn } from '../../model/site/told.ts';
import type { ClocksInMemory } from './clocks.ts';

export class RotationInMemory implements Omit<RotationSlice, 'moves'> {
  readonly #queues = new Map<string, QueuePlace[]>();
  readonly #joined = new Set<string>();
  readonly #left = new Map<string, { businessDate: string; rank: number }[]>();
  readonly #everMoved = new Set<string>();
  readonly #clocks: Pick<ClocksInMemory, 'calledBehind'>;
  #policies: PolicyVersion[] = [];
  #override: readonly PolicyVersion[] | null = null;

  constructor(clocks: Pick<ClocksInMemory, 'calledBehind'>) {
    this.#clocks = clocks;
  }

  queue(queueId: string): QueuePlace[] {
    return this.#queues.get(queueId) ?? [];
  }

  policies(): PolicyVersion[] {
    return this.#override ? [...this.#override] : this.#policies;
  }

  hasJoined(queueId: string, technicianNo: string, businessDate: string): boolean {
    return this.#joined.has(`${queueId} ${technicianNo} ${businessDate}`);
  }

  lastLeft(queueId: string, technicianNo: string, businessDate: string) {
    return this.#left.get(`${queueId} ${technicianNo}`)?.findLast((left) => left.businessDate < businessDate) ?? null;
  }

  calledBehind(queueId: string, rank: number, sinceAt: number): boolean {
    return this.#clocks.calledBehind(queueId, rank, sinceAt);
  }

  /** Whether somebody ever stood in a queue. */
  hasMoved(technicianNo: string): boolean {
    return this.#everMoved.has(technicianNo);
  }

  /** From now on the rotation goes by these, whatever the journal says. */
  goBy(versions: readonly PolicyVersion[]): void {
    this.#override = versions;
  }

  take({ type, payload, at, businessDate }: JournalEvent): void {
    const it = { type, payload } as JournalEvent;
    const set = sectionsIn(it)?.rotation;
    if (set) this.#policies = byDate(versionsIn(set));
    switch (it.type) {
      case 'rotation.policySet':
        this.#policies = byDate([...this.#policies, { ...it.payload, policy: completePolicy(it.payload.policy) }]);
        break;
      case 'rotation.moved':
        this.move(it.payload, at, businessDate);
        break;
    }
  }

  /** Who is known by one number so far is known by another key. */
  rename({ from, to }: Pick<Rename, 'from' | 'to'>): void {
    for (const [queueId, places] of this.#queues) {
      const renamed = places.map((place) => (place.technicianNo === from ? { ...place, technicianNo: to } : place));
      this.#queues.set(queueId, byRank(renamed));
    }
    for (const key of [...this.#joined]) {
      const [queueId, no, date] = key.split(' ');
      if (no === from && this.#joined.delete(key)) this.#joined.add(`${queueId} ${to} ${date}`);
    }
    for (const [key, left] of [...this.#left]) {
      const [queueId, no] = key.split(' ');
      if (no === from && this.#left.delete(key)) this.#left.set(`${queueId} ${to}`, left);
    }
    if (this.#everMoved.delete(from)) this.#everMoved.add(to);
  }

  move({ queueId, technicianNo, fromRank, toRank }: QueueMove, at: number, businessDate: string): void {
    this.#everMoved.add(technicianNo);
    const others = this.queue(queueId).filter((place) => place.technicianNo !== technicianNo);
    if (fromRank === null) this.#joined.add(`${queueId} ${technicianNo} ${businessDate}`);
    if (toRank === null) {
      if (fromRank !== null) {
        const key = `${queueId} ${technicianNo}`;
        this.#left.set(key, [...(this.#left.get(key) ?? []), { businessDate, rank: fromRank }]);
      }
      this.#queues.set(queueId, others);
      return;
    }
    const place = { queueId, technicianNo, rank: toRank, since: at };
    this.#queues.set(queueId, byRank([...others, place]));
  }
}

function byRank(places: QueuePlace[]): QueuePlace[] {
  return places.sort((a, b) => a.rank - b.rank || (a.technicianNo < b.technicianNo ? -1 : 1));
}

function versionsIn({ rotation }: Sections['rotation']): PolicyVersion[] {
  return rotation.flatMap(({ group, versions = [] }) =>
    versions.map(({ gender, from, preset, ...fields }): PolicyVersion => {
      return { group, gender: gender ?? null, fromDate: from, preset: preset ?? null, policy: policyOf(fields) };
    }),
  );
}

function byDate(versions: PolicyVersion[]): PolicyVersion[] {
  return versions.sort((a, b) => (a.fromDate < b.fromDate ? -1 : a.fromDate > b.fromDate ? 1 : 0));
}
