import { contextBridge, ipcRenderer } from 'electron';
import { ipcChannel } from './ipc-channel.ts';
import type { IpcMessage } from './ipc-messages.ts';

const waiting = new Map<number, (message: IpcMessage) => void>();

function isMessage(value: unknown): value is IpcMessage {
  return (
    typeof value === 'object' && value !== null && 'id' in value && 'kind' in value && typeof value.id === 'number'
  );
}

ipcRenderer.on(ipcChannel, (_event, message) => {
  if (isMessage(message)) waiting.get(message.id)?.(message);
});

/** What the page sees as `window.clockroom`; described in renderer/client/ipc-link.ts. */
contextBridge.exposeInMainWorld('clockroom', {
  call: (request: { id: number; type: string; path: string; input: unknown }) =>
    new Promise<IpcMessage>((resolve) => {
      const { id, type, path, input } = request;
      waiting.set(id, (message) => {
        waiting.delete(id);
        resolve(message);
      });
      ipcRenderer.send(ipcChannel, { id, type, path, input });
    }),
  subscribe: (id: number, path: string, input: unknown, onMessage: (message: IpcMessage) => void) => {
    waiting.set(id, (message) => {
      if (message.kind === 'error' || message.kind === 'complete') waiting.delete(id);
      onMessage(message);
    });
    ipcRenderer.send(ipcChannel, { id, type: 'subscription', path, input });
    return () => {
      if (waiting.delete(id)) ipcRenderer.send(ipcChannel, { id, type: 'stop' });
    };
  },
});
