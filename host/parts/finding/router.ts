import { z } from 'zod';
import { bus, printer, reader } from '../../../core/model/site/device-schema.ts';
import { voice } from '../../../core/model/site/schema.ts';
import { callsTo } from '../../contract/calls.ts';
import { attachedReader } from '../../contract/inputs.ts';
import type { FindingService } from './service.ts';

const { callWith, router } = callsTo<{ finding: FindingService }>();

const line = bus.omit({ terminals: true });
const address = z.int().min(0).max(126);
const findingId = z.strictObject({ findingId: z.string().max(64) });
/** Whoever may set devices may look for them; nobody else has the store ask its network or its ports. */
const call = callWith('settings.devices');

/** Finds devices and tries them, before they are in force. */
export const findingRouter = router({
  plugged: call.query(({ ctx }) => ctx.store.finding.plugged()),
  searchNetwork: call
    .input(z.strictObject({ network: z.string().max(32) }))
    .mutation(({ ctx, input }) => ctx.store.finding.searchNetwork(ctx.connection, input.network)),
  searchLine: call
    .input(z.strictObject({ line }))
    .mutation(({ ctx, input }) => ctx.store.finding.searchLine(ctx.connection, input.line)),
  listen: call
    .input(z.strictObject({ line, addresses: z.array(address).min(1).max(126) }))
    .mutation(({ ctx, input }) => ctx.store.finding.listen(ctx.connection, input.line, input.addresses)),
  tryReader: call
    .input(z.strictObject({ reader }))
    .mutation(({ ctx, input }) => ctx.store.finding.tryReader(ctx.connection, input.reader)),
  learnReader: call
    .input(attachedReader)
    .mutation(({ ctx, input }) => ctx.store.finding.learnReader(ctx.connection, input)),
  typed: call
    .input(z.strictObject({ text: z.string().min(1).max(64) }))
    .mutation(({ ctx, input }) => ctx.store.finding.typed(ctx.connection, input.text)),
  view: call.input(findingId).query(({ ctx, input }) => ctx.store.finding.view(input.findingId)),
  stop: call.input(findingId).mutation(({ ctx, input }) => ctx.store.finding.stop(input.findingId)),
  testPrinter: call
    .input(z.strictObject({ printer }))
    .mutation(({ ctx, input }) => ctx.store.finding.testPrinter(input.printer)),
  testTerminal: call
    .input(z.strictObject({ line, address }))
    .mutation(({ ctx, input }) => ctx.store.finding.testTerminal(input.line, input.address)),
  testVoice: call
    .input(z.strictObject({ voice, placeId: z.string().max(64).nullable() }))
    .mutation(({ ctx, input }) => ctx.store.finding.testVoice(input.voice, input.placeId)),
});
