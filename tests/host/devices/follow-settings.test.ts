import { describe, expect, it, onTestFinished } from 'vitest';
import type { CommandInput, CommandName } from '../../../core/model/commands.ts';
import type { Site } from '../../../core/model/site/schema.ts';
import { type SectionsGiven, sectionsOf } from '../../../core/model/site/sections.ts';
import { SimulatedScheduler } from '../../../hardware/sim/simulated-scheduler.ts';
import type { Connection } from '../../../host/contract/connection.ts';
import { uuidV7 } from '../../../host/store/ids.ts';
import { RunningStore } from '../../../host/store/running-store.ts';
import { temporaryDirectory } from '../../db/files.ts';
import { exampleSite } from '../../db/shop-day.ts';

const desk: Connection = { stationId: 'desk', isOwn: true, sessionToken: null };
const minuteMs = 60_000;

/** The example store with simulated devices, on simulated time. */
async function running(opensAt = '2026-11-21T12:00:00+08:00') {
  const scheduler = new SimulatedScheduler({ epochMs: Date.parse(opensAt) });
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const now = () => scheduler.wallNow();
  const dataDir = temporaryDirectory();
  const store = await RunningStore.open({ dataDir, log, voice: 'none', scheduler, now });
  onTestFinished(async () => {
    let isClosed = false;
    const closed = store.close().finally(() => {
      isClosed = true;
    });
    while (!isClosed) await scheduler.advance(100);
    await closed;
  });
  await store.setup.fromFile(JSON.stringify(exampleSite()));
  await scheduler.advance(5_000);
  const act = <N extends CommandName>(name: N, data: CommandInput<N>) =>
    store.act(desk, uuidV7(now()), { name, data } as never);
  const settings = (): SectionsGiven =>
    sectionsOf(JSON.parse(store.setup.exportSite(desk, { withKeys: false, withCards: true })) as Site, false);
  const slipsAt = (id: string) =>
    (store.simulatedDevices.view().printers.find((printer) => printer.id === id)?.slips ?? []).map(({ text }) => text);
  const terminalOf = (roomNo: string) =>
    store.simulatedDevices.view().terminals.find((terminal) => terminal.roomNo === roomNo);
  return { store, scheduler, act, settings, slipsAt, terminalOf };
}
type Running = Awaited<ReturnType<typeof running>>;

/** A technician is called to a room: a slip for the clock room. */
async function call({ act, scheduler }: Running, roomNo: string, technicianNo: string): Promise<void> {
  act('technician.comeOnDuty', { technicianNo });
  const choice = { kind: 'requested' as const, technicianNo };
  act('visit.open', { roomNo, guests: [{}], orders: [{ serviceCode: '101', choices: [choice] }] });
  await scheduler.advance(3_000);
}

/** The slips of the clock room at a printer that was not there before. */
const elsewhere = ({ printers }: SectionsGiven['printers']): SectionsGiven['printers'] => ({
  printers: [
    ...printers.map((one) => (one.id === 'clock-room' ? { ...one, prints: [] } : one)),
    { ...(printers[1] as Site['printers'][number]), id: 'corridor', prints: ['dispatch'] },
  ],
});

