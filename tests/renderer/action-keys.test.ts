import { describe, expect, test } from 'vitest';
import { Desk } from './support/desk.ts';
import { FakeStore } from './support/fake-store.ts';

const desk = new Desk(() => new FakeStore());

/** A room with a clock running is chosen on the board. */
async function roomChosen() {
  await desk.openAs('R01');
  const running = desk.store.scene.rooms.find(({ visit }) =>
    visit?.guests.some(({ clocks }) => clocks.some(({ state }) => state === 'started')),
  );
  await desk.page.locator(`[data-room="${running?.no}"]`).click();
  await desk.page.getByRole('button', { name: /^加钟/ }).waitFor();
}

/** What a scanner or a reader types, faster than any person; ends with Enter. */
async function scan(text: string) {
  await desk.page.evaluate(
    (keys) => {
      for (const key of keys) {
        const target = document.activeElement ?? document.body;
        target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      }
    },
    [...text, 'Enter'],
  );
}

const silence = () => desk.page.waitForTimeout(300);
const commands = () => desk.store.received.map(({ command }) => command.name);

describe('single keys', () => {
  test.each(['E2801160AA', 'X201EA65', 'A0B1C2D3', 'R305', 'EEEE', 'AXE'])(
    'a burst of keys is nobody’s wish: %s does nothing',
    async (code) => {
      await roomChosen();
      await scan(code);
      await silence();
      expect(commands()).toEqual([]);
      expect(await desk.page.getByRole('textbox', { name: '原因' }).count()).toBe(0);
      expect(await desk.page.getByRole('dialog').count()).toBe(0);
    },
  );

  test('the Enter that ends a line is not the one that goes to the cashier; the next one is', async () => {
    await desk.openAs('M01');
    await desk.page.keyboard.type('206');
    await desk.page.keyboard.press('Enter');
    await desk.page.getByRole('heading', { name: '206' }).waitFor();
    await silence();
    expect(await desk.page.evaluate(() => window.location.hash)).not.toContain('cashier');
    await desk.page.keyboard.press('Enter');
    await expect.poll(() => desk.page.evaluate(() => window.location.hash)).toContain('cashier');
  });

  test('a letter acts on the screen that a link of the rail has led to', async () => {
    await desk.openAs('R01');
    await desk.page.getByRole('link', { name: '预订', exact: true }).click();
    await desk.page.getByText('快捷键 N').waitFor();
    await desk.page.keyboard.press('n');
    await desk.page.getByLabel('姓名').waitFor();
  });

  test('one key alone does what its button says', async () => {
    await roomChosen();
    await desk.page.keyboard.press('a');
    await expect.poll(commands).toEqual(['clock.extend']);
  });

  test('not where a button outside the board has the focus, and not where somebody switched them off', async () => {
    await roomChosen();
    const menu = desk.page.getByRole('button', { name: /^R01/ });
    await menu.focus();
    await desk.page.keyboard.press('a');
    await silence();
    expect(commands()).toEqual([]);
    await menu.click();
    await desk.page.getByRole('menuitem', { name: '单键操作：开' }).click();
    await desk.page.getByRole('menuitem', { name: '单键操作：关' }).waitFor();
    await menu.click();
    await desk.page.getByRole('button', { name: /^加钟/ }).focus();
    await desk.page.keyboard.press('a');
    await silence();
    expect(commands()).toEqual([]);
    // It is hers, and stays.
    await desk.page.reload();
    await menu.click();
    await desk.page.getByRole('menuitem', { name: '单键操作：关' }).waitFor();
  });
});
