import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleSite, must } from '../../db/shop-day.ts';
import { howMany } from '../../support/how-many.ts';
import { SimulatedStore } from './simulated-store.ts';

const clockRoom = 'printer/clock-room';
const front = 'printer/front';

/** The example store; its clock room's slips go to the front desk once that printer has been away for five minutes. */
function withStandIn(): SimulatedStore {
  const site = exampleSite();
  const printers = site.printers.map((printer) =>
    printer.id === 'clock-room' ? { ...printer, fallback: { printer: 'front', afterMinutes: 5 } } : printer,
  );
  return new SimulatedStore({ site: { ...site, printers } });
}

const slipsOf = (store: SimulatedStore, id: string, visitNo: string) =>
  store.sim(id).slips.filter(({ text }) => text.includes(visitNo));

describe('a printer that stays away', () => {
  it('is stood in for after its time, with a word for who carries the slip', async () => {
    const store = await withStandIn().start();
    await store.sim('clock-room').setPower(false);
    store.call('301', '1');
    await store.wait(4 * 60);
    expect(store.sim('front').slips).toEqual([]);
    await store.wait(2 * 60);
    const [slip] = slipsOf(store, 'front', '1121-0001');
    expect(slip?.text).toContain('代打，请送到 clock-room');
    expect(slip?.text).not.toContain('副本');
    expect(store.jobsOf(front)).toMatchObject([{ state: 'done', routedFrom: clockRoom, repeated: false }]);
  });

  it('keeps its slips while the stand-in is away too, and prints them itself when it comes back', async () => {
    const store = await withStandIn().start();
    await store.sim('clock-room').setPower(false);
    await store.sim('front').setPower(false);
    await expect(Promise.all([store.printers.test('front'), store.wait(10)])).rejects.toMatchObject({
      code: 'PRINTER_OFFLINE',
    });
    store.call('301', '1');
    await store.wait(7 * 60);
    expect(store.jobsOf(clockRoom)).toMatchObject([{ state: 'waiting', routedFrom: null }]);
    await store.sim('clock-room').setPower(true);
    await store.wait(40);
    expect(slipsOf(store, 'clock-room', '1121-0001')).toHaveLength(1);
    expect(store.sim('front').slips).toEqual([]);
  });

  it('gets its slips again as soon as it is back', async () => {
    const store = await withStandIn().start();
    await store.sim('clock-room').setPower(false);
    store.call('301', '1');
    await store.wait(6 * 60);
    await store.sim('clock-room').setPower(true);
    await store.wait(60);
    store.call('302', '2');
    await store.wait(10);
    expect(slipsOf(store, 'front', '1121-0001')).toHaveLength(1);
    expect(slipsOf(store, 'clock-room', '1121-0002')).toHaveLength(1);
  });

  it('leaves what may be on its paper to a person', async () => {
    const store = await withStandIn().start();
    store.sim('clock-room').dropLineAfter(60);
    store.call('301', '1');
    await store.wait(5);
    await store.sim('clock-room').setPower(false);
    await store.wait(10 * 60);
    expect(store.jobsOf(clockRoom)).toMatchObject([{ state: 'uncertain' }]);
    expect(store.sim('front').slips).toEqual([]);
  });
});

