import { z } from 'zod';
import { commandNames } from '../../../core/model/commands.ts';
import { permissionAtScreen } from '../../../core/parts.ts';
import { callsTo, requirePermission } from '../../contract/calls.ts';
import type { AnyCommand } from '../../contract/commands.ts';
import { partRouters } from './parts.ts';
import type { StoreService } from './store-service.ts';

const { router, sessionCall } = callsTo<StoreService>();

const commandInput = z.object({
  commandId: z.uuid(),
  name: z.enum(commandNames),
  data: z.unknown(),
});

export const appRouter = router({
  ...partRouters,

  /** The one door for everything that changes the store. */
  act: sessionCall.input(commandInput).mutation(({ ctx, input }) => {
    requirePermission(ctx.session.role, permissionAtScreen(input.name, input.data));
    return ctx.store.act(ctx.connection, input.commandId, { name: input.name, data: input.data } as AnyCommand);
  }),
});

export type AppRouter = typeof appRouter;
