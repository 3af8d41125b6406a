import { describe, expect, it } from 'vitest';
import { type BusEvent, OsdpBus } from '../../../hardware/osdp/driver.ts';
import { realScheduler as scheduler } from '../../../hardware/scheduler.ts';
import { SimLine } from '../../../hardware/sim/sim-line.ts';
import { SimTerminal } from '../../../hardware/sim/sim-terminal.ts';
import { createTransport } from '../../../hardware/transport/open.ts';
import type { TransportSettings } from '../../../hardware/transport/transport.ts';
import { keyOf } from './store.ts';

const kinds: [string, (line: SimLine) => Promise<TransportSettings>][] = [
  ['serial port', async (line) => ({ type: 'serial', path: await line.openPty(), baudRate: 115_200 })],
  ['TCP connection', async (line) => ({ type: 'tcp', host: '127.0.0.1', port: await line.listen() })],
];

describe.each(kinds)('terminals behind a real %s', (_, put) => {
  it('come online, are swiped and show the answer', async () => {
    const terminals = [1, 2].map((address) => new SimTerminal({ address, scheduler, scbk: keyOf(address) }));
    const line = new SimLine({ scheduler, terminals });
    const events: BusEvent[] = [];
    const waiting: { matches: (event: BusEvent) => boolean; resolve: () => void }[] = [];
    const until = (matches: (event: BusEvent) => boolean) =>
      events.some(matches) ? Promise.resolve() : new Promise<void>((resolve) => waiting.push({ matches, resolve }));
    const bus = new OsdpBus({
      id: 'real',
      transport: createTransport(await put(line)),
      scheduler,
      terminals: [1, 2].map((address) => ({ address, scbk: keyOf(address) })),
      onEvent: (event) => {
        events.push(event);
        for (const each of waiting) if (each.matches(event)) each.resolve();
      },
    });
    try {
      await bus.open();
      await until((event) => event.type === 'state' && event.address === 2 && event.state === 'online');
      line.terminal(2).holdCard('04C0FFEE');
      line.terminal(2).press('12#');
      await until((event) => event.type === 'keys');
      await bus.terminal(2).show(['Room 302', 'welcome']);
      expect(line.terminal(2).lines).toEqual(['Room 302        ', 'welcome         ']);
      expect(events.filter(({ type }) => type === 'card' || type === 'keys')).toEqual([
        { type: 'card', address: 2, uid: '04C0FFEE', bits: 32 },
        { type: 'keys', address: 2, keys: '12#' },
      ]);
      expect(bus.terminal(2).status.secure).toBe(true);
    } finally {
      await bus.close();
      await line.close();
    }
  });
});