describe('a slip sent elsewhere by hand', () => {
  it('prints there at once, once, and is no copy while it was never on paper', async () => {
    const store = await new SimulatedStore().start();
    await store.sim('clock-room').setPower(false);
    store.call('301', '1');
    await store.wait(20);
    store.runner.reroute(must(store.jobsOf(clockRoom)[0]).id, front);
    await store.wait(5);
    await store.sim('clock-room').setPower(true);
    await store.wait(60);
    expect(slipsOf(store, 'front', '1121-0001')).toHaveLength(1);
    expect(slipsOf(store, 'front', '1121-0001')[0]?.text).not.toContain('副本');
    expect(store.sim('clock-room').slips).toEqual([]);
  });

  it('is a copy where it may be on paper already', async () => {
    const store = await new SimulatedStore().start();
    store.sim('clock-room').dropLineAfter(60);
    store.call('301', '1');
    await store.wait(5);
    store.runner.reroute(must(store.runner.list()[0]).id, front);
    await store.wait(5);
    expect(slipsOf(store, 'front', '1121-0001')[0]?.text).toContain('副本');
  });

  it('is refused for one that is done, and for one that is not there', async () => {
    const store = await new SimulatedStore().start();
    store.call('301', '1');
    await store.wait(5);
    const { id } = must(store.jobsOf(clockRoom)[0]);
    expect(() => store.runner.reroute(id, front)).toThrow(expect.objectContaining({ code: 'JOB_NOT_OPEN' }));
    expect(() => store.runner.reroute('0.0', front)).toThrow(expect.objectContaining({ code: 'JOB_UNKNOWN' }));
  });

  it('takes everything that waits along, and can be sent back', async () => {
    const store = await new SimulatedStore().start();
    await store.sim('clock-room').setPower(false);
    for (const [roomNo, technicianNo] of [
      ['301', '1'],
      ['302', '2'],
      ['303', '3'],
    ] as const)
      store.call(roomNo, technicianNo);
    await store.wait(5);
    await store.sim('front').setPower(false);
    expect(store.runner.rerouteAll(clockRoom, front)).toBe(3);
    await store.wait(5);
    expect(store.runner.rerouteAll(front, clockRoom)).toBe(3);
    await store.sim('clock-room').setPower(true);
    await store.wait(40);
    expect(store.jobsOf(clockRoom)).toMatchObject(Array(3).fill({ state: 'done', routedFrom: null }));
    expect(store.sim('clock-room').slips.map(({ text }) => text.includes('代打'))).toEqual([false, false, false]);
  });
});

describe('whatever happens to two printers of which one stands in', () => {
  const printer = fc.constantFrom('clock-room' as const, 'front' as const);
  const happening = fc.oneof(
    fc.constant({ kind: 'call' as const }),
    fc.record({ kind: fc.constant('power' as const), printer, isOn: fc.boolean() }),
    fc.record({ kind: fc.constant('drop' as const), printer, bytes: fc.integer({ min: 1, max: 400 }) }),
    fc.record({
      kind: fc.constant('paper' as const),
      printer,
      paper: fc.constantFrom('out' as const, 'full' as const),
    }),
    fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 400_000 }) }),
    fc.record({ kind: fc.constant('hand' as const), to: fc.constantFrom(clockRoom, front) }),
  );
  const rooms = ['301', '302', '303', '304', '305', '306'] as const;

  it('no slip is on paper twice without being a copy that a person asked for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 14 }), async (happenings) => {
        const store = await withStandIn().start();
        let calls = 0;
        for (const each of happenings) {
          if (each.kind === 'call' && calls < rooms.length) {
            store.call(must(rooms[calls]), String(calls + 1));
            calls += 1;
          }
          if (each.kind === 'power') await store.sim(each.printer).setPower(each.isOn);
          if (each.kind === 'drop') store.sim(each.printer).dropLineAfter(each.bytes);
          if (each.kind === 'paper') store.sim(each.printer).setPaper(each.paper);
          if (each.kind === 'wait') await store.wait(each.ms / 1_000);
          if (each.kind === 'hand') store.runner.rerouteAll(each.to === front ? clockRoom : front, each.to);
        }
        for (const id of ['clock-room', 'front'] as const) {
          await store.sim(id).setPower(true);
          store.sim(id).setPaper('full');
        }
        await store.wait(400);
        for (let call = 1; call <= calls; call++) {
          const visitNo = `1121-${String(call).padStart(4, '0')}`;
          const printed = slipsOf(store, 'clock-room', visitNo).length + slipsOf(store, 'front', visitNo).length;
          const job = must(
            [...store.jobsOf(clockRoom), ...store.jobsOf(front)].find(
              ({ payload }) => payload.kind === 'print-dispatch' && payload.roomNo === rooms[call - 1],
            ),
          );
          if (job.state === 'done') expect(printed).toBe(1);
          else expect([job.state, printed <= 1]).toEqual([job.state === 'expired' ? 'expired' : 'uncertain', true]);
        }
      }),
      { numRuns: howMany({ usual: 20, nightly: 400 }) },
    );
  });
});
