import { z } from 'zod';
import { commandNames } from '../../../core/model/commands.ts';
import { permissionAtScreen } from '../../../core/parts.ts';

import { authorisationRouter } from './authorisation-router.ts';
import { booksRouter } from './books-router.ts';
import { busRouter } from './bus-router.ts';
import { eventStream } from './event-stream.ts';
import { incidentRouter } from './incident-router.ts';
import { outputRouter } from './output-router.ts';
import { attendanceRouter, payRouter } from './pay-router.ts';
import { practiceRunRouter } from './practice-run-router.ts';
import { readerRouter } from './reader-router.ts';
import { reservationRouter } from './reservation-router.ts';
import { rotationRouter } from './rotation-router.ts';
import type { OpenedSession } from './session-service.ts';
import type { AnyCommand } from './store-service.ts';
import { callWith, publicCall, requirePermission, router, sessionCall, stationCall } from './trpc.ts';
import type { BoardChange } from './views.ts';

const pin = z.string().regex(/^\d{4,8}$/);
const staffNo = z.string().min(1).max(8);
const deviceId = z.string().min(1).max(80);
const siteText = z.string().max(4_000_000);

const commandInput = z.object({
  commandId: z.uuid(),
  name: z.enum(commandNames),
  data: z.unknown(),
});

