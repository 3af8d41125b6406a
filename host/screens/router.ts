import { mayDo } from '../../core/model/staff/permissions.ts';
import { type CallContext, callsTo } from '../contract/calls.ts';
import { eventStream } from '../contract/event-stream.ts';
import { nobodysBoard } from './nobodys-board.ts';
import type { BoardService } from './service.ts';
import type { BoardChange } from './views.ts';

const { router, stationCall } = callsTo<{ board: BoardService }>();

/** Asked anew for every change: whoever was signed in may have gone. */
function maySeeAll({ store, connection }: CallContext): boolean {
  const session = store.sessions.sessionOn(connection);
  return session !== null && !session.isLocked && mayDo(session.role, 'board.view');
}

/** Open to screens where nobody signs in: the display on the wall shows the board too. */
export const boardRouter = router({
  catalog: stationCall.query(({ ctx }) => ctx.store.board.catalog()),
  snapshot: stationCall.query(({ ctx }) => {
    const snapshot = ctx.store.board.snapshot();
    return maySeeAll(ctx) ? snapshot : nobodysBoard(snapshot);
  }),
  changes: stationCall.subscription(({ ctx, signal }) =>
    eventStream<BoardChange>(
      (emit) => ctx.store.board.onChange((change) => emit(maySeeAll(ctx) ? change : nobodysBoard(change))),
      signal,
    ),
  ),
});
