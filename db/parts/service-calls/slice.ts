import type { ServiceCall, ServiceCallsSlice } from '../../../core/model/service-calls/slice.ts';
import type { ReadHandle } from '../../engine/connection.ts';

export class StoredServiceCalls implements ServiceCallsSlice {
  readonly #read: ReadHandle;

  constructor(read: ReadHandle) {
    this.#read = read;
  }

  byId(callId: string) {
    const sql = 'SELECT id, roomNo, answeredAt FROM service_calls WHERE id = ?';
    return this.#read.get<ServiceCall>(sql, callId) ?? null;
  }

  openIn(roomNo: string) {
    const sql = 'SELECT id FROM service_calls WHERE roomNo = ? AND answeredAt IS NULL ORDER BY calledAt LIMIT 1';
    return this.#read.get<Pick<ServiceCall, 'id'>>(sql, roomNo) ?? null;
  }
}
