import { afterEach, expect, test } from 'vitest';
import { OsdpBus } from '../../../hardware/osdp/driver.ts';
import { SimLine } from '../../../hardware/sim/sim-line.ts';
import { SimTerminal } from '../../../hardware/sim/sim-terminal.ts';
import { SimulatedScheduler } from '../../../hardware/sim/simulated-scheduler.ts';
import { MemoryLine } from '../../../hardware/transport/memory.ts';
import { Terminals } from '../../../host/terminals/terminals.ts';
import { dayCounts, TestStore } from '../test-store.ts';

/** The terminal of one room on a line that carries real bytes, the store behind it. */
async function roomOnALine(roomNo: string) {
  const store = new TestStore();
  store.onDuty('1', '2');
  const scheduler = new SimulatedScheduler();
  const [busId = '', address = ''] = (store.state.site.terminalOfRoom.get(roomNo) ?? '').split('/');
  const settings = { address: Number(address), text: { lines: 2, columns: 16, encoding: 'gb18030' as const } };
  const random = (count: number) => new Uint8Array(count).fill(7);
  const sim = new SimTerminal({ ...settings, scheduler, randomBytes: random });
  const line = new MemoryLine(busId, scheduler);
  const simLine = new SimLine({ scheduler, terminals: [sim] });
  await simLine.attach(line.far);
  const buses = new Map<string, OsdpBus>();
  const terminals = new Terminals({
    store: {
      state: () => store.state,
      now: () => store.at,
      businessDate: () => store.businessDate,
      dayOf: (technicianNo) => dayCounts(store, technicianNo),
      act: (_commandId, name, data, actor, station) => store.act(name, data, actor, station),
      newId: () => store.newId(),
      onSpotlight: () => {},
    },
    buses,
    scheduler,
    log: { error: (facts) => expect.unreachable(String(facts.err)) },
  });
  store.onCommitted = (events) => terminals.onCommitted(events);
  const bus = new OsdpBus({
    id: busId,
    transport: line.near,
    terminals: [settings],
    scheduler,
    randomBytes: random,
    onEvent: (event) => terminals.onBusEvent(busId, event),
  });
  buses.set(busId, bus);
  await bus.open();
  await scheduler.advance(3_000);
  const close = async () => {
    terminals.close();
    await bus.close();
  };
  const shown = () => sim.lines.map((text) => text.trimEnd());
  return { store, scheduler, sim, shown, close };
}

let close: () => Promise<void> = async () => {};
afterEach(() => close());

test('a room from opening to the end, by card and key over the line', async () => {
  const room = await roomOnALine('202');
  close = room.close;
  const { store, scheduler, sim, shown } = room;
  const swipe = async (holder: string) => {
    sim.holdCard(store.cardOf(holder));
    await scheduler.advance(1_000);
  };
  const press = async (keys: string) => {
    for (const key of keys) {
      sim.press(key);
      await scheduler.advance(500);
    }
  };
  expect(shown()).toEqual(['202 空净', '']);
  await swipe('W01');
  await press('1#101#2#');
  expect(shown()).toEqual(['1位 经典足疗', '2号 #确认']);
  await press('#');
  expect(shown()).toEqual(['202 已开 1位', '已叫 2']);
  await scheduler.advance(8_000);
  expect(shown()).toEqual(['202 待钟', '2号 已叫']);

  await swipe('2');
  expect(shown()).toEqual(['2号 上钟', '至13:00']);
  // Without power: the swipe is not heard; with it again the display shows the room.
  sim.unplug();
  await scheduler.advance(20_000);
  sim.plug();
  await scheduler.advance(20_000);
  expect(shown()).toEqual(['202 上钟', '2号至13:00']);

  store.wait(60);
  await swipe('2');
  await press('2#');
  expect(shown()).toEqual(['2号 下钟', '排第2']);
  expect(store.eventsOf('clock.ended')).toMatchObject([{ technicianNo: '2', earlyMinutes: 0 }]);
});
