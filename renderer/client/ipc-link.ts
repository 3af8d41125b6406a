import { TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import type { AppRouter } from '../../host/doors/api/router.ts';

/** An error as the host's error formatter makes it: `data.storeCode` and `data.context` are what screens use. */
export interface IpcError {
  message: string;
  code: number;
  data: { storeCode: string; context: Record<string, unknown> };
}

/** One call from the window to the host. `id` is the window's own counter; `stop` ends the subscription `id`. */
export interface IpcRequest {
  id: number;
  type: 'query' | 'mutation' | 'subscription' | 'stop';
  /** Dotted, as in the router: `board.snapshot`. */
  path: string;
  input: unknown;
}

/**
 * What comes back for an `id`. A query or mutation is answered once, by `data` or `error`. A subscription gets
 * `started` when the host listens (before any `data`), then any number of `data`, then `complete` or `error`.
 */
export type IpcMessage =
  | { id: number; kind: 'started' }
  | { id: number; kind: 'data'; data: unknown }
  | { id: number; kind: 'error'; error: IpcError }
  | { id: number; kind: 'complete' };

/**
 * What the preload script puts at `window.clockroom`. Values cross by structured clone. The session belongs to the
 * window: the host keeps one connection per window, so no token is sent.
 */
export interface ClockroomBridge {
  /** Sends a query or mutation; resolves with `data` or `error`, never rejects for an error of the store. */
  call(request: IpcRequest): Promise<IpcMessage>;
  /** Sends `{id, type: 'subscription', path, input}`, hands on its messages; the returned function sends `stop`. */
  subscribe(id: number, path: string, input: unknown, onMessage: (message: IpcMessage) => void): () => void;
}

declare global {
  interface Window {
    clockroom?: ClockroomBridge;
  }
}

/** Carries calls over the desktop window's bridge. */
export function ipcLink(bridge: ClockroomBridge): TRPCLink<AppRouter> {
  let lastId = 0;
  return () =>
    ({ op }) =>
      observable((observer) => {
        lastId += 1;
        const id = lastId;
        const { path, input, type } = op;
        const fail = (error: IpcError) => observer.error(TRPCClientError.from({ error }));
        if (type === 'subscription') {
          return bridge.subscribe(id, path, input, (message) => {
            if (message.kind === 'started') observer.next({ result: { type: 'started' } });
            else if (message.kind === 'data') observer.next({ result: { type: 'data', data: message.data } });
            else if (message.kind === 'error') fail(message.error);
            else observer.complete();
          });
        }
        let wanted = true;
        bridge.call({ id, type, path, input }).then(
          (message) => {
            if (!wanted) return;
            if (message.kind === 'error') fail(message.error);
            else if (message.kind === 'data') {
              observer.next({ result: { type: 'data', data: message.data } });
              observer.complete();
            }
          },
          (error: unknown) => {
            if (wanted) observer.error(TRPCClientError.from(error instanceof Error ? error : new Error(String(error))));
          },
        );
        return () => {
          wanted = false;
        };
      });
}
