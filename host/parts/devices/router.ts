import { z } from 'zod';
import { callsTo } from '../../contract/calls.ts';
import { deviceId } from '../../contract/inputs.ts';
import type { DeviceService } from './service.ts';

const { callWith, router } = callsTo<{ devices: DeviceService }>();

export const deviceRouter = router({
  terminals: callWith('device.view').query(({ ctx }) => ctx.store.devices.terminals()),
  jobs: callWith('board.view').query(({ ctx }) => ctx.store.devices.jobs()),
  retryJob: callWith('job.resolve')
    .input(z.strictObject({ jobId: deviceId }))
    .mutation(({ ctx, input }) => ctx.store.devices.retryJob(input.jobId, ctx.connection)),
  dismissJob: callWith('job.resolve')
    .input(z.strictObject({ jobId: deviceId }))
    .mutation(({ ctx, input }) => ctx.store.devices.dismissJob(input.jobId, ctx.connection)),
  // The books may go back by it: for whoever answers for them.
  takeSystemTime: callWith('authorise').mutation(({ ctx }) => ctx.store.devices.takeSystemTime(ctx.connection)),
  test: callWith('device.test')
    .input(z.strictObject({ device: deviceId }))
    .mutation(({ ctx, input }) => ctx.store.devices.test(input.device)),
});
