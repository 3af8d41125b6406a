import { callsTo } from '../contract/calls.ts';
import { eventStream } from '../contract/event-stream.ts';
import type { BoardService } from './service.ts';
import type { BoardChange } from './views.ts';

const { router, stationCall } = callsTo<{ board: BoardService }>();

/** Open to screens where nobody signs in: the display on the wall shows the board too. */
export const boardRouter = router({
  catalog: stationCall.query(({ ctx }) => ctx.store.board.catalog()),
  snapshot: stationCall.query(({ ctx }) => ctx.store.board.snapshot()),
  changes: stationCall.subscription(({ ctx, signal }) =>
    eventStream<BoardChange>((emit) => ctx.store.board.onChange(emit), signal),
  ),
});
