import { z } from 'zod';
import { eventStream } from './event-stream.ts';
import type { CardSeen } from './reader-views.ts';
import { callWith, router, sessionCall, stationCall } from './trpc.ts';

/** Cards held to readers. What types them is open to the sign-in screen: a card is how one signs in. */
export const readerRouter = router({
  list: callWith('device.view').query(({ ctx }) => ctx.store.readers.list()),
  typedShapes: stationCall.query(({ ctx }) => ctx.store.readers.typedShapes()),
  card: stationCall
    .input(z.strictObject({ text: z.string().min(1).max(64) }))
    .mutation(({ ctx, input }) => ctx.store.readers.takeTyped(ctx.connection, input.text)),
  onCard: sessionCall.subscription(({ ctx, signal }) =>
    eventStream<CardSeen>((emit) => ctx.store.readers.onCard(ctx.connection, emit), signal),
  ),
});
