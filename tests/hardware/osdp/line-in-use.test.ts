import { afterEach, describe, expect, it } from 'vitest';
import { type FoundTerminal, searchInUse } from '../../../hardware/osdp/line-search.ts';
import { keyOf, SimulatedStore } from './store.ts';

let store: SimulatedStore;
afterEach(() => store.stop());

/** Terminals 5 and 9 hang on the line as well, of which the bus knows nothing; 9 holds a key of somebody else. */
async function lineWithMore(): Promise<void> {
  store = new SimulatedStore([1, 2, 3], { more: [{ address: 5 }, { address: 9, scbk: keyOf(99) }] });
  await store.start();
}

function searched(addresses: number[], isWanted = () => true) {
  const found: FoundTerminal[] = [];
  const state = { isOver: false, error: null as unknown };
  searchInUse(store.bus, store.scheduler, addresses, { onFound: (one) => found.push(one), isWanted }).then(
    () => {
      state.isOver = true;
    },
    (error: unknown) => {
      Object.assign(state, { isOver: true, error });
    },
  );
  return { found, state };
}

async function until(isDone: () => boolean): Promise<void> {
  for (let round = 0; round < 2_000 && !isDone(); round += 1) await store.scheduler.advance(100);
  expect(isDone()).toBe(true);
}

describe('a line in use', () => {
  it('is looked through, those in use answering swipes all the while, and nobody loses the channel', async () => {
    await lineWithMore();
    const { found, state } = searched(Array.from({ length: 40 }, (_, at) => at + 4));
    let swipes = 0;
    await until(() => {
      if (store.of('card').length === swipes && !state.isOver) {
        swipes += 1;
        store.line.terminal((swipes % 3) + 1).holdCard(`04A1B2${(swipes + 16).toString(16)}`);
      }
      return state.isOver;
    });
    expect(state.error).toBeNull();
    expect(found.map(({ address }) => address)).toEqual([5, 9]);
    expect(found.every(({ identity }) => identity !== undefined)).toBe(true);
    expect(swipes).toBeGreaterThan(10);
    for (const address of [1, 2, 3]) expect(store.states(address)).toEqual(['starting', 'online']);
    expect(store.bus.terminals().every(({ secure }) => secure)).toBe(true);
  });

  it('is given up when nobody wants it any more', async () => {
    await lineWithMore();
    let asked = 0;
    const { found, state } = searched([4, 5, 6, 7], () => {
      asked += 1;
      return asked < 3;
    });
    await until(() => state.isOver);
    expect(found.map(({ address }) => address)).toEqual([5]);
    expect(state.error).toBeNull();
  });

  it('that is lost or closed meanwhile says so, and comes back by itself', async () => {
    await lineWithMore();
    const { state } = searched(Array.from({ length: 100 }, (_, at) => at + 10));
    await store.scheduler.advance(1_000);
    store.wire.cut();
    await until(() => state.isOver);
    expect(state.error).toMatchObject({ code: expect.stringMatching(/^TRANSPORT_/) });
    store.wire.mend();
    await store.line.attach(store.wire.far);
    await until(() => store.bus.terminals().every(({ state: one }) => one === 'online'));
    const { state: again } = searched([20, 21, 22]);
    await store.scheduler.advance(50);
    await store.bus.close();
    await until(() => again.isOver);
    expect(again.error).not.toBeNull();
  });

  it('without any terminal of its own can be looked through as well', async () => {
    store = new SimulatedStore([], { more: [{ address: 7 }] });
    await store.start();
    const { found, state } = searched([6, 7, 8]);
    await until(() => state.isOver);
    expect(found.map(({ address }) => address)).toEqual([7]);
  });
});
