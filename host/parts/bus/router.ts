import { z } from 'zod';
import { callsTo } from '../../contract/calls.ts';
import { eventStream } from '../../contract/event-stream.ts';
import { deviceId } from '../../contract/inputs.ts';
import type { BusService } from './service.ts';
import type { BusFrames } from './views.ts';

const { callWith, router } = callsTo<{ bus: BusService }>();

/** The lines with terminals: how they are, what passes on them, and a terminal's own key. */
export const busRouter = router({
  status: callWith('device.view').query(({ ctx }) => ctx.store.bus.status()),
  frames: callWith('device.view')
    .input(z.strictObject({ busId: deviceId }))
    .subscription(({ ctx, input, signal }) =>
      eventStream<BusFrames>((emit) => ctx.store.bus.onFrames(input.busId, emit), signal),
    ),
  /** Asks for the permission that goes with the terminals' keys. */
  installKey: callWith('site.export-keys')
    .input(z.strictObject({ terminalId: deviceId }))
    .mutation(({ ctx, input }) => ctx.store.bus.installKey(ctx.session.staffNo, input.terminalId)),
});
