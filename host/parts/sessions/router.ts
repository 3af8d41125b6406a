import { z } from 'zod';
import { typedCode, typedPin, typedText } from '../../../core/kernel/typed-fields.ts';
import { callsTo, requirePermission } from '../../contract/calls.ts';
import type { OpenedSession } from '../../contract/connection.ts';
import { eventStream } from '../../contract/event-stream.ts';
import { personNo as staffNo } from '../../contract/inputs.ts';
import type { SessionService } from './service.ts';

const { callWith, publicCall, router, sessionCall, stationCall } = callsTo<{ sessions: SessionService }>();

const newPin = typedPin.regex(/^\d{4,8}$/);

/** Who works at which station, and which screens belong to the store. */
export const sessionRouter = router({
  welcome: publicCall.query(({ ctx }) => ctx.store.sessions.welcome(ctx.connection)),
  signIn: stationCall
    .input(z.strictObject({ staffNo, pin: typedPin }))
    .mutation(({ ctx, input }) => ctx.store.sessions.signIn(ctx.connection, input.staffNo, input.pin)),
  onCard: stationCall.subscription(({ ctx, signal }) =>
    eventStream<OpenedSession>((emit) => ctx.store.sessions.onCardSignIn(ctx.connection, emit), signal),
  ),
  signOut: stationCall.mutation(({ ctx }) => ctx.store.sessions.signOut(ctx.connection)),
  setFirstPin: stationCall
    .input(z.strictObject({ staffNo, pin: newPin }))
    .mutation(({ ctx, input }) => ctx.store.sessions.setFirstPin(ctx.connection, input.staffNo, input.pin)),
  setPin: sessionCall.input(z.strictObject({ staffNo, pin: newPin })).mutation(({ ctx, input }) => {
    if (input.staffNo !== ctx.session.staffNo) requirePermission(ctx.session.role, 'staff.pin');
    return ctx.store.sessions.setPin(ctx.connection, input.staffNo, input.pin);
  }),
  pair: publicCall
    .input(z.strictObject({ code: typedCode(16), name: typedText(40).min(1) }))
    .mutation(({ ctx, input }) => ctx.store.sessions.pair(input.code, input.name)),
  pairingCode: callWith('station.pair').mutation(({ ctx }) => ctx.store.sessions.pairingCode()),
});
