import { z } from 'zod';
import { readerPresetIds } from '../../../core/model/site/reader-presets.ts';
import { callsTo, requirePermission } from '../../contract/calls.ts';
import { eventStream } from '../../contract/event-stream.ts';
import { attachedReader } from '../../contract/inputs.ts';
import type { ReaderService } from './service.ts';
import type { CardSeen } from './views.ts';

const { callWith, router, sessionCall, stationCall } = callsTo<{ readers: ReaderService }>();

const learningId = z.strictObject({ learningId: z.string().max(64) });

/** Cards held to readers. What types them is open to the sign-in screen: a card is how one signs in. */
export const readerRouter = router({
  list: callWith('device.view').query(({ ctx }) => ctx.store.readers.list()),
  typedShapes: stationCall.query(({ ctx }) => ctx.store.readers.typedShapes()),
  card: stationCall
    .input(z.strictObject({ text: z.string().min(1).max(64) }))
    .mutation(({ ctx, input }) => ctx.store.readers.takeTyped(ctx.connection, input.text)),
  presets: callWith('device.view').query(({ ctx }) => ctx.store.readers.presets()),
  addPreset: callWith('device.test')
    .input(z.strictObject({ preset: z.enum(readerPresetIds), path: z.string().min(1).max(256).optional() }))
    .mutation(({ ctx, input }) => {
      requirePermission(ctx.session.role, 'site.import');
      return ctx.store.readers.addPreset(ctx.connection, input.preset, input.path);
    }),
  addTyping: callWith('device.test')
    .input(z.strictObject({ text: z.string().min(1).max(64) }))
    .mutation(({ ctx, input }) => {
      requirePermission(ctx.session.role, 'site.import');
      return ctx.store.readers.addTyping(ctx.connection, input.text);
    }),
  attached: callWith('device.test').query(({ ctx }) => ctx.store.readers.attached()),
  learn: callWith('device.test')
    .input(attachedReader)
    .mutation(({ ctx, input }) => {
      requirePermission(ctx.session.role, 'site.import');
      return ctx.store.readers.learn(ctx.connection, input);
    }),
  learning: callWith('device.test')
    .input(learningId)
    .query(({ ctx, input }) => ctx.store.readers.learning(input.learningId)),
  cancelLearning: callWith('device.test')
    .input(learningId)
    .mutation(({ ctx, input }) => ctx.store.readers.cancelLearning(input.learningId)),
  onCard: sessionCall.subscription(({ ctx, signal }) =>
    eventStream<CardSeen>((emit) => ctx.store.readers.onCard(ctx.connection, emit), signal),
  ),
});
