import type { PolicyVersion } from './policy.ts';
import type { QueuePlace } from './queue.ts';
import type { KeptMove } from './why.ts';

/** What decisions look at of queues and policies. */
export interface RotationSlice {
  /** Sorted by rank. */
  queue(queueId: string): readonly QueuePlace[];
  /** Policies set since the site file, those in it first; by first trading day, then in the order they were set. */
  policies(): readonly PolicyVersion[];
  /** Whether somebody came into a queue on a trading day. */
  hasJoined(queueId: string, technicianNo: string, businessDate: string): boolean;
  /** The place somebody left a queue from for the last time before a trading day. */
  lastLeft(queueId: string, technicianNo: string, businessDate: string): { businessDate: string; rank: number } | null;
  /** Whether a clock of the rotation was called since an instant from behind a rank of a queue. */
  calledBehind(queueId: string, rank: number, sinceAt: number): boolean;
  /** Everybody's moves in a queue between two instants (UTC ms, both included), oldest first. */
  moves(queueId: string, fromAt: number, toAt: number): KeptMove[];
}
