import { z } from 'zod';
import { mayDo } from '../../../core/model/staff/permissions.ts';
import { callsTo } from '../../contract/calls.ts';
import { eventStream } from '../../contract/event-stream.ts';
import { deviceId } from '../../contract/inputs.ts';
import type { SimulatedDeviceService } from './service.ts';

const { callWith, router, stationCall } = callsTo<{ simulatedDevices: SimulatedDeviceService }>();

/** What touches one of them: in a demo or a practice only. */
const playCall = callWith('practice.use').use(({ ctx, next }) => {
  ctx.store.simulatedDevices.requirePlay('practice');
  return next();
});

/** Simulated devices, touched by hand. */
export const simulatedDeviceRouter = router({
  // What stands on a bill is read by those who may see bills.
  view: callWith('practice.use').query(({ ctx }) =>
    ctx.store.simulatedDevices.view(mayDo(ctx.session.role, 'bill.view')),
  ),
  changes: callWith('practice.use').subscription(({ ctx, signal }) =>
    eventStream<true>((emit) => ctx.store.simulatedDevices.onChange(() => emit(true)), signal),
  ),
  holdCard: playCall
    .input(z.strictObject({ terminalId: deviceId, cardId: z.string().max(32) }))
    .mutation(({ ctx: { store, session }, input: { terminalId, cardId } }) => {
      store.simulatedDevices.requireOwnRank(cardId, session.role);
      store.simulatedDevices.holdCard(terminalId, cardId);
    }),
  /** Open to the sign-in screen too: a practice reader is how a card signs in without hardware. */
  holdCardAtReader: stationCall
    .input(z.strictObject({ readerId: deviceId, cardId: z.string().max(32) }))
    .mutation(({ ctx: { store, connection }, input: { readerId, cardId } }) => {
      store.simulatedDevices.requireOwnRank(cardId, store.sessions.sessionOn(connection)?.role ?? null);
      store.simulatedDevices.holdCardAtReader(readerId, cardId);
    }),
  press: playCall
    .input(z.strictObject({ terminalId: deviceId, keys: z.string().regex(/^[0-9*#A-D]{1,16}$/) }))
    .mutation(({ ctx, input }) => ctx.store.simulatedDevices.press(input.terminalId, input.keys)),
  setPlugged: playCall
    .input(z.strictObject({ terminalId: deviceId, plugged: z.boolean() }))
    .mutation(({ ctx, input }) => ctx.store.simulatedDevices.setPlugged(input.terminalId, input.plugged)),
  setPrinter: playCall
    .input(z.strictObject({ printerId: deviceId, state: z.enum(['ok', 'off', 'no-paper']) }))
    .mutation(({ ctx, input }) => ctx.store.simulatedDevices.setPrinter(input.printerId, input.state)),
});
