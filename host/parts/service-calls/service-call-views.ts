import type { ReadHandle } from '../../../db/engine/connection.ts';
import { openServiceCalls } from '../../../db/parts/service-calls/queries.ts';
import type { ServiceCallView } from './views.ts';

/** Who waits for service. */
export function serviceCallViews(read: ReadHandle): ServiceCallView[] {
  return openServiceCalls(read).map(({ id, roomNo, calledBy, calledAt }) => ({
    id,
    roomNo,
    by: calledBy,
    at: calledAt,
  }));
}
