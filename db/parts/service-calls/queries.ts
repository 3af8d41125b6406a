import type { ReadHandle } from '../../engine/connection.ts';

/** A call for service that nobody has answered. */
export interface OpenServiceCall {
  id: string;
  roomNo: string;
  calledBy: string;
  calledAt: number;
}

/** Oldest first. */
export function openServiceCalls(read: ReadHandle): OpenServiceCall[] {
  return read.all<OpenServiceCall>(
    `SELECT id, roomNo, calledBy, calledAt FROM service_calls INDEXED BY service_calls_open
     WHERE answeredAt IS NULL ORDER BY calledAt, id`,
  );
}
