import type { PolicyVersion } from '../../../core/model/rotation/policy.ts';
import type { QueuePlace } from '../../../core/model/rotation/queue.ts';
import type { RotationSlice } from '../../../core/model/rotation/slice.ts';
import type { ReadHandle } from '../../engine/connection.ts';
import { Kept } from '../../engine/kept.ts';
import { allQueues, calledBehind, hasJoined, lastLeft, movesInQueue, storedPolicies } from './queries.ts';

export class StoredRotation implements RotationSlice {
  readonly #read: ReadHandle;
  readonly #queues: Kept<ReadonlyMap<string, readonly QueuePlace[]>>;
  readonly #policies: Kept<readonly PolicyVersion[]>;

  constructor(read: ReadHandle) {
    this.#read = read;
    this.#queues = new Kept(read, ['queue_places'], () => allQueues(read));
    this.#policies = new Kept(read, ['rotation_policies'], () => storedPolicies(read));
  }

  queue(queueId: string) {
    return this.#queues.value.get(queueId) ?? [];
  }

  policies() {
    return this.#policies.value;
  }

  hasJoined(queueId: string, technicianNo: string, businessDate: string) {
    return hasJoined(this.#read, queueId, technicianNo, businessDate);
  }

  lastLeft(queueId: string, technicianNo: string, businessDate: string) {
    return lastLeft(this.#read, queueId, technicianNo, businessDate);
  }

  calledBehind(queueId: string, rank: number, sinceAt: number) {
    return calledBehind(this.#read, queueId, rank, sinceAt);
  }

  moves(queueId: string, fromAt: number, toAt: number) {
    return movesInQueue(this.#read, queueId, fromAt, toAt);
  }
}
