import type { Clock } from '../../../core/model/clocks/clock.ts';
import { columnsOf } from '../../engine/columns.ts';

export const clockColumns = columnsOf<Clock>()(
  'id',
  'visitId',
  'guestId',
  'roomNo',
  'serviceCode',
  'type',
  'state',
  'choice',
  'technicianNo',
  'queueId',
  'heldRank',
  'parentId',
  'pairOf',
  'afterId',
  'reservationId',
  'countsAs',
  'minutes',
  'priceMinor',
  'currency',
  'orderedAt',
  'calledAt',
  'firstCalledAt',
  'callCount',
  'startedAt',
  'dueAt',
  'remindedAt',
  'lateAt',
  'endedAt',
  'cancelledAt',
  'reason',
  'passedBy',
  'automatic',
  'businessDate',
  'billId',
);

export type ClockRow = Omit<Clock, 'choice' | 'passedBy' | 'automatic'> & {
  choice: string;
  passedBy: string | null;
  automatic: number;
};

export function clockOf(row: ClockRow): Clock {
  return {
    ...row,
    choice: JSON.parse(row.choice) as Clock['choice'],
    passedBy: row.passedBy === null ? [] : (JSON.parse(row.passedBy) as string[]),
    automatic: row.automatic === 1,
  };
}
