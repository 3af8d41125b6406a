import { z } from 'zod';
import { callsTo } from '../../contract/calls.ts';
import { eventStream } from '../../contract/event-stream.ts';
import { deviceId } from '../../contract/inputs.ts';
import type { OutputService } from './service.ts';
import type { SpokenSentence } from './views.ts';

const { callWith, router, stationCall } = callsTo<{ outputs: OutputService }>();

const mostLogLines = 1_000;

/** Where slips and calls come out: sent elsewhere by hand, spoken by screens, and looked up in the log. */
export const outputRouter = router({
  rerouteJob: callWith('job.resolve')
    .input(z.strictObject({ jobId: deviceId, printerId: deviceId }))
    .mutation(({ ctx, input }) => ctx.store.outputs.rerouteJob(input.jobId, input.printerId, ctx.connection)),
  reroutePrinter: callWith('job.resolve')
    .input(z.strictObject({ fromId: deviceId, toId: deviceId }))
    .mutation(({ ctx, input }) => ctx.store.outputs.reroutePrinter(input.fromId, input.toId, ctx.connection)),
  /** Open to screens where nobody signs in: the display on the wall speaks too. */
  speak: stationCall.input(z.strictObject({ device: deviceId })).subscription(({ ctx, input, signal }) => {
    return eventStream<SpokenSentence>(ctx.store.outputs.voiceOutput(input.device), signal);
  }),
  reportSentence: stationCall
    .input(z.strictObject({ sentenceId: deviceId, report: z.enum(['began', 'ended', 'failed']) }))
    .mutation(({ ctx, input }) => ctx.store.outputs.reportSentence(input.sentenceId, input.report)),
  log: callWith('device.view')
    .input(
      z.strictObject({
        device: z.string().max(80).optional(),
        level: z.literal('warn').optional(),
        limit: z.int().min(1).max(mostLogLines),
      }),
    )
    .query(({ ctx, input }) => ctx.store.outputs.deviceLog(input)),
  logText: callWith('device.view').query(({ ctx }) => ctx.store.outputs.deviceLogText()),
});
