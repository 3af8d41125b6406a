import { afterEach, describe, expect, it, test } from 'vitest';
import type { Site, SiteTerminal } from '../../../../core/model/site/schema.ts';
import { OsdpBus } from '../../../../hardware/osdp/driver.ts';
import { SimLine } from '../../../../hardware/sim/sim-line.ts';
import { SimTerminal, type SimTerminalOptions } from '../../../../hardware/sim/sim-terminal.ts';
import { SimulatedScheduler } from '../../../../hardware/sim/simulated-scheduler.ts';
import { MemoryLine } from '../../../../hardware/transport/memory.ts';
import { Terminals } from '../../../../host/devices/terminals/terminals.ts';
import { exampleSite } from '../../../db/shop-day.ts';
import { dayCounts, TestStore } from '../../test-store.ts';

interface RoomTerminal {
  /** As it stands in the site file. */
  text?: SiteTerminal['text'];
  keypad?: false;
  /** What is really on the wall, where it differs from 2 × 16 in GB18030. */
  wall?: Partial<Pick<SimTerminalOptions, 'text' | 'ledLevel' | 'beeperLevel'>>;
}

const usual = { lines: 2 as const, columns: 16 as const, encoding: 'gb18030' as const };

/** The terminal of one room on a line that carries real bytes, the store behind it. */
async function roomOnALine(roomNo: string, { text = usual, keypad, wall = { text } }: RoomTerminal = {}) {
  const store = new TestStore(siteWith(roomNo, { text, ...(keypad === undefined ? {} : { keypad }) }));
  store.onDuty('1', '2');
  const scheduler = new SimulatedScheduler();
  const [busId = '', address = ''] = (store.state.site.terminalOfRoom.get(roomNo) ?? '').split('/');
  const settings = { address: Number(address), text };
  const random = (count: number) => new Uint8Array(count).fill(7);
  const sim = new SimTerminal({ ...settings, ...wall, scheduler, randomBytes: random });
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
      meetCard: (uid) => store.db.meetCard(uid),
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
  const shown = () => sim.lines.map((line) => line.trimEnd());
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
  const remind = terminals.remind.bind(terminals);
  return { store, scheduler, sim, shown, swipe, press, remind, close };
}

/** The example store with another terminal in one room. */
function siteWith(roomNo: string, change: Partial<SiteTerminal>): Site {
  const site = exampleSite();
  for (const { terminals } of site.buses) {
    const terminal = terminals.find(({ room }) => room === roomNo);
    if (terminal) Object.assign(terminal, change);
  }
  return site;
}

let close: () => Promise<void> = async () => {};
afterEach(() => close());

test('a room from opening to the end, by card and key over the line', async () => {
  const room = await roomOnALine('202');
  close = room.close;
  const { store, scheduler, sim, shown, swipe, press } = room;
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

describe('every kind of display', () => {
  it.each([
    [1, 'ascii', ['202 No.2 called'], ['No.2 to 13:00'], ['No.2 ends soon']],
    [1, 'gb18030', ['202 2号 已叫'], ['2号至13:00'], ['2号 快到钟']],
    [2, 'ascii', ['202 waiting', 'No.2 called'], ['No.2 started', 'until 13:00'], ['No.2 ends soon', 'until 13:00']],
    [2, 'gb18030', ['202 待钟', '2号 已叫'], ['2号 上钟', '至13:00'], ['2号 快到钟', '至13:00']],
    [
      4,
      'ascii',
      ['202 waiting', 'No.2 called', '', ''],
      ['No.2 started', 'until 13:00', 'Classic foot car', ''],
      ['No.2 ends soon', 'until 13:00', '', ''],
    ],
    [
      4,
      'gb18030',
      ['202 待钟', '2号 已叫', '', ''],
      ['2号 上钟', '至13:00', '经典足疗', ''],
      ['2号 快到钟', '至13:00', '', ''],
    ],
  ] as const)(
    '%i × 16 in %s says what it has to, over the line',
    async (lines, encoding, called, started, reminded) => {
      const room = await roomOnALine('202', { text: { lines, columns: 16, encoding } });
      close = room.close;
      const { store, scheduler, shown, swipe, press } = room;
      await swipe('W01');
      await press('1#101#2##');
      await scheduler.advance(8_000);
      expect(shown()).toEqual(called);
      await swipe('2');
      expect(shown()).toEqual(started);
      await scheduler.advance(8_000);
      const [terminalId = ''] = [store.state.site.terminalOfRoom.get('202')];
      await Promise.all([
        room.remind(terminalId, { technicianNo: '2', dueAt: store.at + 60 * 60_000 }),
        scheduler.advance(1_000),
      ]);
      expect(shown()).toEqual(reminded);
    },
  );
});

describe('a card reader with nothing but a light and a beeper', () => {
  const bare: RoomTerminal = { keypad: false, wall: { text: { lines: 0, columns: 16, encoding: 'ascii' } } };

  it('starts and ends a clock by swipe: green and a short sound, red and long ones', async () => {
    const room = await roomOnALine('202', bare);
    close = room.close;
    const { store, scheduler, sim, swipe } = room;
    const heard = () => sim.beeps.at(-1)?.on;
    await swipe('W01');
    expect([sim.light.colour, heard()]).toEqual(['red', 3]);
    expect(store.eventsOf('swipe.refused')).toMatchObject([{ code: 'TERMINAL_NO_KEYPAD', who: 'W01' }]);

    store.open('202', '101', '2');
    await scheduler.advance(8_000);
    await swipe('2');
    expect([sim.light.colour, heard()]).toEqual(['green', 1]);
    expect(store.eventsOf('clock.started')).toHaveLength(1);
    store.wait(30);
    await scheduler.advance(8_000);
    await swipe('2');
    expect([sim.light.colour, heard()]).toEqual(['red', 3]);
    store.wait(30);
    await scheduler.advance(8_000);
    await swipe('2');
    expect([sim.light.colour, heard()]).toEqual(['green', 1]);
    expect(store.eventsOf('clock.ended')).toMatchObject([{ technicianNo: '2', earlyMinutes: 0 }]);
    expect(sim.lines).toEqual([]);
  });

  it('does it all the same without light and beeper, and loses nothing', async () => {
    const wall = { ...bare.wall, ledLevel: 0, beeperLevel: 0 };
    const room = await roomOnALine('202', { ...bare, wall });
    close = room.close;
    room.store.open('202', '101', '2');
    await room.swipe('2');
    room.store.wait(60);
    await room.scheduler.advance(8_000);
    await room.swipe('2');
    expect(room.store.eventsOf('clock.ended')).toHaveLength(1);
    expect(room.sim.beeps).toEqual([]);
  });
});
