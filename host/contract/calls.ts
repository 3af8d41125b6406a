import {
  initTRPC,
  TRPCError,
  type TRPCProcedureBuilder,
  type TRPCRouterBuilder,
  type TRPCUnsetMarker,
} from '@trpc/server';
import { StoreError } from '../../core/kernel/error.ts';
import { staffError } from '../../core/model/staff/errors.ts';
import { mayDo, type Permission } from '../../core/model/staff/permissions.ts';
import { DatabaseError, type DatabaseErrorCode } from '../../db/engine/error.ts';
import type { Connection } from './connection.ts';

/** What every store that is called offers, whatever its parts do. */
export interface CalledStore {
  /** Where a screen that takes part in a practice has its store: one that offers what this one does. */
  readonly practiceRuns: { storeOf(token: string): object };
}

/** What every call has at hand. `Services`: what the calls of a part ask of the store. */
export interface CallContext<Services = unknown> {
  store: Services & CalledStore;
  connection: Connection;
}

/** What a person can do something about; anything else of the database is an error of the program. */
function isOfTheDisk(code: DatabaseErrorCode) {
  return code === 'DISK_FULL' || code === 'DISK_READONLY' || code === 'DISK_FAILED' || code === 'FILE_DAMAGED';
}

const t = initTRPC.context<CallContext>().create({
  // The wire carries the stable code and its facts; texts are made where the language is known.
  errorFormatter({ shape, error }) {
    const cause = error.cause;
    if (cause instanceof StoreError) {
      return {
        ...shape,
        message: cause.code,
        data: { ...shape.data, stack: undefined, storeCode: cause.code, context: cause.context },
      };
    }
    if (cause instanceof DatabaseError && isOfTheDisk(cause.code)) {
      const storeCode = cause.code === 'FILE_DAMAGED' ? 'DATA_DAMAGED' : cause.code;
      const context = { detail: String(cause.context.message ?? cause.code) };
      return { ...shape, message: storeCode, data: { ...shape.data, stack: undefined, storeCode, context } };
    }
    const storeCode = error.code === 'BAD_REQUEST' ? 'INPUT_INVALID' : 'INTERNAL';
    const context = error.code === 'BAD_REQUEST' ? { detail: error.message.slice(0, 500) } : {};
    return { ...shape, message: storeCode, data: { ...shape.data, stack: undefined, storeCode, context } };
  },
});

/** Turns a StoreError of the work into a call error that keeps code and context. */
const withErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok && result.error.cause instanceof StoreError) {
    throw new TRPCError({ code: 'UNPROCESSABLE_CONTENT', message: result.error.cause.code, cause: result.error.cause });
  }
  return result;
});

/**
 * A screen in practice talks to the practice's store, as the connection it has there. Its seat may be of a practice
 * that has ended: then it is refused, and never falls through to the real store.
 */
const inItsStore = t.middleware(({ ctx, next }) => {
  const { store, connection } = ctx;
  const { practice } = connection;
  return next({
    ctx: practice
      ? { store: store.practiceRuns.storeOf(practice.token) as CalledStore, connection: practice.connection }
      : ctx,
  });
});

/** For this machine and paired stations, about the house itself: the real store, also from a screen in practice. */
const houseCall = t.procedure.use(withErrors).use(({ ctx, next }) => {
  if (!ctx.connection.trusted) throw refuse('STATION_NOT_PAIRED');
  return next();
});

/** Open to a trusted station without a session: what the sign-in screen needs. */
const publicCall = t.procedure.use(withErrors).use(inItsStore);

/** For this machine and paired stations. */
const stationCall = publicCall.use(({ ctx, next }) => {
  if (!ctx.connection.trusted) throw refuse('STATION_NOT_PAIRED');
  return next();
});

/** For somebody signed in. */
const sessionCall = stationCall.use(({ ctx, next }) => {
  const { session } = ctx.connection;
  if (!session) throw refuse('NOT_SIGNED_IN');
  return next({ ctx: { ...ctx, session } });
});

/** For somebody signed in who holds the permission. */
function callWith(permission: Permission) {
  return sessionCall.use(({ ctx, next }) => {
    requirePermission(ctx.session.role, permission);
    return next();
  });
}

type Session = NonNullable<Connection['session']>;

/** A call whose work finds `Services` in its store; `More` stands beside it in the context. */
type Call<Services, More = object> = TRPCProcedureBuilder<
  CallContext<Services>,
  object,
  More,
  TRPCUnsetMarker,
  TRPCUnsetMarker,
  TRPCUnsetMarker,
  TRPCUnsetMarker,
  false
>;

/** What the router of a part is made of. */
export interface Calls<Services> {
  router: TRPCRouterBuilder<{
    ctx: CallContext<Services>;
    meta: object;
    errorShape: (typeof t)['_config']['$types']['errorShape'];
    transformer: false;
  }>;
  houseCall: Call<Services>;
  publicCall: Call<Services>;
  stationCall: Call<Services>;
  sessionCall: Call<Services, { session: Session }>;
  callWith(permission: Permission): Call<Services, { session: Session }>;
}

/**
 * The calls of one part. It names the services it reaches in a store by their types and knows no others; where all
 * parts are put together the store must offer each of them, or does not compile.
 */
export function callsTo<Services extends object>(): Calls<Services> {
  const calls = { router: t.router, houseCall, publicCall, stationCall, sessionCall, callWith };
  return calls as unknown as Calls<Services>;
}

/** Throws NOT_ALLOWED, naming what is missing. */
export function requirePermission(role: Parameters<typeof mayDo>[0], permission: Permission): void {
  if (!mayDo(role, permission)) throw refuse('NOT_ALLOWED', { permission });
}

function refuse(code: 'STATION_NOT_PAIRED' | 'NOT_SIGNED_IN' | 'NOT_ALLOWED', context: Record<string, unknown> = {}) {
  return new TRPCError({ code: 'FORBIDDEN', message: code, cause: staffError(code, context) });
}
