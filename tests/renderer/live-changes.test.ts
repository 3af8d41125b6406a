import { describe, expect, test } from 'vitest';
import { Desk } from './support/desk.ts';
import { FakeStore } from './support/fake-store.ts';
import { countRenders, rendersOf } from './support/renders.ts';

/*
 * What a change of the store costs a screen that shows a big house all day: the parts it is about are drawn, and no
 * others. Counted in components, because times tell of the machine.
 */

const house = new Desk(() => new FakeStore(264));

/** What one change may draw: the parts it is about, and what happens to count its seconds just then. */
const mostRenders = 120;

/** Opens a screen that counts what it draws; whoever looks at the board is signed in. */
async function open(at: string, shown: string): Promise<void> {
  await house.open({ at, token: house.store.signedIn('M01') });
  await countRenders(house.page);
  await house.page.reload();
  await house.page.locator(shown).first().waitFor();
  await house.page.waitForLoadState('networkidle');
}

/** Technician 30 starts in room 316, and whoever else stands in the queues keeps the place. */
function startIn316(): void {
  const { scene } = house.store;
  scene.fill('316', 'in-service', [{ clocks: [{ technicianNo: '30', serviceCode: '101', startedAgo: 0 }] }]);
  house.store.push(['316'], { technicians: [structuredClone(scene.technician('30'))] });
}

describe('one clock that starts, in a house of 300 rooms', () => {
  test('on the board: its tile, its technician, the counts', async () => {
    await open('#/board', '[data-room="316"]');
    const before = await rendersOf(house.page);
    startIn316();
    await house.page.locator('[data-room="316"]').getByText('上钟 1/').waitFor();
    expect((await rendersOf(house.page)) - before).toBeLessThan(mostRenders);
  });

  test('in the clock room: its technician, where she is shown', async () => {
    await open('#/clock-room', 'h1');
    await house.page.getByRole('region', { name: '技师' }).getByRole('button').first().waitFor();
    const before = await rendersOf(house.page);
    startIn316();
    await house.page.getByText('316 房').first().waitFor();
    expect((await rendersOf(house.page)) - before).toBeLessThan(mostRenders);
  });
});
