import { z } from 'zod';
import { commonError } from '../../../core/kernel/errors.ts';
import { staffError } from '../../../core/model/staff/errors.ts';
import type { Permission } from '../../../core/model/staff/permissions.ts';
import { type CommandName, commandSchemas } from '../../../core/parts/commands.ts';
import { callsTo, requirePermission } from '../../contract/calls.ts';
import type { AnyCommand } from '../../contract/commands.ts';
import { partRouters } from './parts.ts';
import type { StoreService } from './store-service.ts';

const { router, sessionCall } = callsTo<StoreService>();

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

const commandInput = z.object({
  commandId: z.uuid(),
  name: z.enum(Object.keys(commandSchemas) as [CommandName, ...CommandName[]]),
  data: z.unknown(),
});

export const appRouter = router({
  ...partRouters,

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
});

export type AppRouter = typeof appRouter;
