import {
  completePolicy,
  type PolicyVersion,
  type PresetName,
  type QueuePolicy,
} from '../../../core/model/rotation/policy.ts';
import type { QueuePlace } from '../../../core/model/rotation/queue.ts';
import type { KeptMove } from '../../../core/model/rotation/why.ts';

import type { ReadHandle } from '../../engine/connection.ts';

/** What the rotation and its explanations read. */

/** Every queue's places, by queue and rank. */
export function allQueues(read: ReadHandle): Map<string, QueuePlace[]> {
  const places = read.all<QueuePlace>(
    'SELECT queueId, technicianNo, rank, since FROM queue_places ORDER BY queueId, rank, technicianNo',
  );
  return Map.groupBy(places, (place) => place.queueId);
}

/** A policy version with who set it. */
export interface StoredPolicy extends PolicyVersion {
  seq: number;
  setAt: number;
  setBy: string;
}

interface PolicyRow {
  seq: number;
  groupCode: string;
  gender: 'F' | 'M' | null;
  fromDate: string;
  preset: PresetName | null;
  policy: string;
  setAt: number;
  setBy: string;
}

/** By first trading day, then in the order they were set. */
export function storedPolicies(read: ReadHandle): StoredPolicy[] {
  return read
    .all<PolicyRow>(
      `SELECT seq, groupCode, gender, fromDate, preset, policy, setAt, setBy
       FROM rotation_policies ORDER BY fromDate, seq, n`,
    )
    .map(({ groupCode, policy, ...row }) => ({
      ...row,
      group: groupCode,
      policy: completePolicy(JSON.parse(policy) as QueuePolicy),
    }));
}

/** Everybody's moves in one queue between two instants, oldest first: others' moves shift one's place too. */
export function movesInQueue(read: ReadHandle, queueId: string, fromAt: number, toAt: number): KeptMove[] {
  return read.all<KeptMove>(
    `SELECT seq, at, queueId, technicianNo, effect, fromPosition, toPosition, fromRank, toRank,
       becauseEvent, becauseClockId, becauseReason
     FROM queue_moves INDEXED BY queue_moves_at WHERE queueId = ? AND at >= ? AND at <= ? ORDER BY at, seq`,
    queueId,
    fromAt,
    toAt,
  );
}

export function hasJoined(read: ReadHandle, queueId: string, technicianNo: string, businessDate: string): boolean {
  const sql = `SELECT 1 FROM queue_moves INDEXED BY queue_moves_day
    WHERE technicianNo = ? AND queueId = ? AND businessDate = ? AND fromRank IS NULL`;
  return read.get(sql, technicianNo, queueId, businessDate) !== undefined;
}

/** The place somebody left a queue from for the last time before a trading day. */
export function lastLeft(
  read: ReadHandle,
  queueId: string,
  technicianNo: string,
  businessDate: string,
): { businessDate: string; rank: number } | null {
  const sql = `SELECT businessDate, fromRank AS rank FROM queue_moves INDEXED BY queue_moves_day
    WHERE technicianNo = ? AND queueId = ? AND businessDate < ? AND toRank IS NULL
    ORDER BY businessDate DESC, seq DESC LIMIT 1`;
  return read.get<{ businessDate: string; rank: number }>(sql, technicianNo, queueId, businessDate) ?? null;
}

/** Whether a clock of the rotation was called since an instant from behind a rank of a queue. */
export function calledBehind(read: ReadHandle, queueId: string, rank: number, sinceAt: number): boolean {
  const sql = `SELECT 1 FROM clocks INDEXED BY clocks_queue
    WHERE queueId = ? AND calledAt >= ? AND heldRank > ? AND type IN ('rotation', 'converted') LIMIT 1`;
  return read.get(sql, queueId, sinceAt, rank) !== undefined;
}
