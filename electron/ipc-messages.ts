import { z } from 'zod';

const id = z.int().min(0);
const path = z.string().max(100);

/** One call of a window, as renderer/client/ipc-link.ts sends it; `stop` ends the subscription of the same id. */
export const ipcRequest = z.discriminatedUnion('type', [
  z.object({ id, type: z.enum(['query', 'mutation', 'subscription']), path, input: z.unknown() }),
  z.object({ id, type: z.literal('stop') }),
]);

export type IpcRequest = z.infer<typeof ipcRequest>;

/** What comes back: one `data` or `error` for a call; `started`, then `data`s, then `complete` or `error` for a subscription. */
export type IpcMessage =
  | { id: number; kind: 'started' }
  | { id: number; kind: 'data'; data: unknown }
  | { id: number; kind: 'error'; error: unknown }
  | { id: number; kind: 'complete' };
