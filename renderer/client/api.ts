import { createTRPCClient, createWSClient, wsLink } from '@trpc/client';
import type { AppRouter } from '../../host/doors/api/router.ts';
import { connection } from './connection.ts';
import { ipcLink } from './ipc-link.ts';
import { ownToken, practiceSeat, sessionToken, stationToken } from './storage.ts';

const pingEveryMs = 300;
/** After this much silence the socket is given up and opened anew. */
const giveUpMs = 3000;
const longestWaitMs = 2000;

/** A socket that reports every sign of life: the answers to pings are not shown to the calls above. */
class WatchedSocket extends WebSocket {
  constructor(url: string | URL) {
    super(url);
    this.addEventListener('open', () => connection.heard());
    this.addEventListener('message', () => connection.heard());
  }
}

function connectionParams(): Record<string, string> {
  const session = sessionToken.get();
  const station = stationToken.get();
  const own = ownToken.get();
  // With the seat of a practice nothing sent on this line can reach the real store, also after it has broken.
  const practice = practiceSeat.get();
  return {
    ...(session && { session }),
    ...(station && { station }),
    ...(own && { own }),
    ...(practice && { practice }),
  };
}

function socketLink() {
  const { protocol, host } = window.location;
  const client = createWSClient({
    url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/trpc`,
    WebSocket: WatchedSocket,
    connectionParams: async () => connectionParams(),
    keepAlive: { enabled: true, intervalMs: pingEveryMs, pongTimeoutMs: giveUpMs },
    retryDelayMs: (attempt) => Math.min(100 * 2 ** attempt, longestWaitMs),
    onClose: () => connection.lost(),
    onError: () => connection.lost(),
  });
  return wsLink<AppRouter>({ client });
}

function bridgeLink(bridge: NonNullable<typeof window.clockroom>) {
  connection.connect();
  return ipcLink(bridge);
}

/** Every call of the store, typed by its router. Over IPC in the desktop window, over WebSocket anywhere else. */
export const api = createTRPCClient<AppRouter>({
  links: [window.clockroom ? bridgeLink(window.clockroom) : socketLink()],
});
