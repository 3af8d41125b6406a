import { z } from 'zod';
import { typedCode, typedPin, typedText } from '../../../core/kernel/typed-fields.ts';
import { callsTo, requirePermission } from '../../contract/calls.ts';
import type { CardSignIn } from '../../contract/connection.ts';
import { eventStream } from '../../contract/event-stream.ts';
import { personNo as staffNo } from '../../contract/inputs.ts';
import type { SessionService } from './service.ts';
import type { ScreenState } from './views.ts';

const { callWith, lockedCall, publicCall, router, sessionCall, stationCall } = callsTo<{ sessions: SessionService }>();

const newPin = typedPin.regex(/^\d{4,8}$/);
const id = z.string().min(1).max(64);

/** Who works at which station, and which screens belong to the store. */
export const sessionRouter = router({
  welcome: publicCall.query(({ ctx }) => ctx.store.sessions.welcome(ctx.connection)),
  signIn: stationCall
    .input(z.strictObject({ staffNo, pin: typedPin }))
    .mutation(({ ctx, input, signal }) => ctx.store.sessions.signIn(ctx.connection, input.staffNo, input.pin, signal)),
  onCard: stationCall.subscription(({ ctx, signal }) =>
    eventStream<CardSignIn>((emit) => ctx.store.sessions.onCardSignIn(ctx.connection, emit), signal),
  ),
  /** The screen's own state: also for one whose session is over or whose pairing was taken back, or it would not hear. */
  state: publicCall.subscription(({ ctx, signal }) =>
    eventStream<ScreenState>((emit) => ctx.store.sessions.onState(ctx.connection, emit), signal),
  ),
  /** Somebody touched the screen. */
  use: lockedCall.mutation(({ ctx }) => ctx.store.sessions.use(ctx.connection)),
  lock: lockedCall.mutation(({ ctx }) => ctx.store.sessions.lock(ctx.connection)),
  unlock: lockedCall
    .input(z.strictObject({ pin: typedPin }))
    .mutation(({ ctx, input, signal }) => ctx.store.sessions.unlock(ctx.connection, input.pin, signal)),
  signOut: stationCall.mutation(({ ctx }) => ctx.store.sessions.signOut(ctx.connection)),
  setFirstPin: stationCall
    .input(z.strictObject({ staffNo, pin: newPin }))
    .mutation(({ ctx, input }) => ctx.store.sessions.setFirstPin(ctx.connection, input.staffNo, input.pin)),
  setPin: sessionCall
    .input(z.strictObject({ staffNo, pin: newPin, ownPin: typedPin }))
    .mutation(({ ctx, input, signal }) => {
      if (input.staffNo !== ctx.session.staffNo) requirePermission(ctx.session.role, 'staff.pin');
      return ctx.store.sessions.setPin(ctx.connection, input, signal);
    }),
  stations: callWith('station.pair').query(({ ctx }) => ctx.store.sessions.stations(ctx.connection)),
  endSession: callWith('station.pair')
    .input(z.strictObject({ sessionId: id }))
    .mutation(({ ctx, input }) => ctx.store.sessions.endSession(ctx.connection, input.sessionId)),
  revokeStation: callWith('station.pair')
    .input(z.strictObject({ stationId: id }))
    .mutation(({ ctx, input }) => ctx.store.sessions.revokeStation(ctx.connection, input.stationId)),
  pair: publicCall
    .input(z.strictObject({ code: typedCode(16), name: typedText(40).min(1) }))
    .mutation(({ ctx, input }) => ctx.store.sessions.pair(ctx.connection, input.code, input.name)),
  pairingCode: callWith('station.pair').mutation(({ ctx }) => ctx.store.sessions.pairingCode(ctx.connection)),
});
