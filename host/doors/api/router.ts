import { z } from 'zod';
import { commonError } from '../../../core/kernel/errors.ts';
import { staffError } from '../../../core/model/staff/errors.ts';
import type { Permission } from '../../../core/model/staff/permissions.ts';
import { type CommandName, commandSchemas } from '../../../core/parts/commands.ts';
import { callWith, publicCall, requirePermission, router, sessionCall, stationCall } from '../../contract/calls.ts';
import type { AnyCommand } from '../../contract/commands.ts';
import type { OpenedSession } from '../../contract/connection.ts';
import { eventStream } from '../../contract/event-stream.ts';
import { authorisationRouter } from '../../parts/authorisations/router.ts';
import { booksRouter } from '../../parts/books/router.ts';
import { busRouter } from '../../parts/bus/router.ts';
import { incidentRouter } from '../../parts/clocks/router.ts';
import { outputRouter } from '../../parts/outputs/router.ts';
import { practiceRunRouter } from '../../parts/practice/router.ts';
import { readerRouter } from '../../parts/readers/router.ts';
import { reservationRouter } from '../../parts/reservations/router.ts';
import { rotationRouter } from '../../parts/rotation/router.ts';
import type { BoardChange } from '../../screens/views.ts';
import { attendanceRouter, payRouter } from './pay-router.ts';

/** Which permission a command asks of whoever sends it from a screen. Commands not named here are the store's own. */
const permissionOf: Partial<Record<CommandName, Permission>> = {
  'visit.open': 'visit.open',
  'visit.addGuest': 'visit.open',
  'visit.setWristband': 'visit.open',
  'visit.removeGuest': 'visit.close',
  'visit.close': 'visit.close',
  'visit.changeRoom': 'visit.move',
  'room.clean': 'room.clean',
  'room.putOutOfOrder': 'room.out-of-order',
  'room.putInOrder': 'room.out-of-order',
  'card.block': 'card.block',
  'card.replace': 'card.replace',
  'card.release': 'card.replace',
  'clock.order': 'clock.order',
  'clock.callAgain': 'clock.call',
  'clock.start': 'clock.start',
  'clock.extend': 'clock.extend',
  'clock.end': 'clock.end',
  'clock.cancel': 'clock.cancel',
  'clock.changeTechnician': 'clock.change-technician',
  'clock.convert': 'clock.convert',
  'clock.changeItem': 'clock.change-item',
  'clock.refuse': 'clock.change-technician',
  'clock.replaceLate': 'clock.change-technician',
  'clock.rechoose': 'clock.change-technician',
  'clock.undoExtension': 'clock.undo-extension',
  'technician.comeOnDuty': 'technician.duty',
  'technician.goOffDuty': 'technician.duty',
  'technician.rest': 'technician.duty',
  'technician.comeBack': 'technician.duty',
  'technician.hold': 'technician.duty',
  'technician.endHold': 'technician.duty',
  'technician.pauseAfter': 'technician.duty',
  'technician.stop': 'technician.stop',
  'technician.letGoOn': 'technician.stop',
  'rotation.move': 'rotation.move',
  'staff.comeOnDuty': 'attendance.edit',
  'staff.goOffDuty': 'attendance.edit',
  'attendance.setRoster': 'attendance.edit',
  'attendance.copyWeek': 'attendance.edit',
  'commission.closeMonth': 'pay.close',
  'commission.correct': 'pay.close',
  'commission.printPayslip': 'pay.view',
  'rotation.setPolicy': 'rotation.policy',
  'rotation.setClockTypes': 'rotation.policy',
  'rotation.printWhy': 'board.view',
  'goods.order': 'goods.order',
  'goods.cancel': 'goods.cancel',
  'goods.deliver': 'goods.deliver',
  'stock.adjust': 'stock.adjust',
  'bill.settle': 'bill.settle',
  'bill.show': 'bill.print',
  'service.answer': 'service-call.answer',
  'reservation.book': 'reservation.edit',
  'reservation.change': 'reservation.edit',
  'reservation.cancel': 'reservation.edit',
  'reservation.arrive': 'reservation.edit',
  'reservation.arriveLate': 'reservation.edit',
};

/** What a terminal alone can say: which card was held where. A screen that says so is refused. */
const saidByTerminals: Partial<Record<CommandName, string>> = {
  'clock.start': 'atRoomNo',
  'clock.extend': 'guestBandNo',
  'clock.cancel': 'guestBandNo',
};

const pin = z.string().regex(/^\d{4,8}$/);
const staffNo = z.string().min(1).max(8);
const deviceId = z.string().min(1).max(80);
const siteText = z.string().max(4_000_000);

const commandInput = z.object({
  commandId: z.uuid(),
  name: z.enum(Object.keys(commandSchemas) as [CommandName, ...CommandName[]]),
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
    const permission = permissionOf[input.name];
    if (!permission) throw staffError('NOT_ALLOWED', { command: input.name });
    requirePermission(ctx.session.role, permission);
    const field = saidByTerminals[input.name];
    if (field !== undefined && typeof input.data === 'object' && input.data !== null && field in input.data) {
      throw commonError('INPUT_INVALID', { detail: `${field}: said by terminals only` });
    }
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
    view: callWith('practice.use').query(({ ctx }) => ctx.store.virtualDevices.view()),
    changes: callWith('practice.use').subscription(({ ctx, signal }) =>
      eventStream<true>((emit) => ctx.store.virtualDevices.onChange(() => emit(true)), signal),
    ),
    holdCard: callWith('practice.use')
      .input(z.strictObject({ terminalId: deviceId, cardId: z.string().max(32) }))
      .mutation(({ ctx, input }) => ctx.store.virtualDevices.holdCard(input.terminalId, input.cardId)),
    /** Open to the sign-in screen too: a practice reader is how a card signs in without hardware. */
    holdCardAtReader: stationCall
      .input(z.strictObject({ readerId: deviceId, cardId: z.string().max(32) }))
      .mutation(({ ctx, input }) => ctx.store.virtualDevices.holdCardAtReader(input.readerId, input.cardId)),
    press: callWith('practice.use')
      .input(z.strictObject({ terminalId: deviceId, keys: z.string().regex(/^[0-9*#A-D]{1,16}$/) }))
      .mutation(({ ctx, input }) => ctx.store.virtualDevices.press(input.terminalId, input.keys)),
    setPlugged: callWith('practice.use')
      .input(z.strictObject({ terminalId: deviceId, plugged: z.boolean() }))
      .mutation(({ ctx, input }) => ctx.store.virtualDevices.setPlugged(input.terminalId, input.plugged)),
    setPrinter: callWith('practice.use')
      .input(z.strictObject({ printerId: deviceId, state: z.enum(['ok', 'off', 'no-paper']) }))
      .mutation(({ ctx, input }) => ctx.store.virtualDevices.setPrinter(input.printerId, input.state)),
  }),
});

export type AppRouter = typeof appRouter;
