import { callsTo } from '../../contract/calls.ts';
import type { SupportService } from './service.ts';

const { callWith, router } = callsTo<{ support: SupportService }>();

/** What goes to somebody who helps: read here first, then saved by the screen as it was read. */
export const supportRouter = router({
  bundle: callWith('settings.devices').query(({ ctx }) => ctx.store.support.bundle()),
});