describe('devices follow their section', () => {
  it('printers: what is asked for from then on goes to the new one', async () => {
    const house = await running();
    house.act('settings.setPrinters', { basedOn: 1, value: elsewhere(house.settings().printers) });
    await house.scheduler.advance(1_000);
    await call(house, '201', '1');
    expect(house.slipsAt('corridor')).toMatchObject([expect.stringContaining('201')]);
    expect(house.slipsAt('clock-room')).toEqual([]);
    const { store, scheduler } = house;
    const tested = store.devices.test('printer/corridor');
    await scheduler.advance(3_000);
    await expect(tested).resolves.toBeUndefined();
  });

  it('what is practised with shows bills to those who may see them, and no card’s digits to anybody', async () => {
    const house = await running();
    const { store, scheduler } = house;
    const tested = Promise.all([store.devices.test('printer/front'), store.devices.test('printer/kitchen')]);
    await scheduler.advance(3_000);
    await tested;
    const slips = (seesMoney: boolean) =>
      Object.fromEntries(store.simulatedDevices.view(seesMoney).printers.map(({ id, slips: of }) => [id, of.length]));
    expect(slips(true)).toMatchObject({ front: 1, kitchen: 1 });
    expect(slips(false)).toMatchObject({ front: 0 });
    house.act('card.block', { holder: 'technician', no: '1', reason: '丢失' });
    const card = store.simulatedDevices.view().cards.find(({ cardId }) => cardId === 'lost:1');
    expect(card?.label).toBe('1 ⊘');
  });

  it('printers of a plan: from the trading day on', async () => {
    const house = await running('2026-11-22T04:57:00+08:00');
    const { act, scheduler, settings, store } = house;
    act('settings.setPrinters', { basedOn: 1, fromDate: '2026-11-22', value: elsewhere(settings().printers) });
    await scheduler.advance(1_000);
    const ids = () => store.simulatedDevices.view().printers.map(({ id }) => id);
    expect(ids()).not.toContain('corridor');
    await scheduler.advance(4 * minuteMs);
    expect(ids()).toContain('corridor');
    await call(house, '201', '1');
    expect(house.slipsAt('corridor')).toHaveLength(1);
  });

  it('terminals: one that is new comes online, one that is gone is gone', async () => {
    const house = await running();
    const { buses } = house.settings().terminals;
    const [first, ...others] = buses;
    const [gone, ...terminals] = first?.terminals ?? [];
    const moved = { ...gone, address: 99 } as NonNullable<typeof gone>;
    const next = [{ ...(first as NonNullable<typeof first>), terminals: [...terminals, moved] }, ...others];
    expect(house.terminalOf('201')?.id).toBe('floor-2/1');
    house.act('settings.setTerminals', { basedOn: 1, value: { buses: next } });
    await house.scheduler.advance(15_000);
    expect(house.terminalOf('201')).toMatchObject({ id: 'floor-2/99', online: true });
    expect(house.store.devices.terminals().map(({ id, state }) => [id, state])).toContainEqual([
      'floor-2/99',
      'online',
    ]);
    house.store.simulatedDevices.holdCard('floor-2/99', 'staff:R01');
    await house.scheduler.advance(2_000);
    expect(house.terminalOf('201')?.lines.join('')).not.toBe('');
    expect(() => house.store.simulatedDevices.holdCard('floor-2/1', 'staff:R01')).toThrow('DEVICE_NOT_VIRTUAL');
  });

  it('readers and voices, each alone: nothing else is opened anew', async () => {
    const house = await running();
    const { store, act, settings, scheduler, terminalOf } = house;
    store.simulatedDevices.setPlugged('floor-2/1', false);
    await scheduler.advance(15_000);
    expect(terminalOf('201')?.plugged).toBe(false);
    act('settings.setReaders', { basedOn: 1, value: { readers: [{ id: 'till', type: 'sim' }] } });
    const places = [{ id: 'hall', engine: 'none' as const }];
    act('settings.setVoice', { basedOn: 1, value: { voice: { ...settings().voice.voice, places } as never } });
    await scheduler.advance(1_000);
    expect(store.readers.list().map(({ id }) => id)).toEqual(['till']);
    expect(store.board.snapshot().devices.voice.places.map(({ id }) => id)).toEqual(['hall']);
    // A line that had been opened anew would have plugged it in again.
    expect(terminalOf('201')?.plugged).toBe(false);
    act('settings.setItems', { basedOn: 1, value: settings().items });
    await scheduler.advance(1_000);
    expect(terminalOf('201')?.plugged).toBe(false);
  });

  it('several times at once: the last holds', async () => {
    const { store, act, settings, scheduler } = await running();
    const { printers } = settings().printers;
    for (let version = 1; version <= 5; version += 1) {
      const value = { printers: [...printers, { ...(printers[1] as Site['printers'][number]), id: `p${version}` }] };
      act('settings.setPrinters', { basedOn: version, value });
    }
    await scheduler.advance(1_000);
    const ids = store.simulatedDevices.view().printers.map(({ id }) => id);
    expect(ids).toEqual([...printers.map(({ id }) => id), 'p5']);
  });
});