export const appRouter = router({
  session: router({
    welcome: publicCall.query(({ ctx }) => ctx.store.sessions.welcome(ctx.connection)),
    signIn: stationCall
      .input(z.strictObject({ staffNo, pin: z.string().max(16) }))
      .mutation(({ ctx, input }) => ctx.store.sessions.signIn(ctx.connection, input.staffNo, input.pin)),
    onCard: stationCall.subscription(({ ctx, signal }) =>
      eventStream<OpenedSession>((emit) => ctx.store.sessions.onCardSignIn(ctx.connection, emit), signal),
    ),
    signOut: stationCall.mutation(({ ctx }) => ctx.store.sessions.signOut(ctx.connection)),
    setFirstPin: stationCall
      .input(z.strictObject({ staffNo, pin }))
      .mutation(({ ctx, input }) => ctx.store.sessions.setFirstPin(ctx.connection, input.staffNo, input.pin)),
    setPin: sessionCall.input(z.strictObject({ staffNo, pin })).mutation(({ ctx, input }) => {
      if (input.staffNo !== ctx.session.staffNo) requirePermission(ctx.session.role, 'staff.pin');
      return ctx.store.sessions.setPin(ctx.connection, input.staffNo, input.pin);
    }),
    pair: publicCall
      .input(z.strictObject({ code: z.string().max(16), name: z.string().trim().min(1).max(40) }))
      .mutation(({ ctx, input }) => ctx.store.sessions.pair(input.code, input.name)),
    pairingCode: callWith('station.pair').mutation(({ ctx }) => ctx.store.sessions.pairingCode()),
  }),

  setup: router({
    demo: stationCall.mutation(({ ctx }) => ctx.store.setUpDemo()),
    fromFile: stationCall
      .input(z.strictObject({ json: siteText }))
      .mutation(({ ctx, input }) => ctx.store.setUpFromFile(input.json)),
    importSite: callWith('site.import')
      .input(z.strictObject({ json: siteText }))
      .mutation(({ ctx, input }) => ctx.store.importSite(ctx.connection, input.json)),
    exportSite: callWith('site.view')
      .input(z.strictObject({ withKeys: z.boolean() }))
      .query(({ ctx, input }) => {
        if (input.withKeys) requirePermission(ctx.session.role, 'site.export-keys');
        return ctx.store.exportSite(ctx.connection, input.withKeys);
      }),
  }),

  /** The one door for everything that changes the store. */
  act: sessionCall.input(commandInput).mutation(({ ctx, input }) => {
    requirePermission(ctx.session.role, permissionAtScreen(input.name, input.data));
    return ctx.store.act(ctx.connection, input.commandId, { name: input.name, data: input.data } as AnyCommand);
  }),

  board: router({
    catalog: stationCall.query(({ ctx }) => ctx.store.catalog()),
    snapshot: stationCall.query(({ ctx }) => ctx.store.snapshot()),
    changes: stationCall.subscription(({ ctx, signal }) =>
      eventStream<BoardChange>((emit) => ctx.store.onChange(emit), signal),
    ),
    history: callWith('board.view')
      .input(z.strictObject({ visitId: z.uuid() }))
      .query(({ ctx, input }) => ctx.store.history(input.visitId)),
    whyHere: stationCall
      .input(z.strictObject({ queueId: z.string().max(64), technicianNo: staffNo, at: z.int().min(0).optional() }))
      .query(({ ctx, input }) => ctx.store.whyHere(input.queueId, input.technicianNo, input.at)),
    refusals: callWith('board.view').query(({ ctx }) => ctx.store.refusalsToday()),
  }),

  bills: router({
    preview: callWith('bill.view')
      .input(z.strictObject({ visitId: z.uuid(), guestIds: z.array(z.uuid()).min(1).max(40) }))
      .query(({ ctx, input }) => ctx.store.previewBill(input.visitId, input.guestIds)),
    today: callWith('bill.view').query(({ ctx }) => ctx.store.billsToday()),
    svg: callWith('bill.view')
      .input(z.strictObject({ billId: z.uuid() }))
      .query(({ ctx, input }) => ctx.store.billSvg(input.billId)),
  }),

  kitchen: router({
    list: callWith('board.view').query(({ ctx }) => ctx.store.kitchen()),
  }),

  devices: router({
    terminals: callWith('device.view').query(({ ctx }) => ctx.store.terminals()),
    jobs: callWith('board.view').query(({ ctx }) => ctx.store.jobs()),
    retryJob: callWith('job.resolve')
      .input(z.strictObject({ jobId: deviceId }))
      .mutation(({ ctx, input }) => ctx.store.retryJob(ctx.connection, input.jobId)),
    dismissJob: callWith('job.resolve')
      .input(z.strictObject({ jobId: deviceId }))
      .mutation(({ ctx, input }) => ctx.store.dismissJob(ctx.connection, input.jobId)),
    test: callWith('device.test')
      .input(z.strictObject({ device: deviceId }))
      .mutation(({ ctx, input }) => ctx.store.testDevice(input.device)),
  }),

  books: booksRouter,
  bus: busRouter,
  rotation: rotationRouter,
  authorisations: authorisationRouter,
  incidents: incidentRouter,

  outputs: outputRouter,
  pay: payRouter,
  attendance: attendanceRouter,
  reservations: reservationRouter,

  practiceRun: practiceRunRouter,
  readers: readerRouter,

  practice: router({
    view: callWith('practice.use').query(({ ctx }) => ctx.store.simulatedDevices.view()),
    changes: callWith('practice.use').subscription(({ ctx, signal }) =>
      eventStream<true>((emit) => ctx.store.simulatedDevices.onChange(() => emit(true)), signal),
    ),
    holdCard: callWith('practice.use')
      .input(z.strictObject({ terminalId: deviceId, cardId: z.string().max(32) }))
      .mutation(({ ctx, input }) => ctx.store.simulatedDevices.holdCard(input.terminalId, input.cardId)),
    /** Open to the sign-in screen too: a simulated reader is how a card signs in without hardware. */
    holdCardAtReader: stationCall
      .input(z.strictObject({ readerId: deviceId, cardId: z.string().max(32) }))
      .mutation(({ ctx, input }) => ctx.store.simulatedDevices.holdCardAtReader(input.readerId, input.cardId)),
    press: callWith('practice.use')
      .input(z.strictObject({ terminalId: deviceId, keys: z.string().regex(/^[0-9*#A-D]{1,16}$/) }))
      .mutation(({ ctx, input }) => ctx.store.simulatedDevices.press(input.terminalId, input.keys)),
    setPlugged: callWith('practice.use')
      .input(z.strictObject({ terminalId: deviceId, plugged: z.boolean() }))
      .mutation(({ ctx, input }) => ctx.store.simulatedDevices.setPlugged(input.terminalId, input.plugged)),
    setPrinter: callWith('practice.use')
      .input(z.strictObject({ printerId: deviceId, state: z.enum(['ok', 'off', 'no-paper']) }))
      .mutation(({ ctx, input }) => ctx.store.simulatedDevices.setPrinter(input.printerId, input.state)),
  }),
});

export type AppRouter = typeof appRouter;
