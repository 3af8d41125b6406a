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
import type { Access, Connection, LiveSession } from './connection.ts';
import { heldTo } from './held-stream.ts';

/** What every store that is called offers, whatever its parts do. */
export interface CalledStore {
  /** Where a screen that takes part in a practice has its store: one that offers what this one does. */
  readonly practiceRuns: { storeOf(token: string): object };
  /** Who somebody is, as of now. */
  readonly sessions: Access;
}

/** What every call has at hand. `Services`: what the calls of a part ask of the store. */
export interface CallContext<Services = unknown> {
  store: Services & CalledStore;
  connection: Connection;
  /** What the call has been held to so far, and who knows of changes. */
  rules?: Map<() => void, Access>;
}

/** What a person can do something about; anything else of the database is an error of the program. */
const ofTheDisk: Partial<Record<DatabaseErrorCode, string>> = {
  DISK_FULL: 'DISK_FULL',
  DISK_READONLY: 'DISK_READONLY',
  DISK_FAILED: 'DISK_FAILED',
  FILE_DAMAGED: 'DATA_DAMAGED',
  BUSY: 'DATA_IN_USE',
};

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
    const storeCodeOfDisk = cause instanceof DatabaseError ? ofTheDisk[cause.code] : undefined;
    if (cause instanceof DatabaseError && storeCodeOfDisk !== undefined) {
      const storeCode = storeCodeOfDisk;
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
    // A screen the house no longer knows has no seat either.
    ctx:
      practice && store.sessions.isTrusted(connection)
        ? { store: store.practiceRuns.storeOf(practice.token) as CalledStore, connection: practice.connection }
        : ctx,
  });
});

/** Throws where the call, or what a subscription gives, is not allowed as things stand. */
type Rule = () => void;

/**
 * Asks the rule of the store as it stands: before the work, and for a subscription again before each delivery and
 * whenever somebody's rights change, when what is no longer allowed ends at once.
 */
function held(ruleOf: (ctx: CallContext) => Rule) {
  return t.middleware(async ({ ctx, next, type }) => {
    const rule = ruleOf(ctx);
    rule();
    const { rules } = ctx;
    const all = rules ?? new Map<Rule, Access>();
    all.set(rule, ctx.store.sessions);
    const result = await next({ ctx: { ...ctx, rules: all } });
    // The outermost holds for all.
    if (rules || type !== 'subscription' || !result.ok) return result;
    return { ...result, data: heldTo(result.data as AsyncIterable<unknown>, all) };
  });
}

const trusted = held(({ store, connection }) => () => {
  if (!store.sessions.isTrusted(connection)) throw refuse('STATION_NOT_PAIRED');
});

/** For this machine and paired stations, about the house itself: the real store, also from a screen in practice. */
const houseCall = t.procedure.use(withErrors).use(trusted);

/** Open to a trusted station without a session: what the sign-in screen needs. */
const publicCall = t.procedure.use(withErrors).use(inItsStore);

/** For this machine and paired stations. In a practice it is the real store that knows the station. */
const stationCall = t.procedure.use(withErrors).use(trusted).use(inItsStore);

/** Whoever is signed in. Throws NOT_SIGNED_IN. */
function sessionIn({ store, connection }: CallContext): LiveSession {
  const session = store.sessions.sessionOn(connection);
  if (!session) throw refuse('NOT_SIGNED_IN');
  return session;
}

/** As `sessionIn`. Throws SESSION_LOCKED while the screen waits for the PIN or the card. */
export function unlockedIn(ctx: CallContext): LiveSession {
  const session = sessionIn(ctx);
  if (session.isLocked) throw refuse('SESSION_LOCKED');
  return session;
}

/** For somebody signed in, whether the screen is locked or not: what unlocks it. */
const lockedCall = stationCall
  .use(held((ctx) => () => void sessionIn(ctx)))
  .use(({ ctx, next }) => next({ ctx: { ...ctx, session: sessionIn(ctx) } }));

/** Ends with the session it began in, whoever signs in on the same screen after. */
const sameSession = held(({ connection }) => {
  const { sessionToken } = connection;
  return () => {
    if (connection.sessionToken !== sessionToken) throw refuse('NOT_SIGNED_IN');
  };
});

/** For somebody signed in. What she does there keeps the screen open; what the screen asks by itself does not. */
const sessionCall = stationCall
  .use(held((ctx) => () => void unlockedIn(ctx)))
  .use(sameSession)
  .use(({ ctx, next, type }) => {
    const session = unlockedIn(ctx);
    if (type === 'mutation') ctx.store.sessions.use(ctx.connection);
    return next({ ctx: { ...ctx, session } });
  });

/** For somebody signed in who holds the permission. */
function callWith(permission: Permission) {
  return sessionCall.use(held((ctx) => () => requirePermission(unlockedIn(ctx).role, permission)));
}

type Session = LiveSession;

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
  /** Also while the screen is locked. */
  lockedCall: Call<Services, { session: Session }>;
  sessionCall: Call<Services, { session: Session }>;
  callWith(permission: Permission): Call<Services, { session: Session }>;
}

/**
 * The calls of one part. It names the services it reaches in a store by their types and knows no others; where all
 * parts are put together the store must offer each of them, or does not compile.
 */
export function callsTo<Services extends object>(): Calls<Services> {
  const calls = { router: t.router, houseCall, publicCall, stationCall, lockedCall, sessionCall, callWith };
  return calls as unknown as Calls<Services>;
}

/** Throws NOT_ALLOWED, naming what is missing. */
export function requirePermission(role: Parameters<typeof mayDo>[0], permission: Permission): void {
  if (!mayDo(role, permission)) throw refuse('NOT_ALLOWED', { permission });
}

function refuse(
  code: 'STATION_NOT_PAIRED' | 'NOT_SIGNED_IN' | 'NOT_ALLOWED' | 'SESSION_LOCKED',
  context: Record<string, unknown> = {},
) {
  return new TRPCError({ code: 'FORBIDDEN', message: code, cause: staffError(code, context) });
}
