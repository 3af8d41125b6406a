import { beforeEach, describe, expect, test } from 'vitest';
import { Desk } from './support/desk.ts';
import { FakeStore } from './support/fake-store.ts';

const desk = new Desk(() => new FakeStore());

const box = () => desk.page.getByRole('textbox', { name: '搜索或输入命令' });
const option = (text: RegExp) =>
  desk.page.getByRole('listbox', { name: '搜索或输入命令' }).getByRole('option', { name: text });
const commands = () => desk.store.received.map(({ command }) => command.name);

/** Another station takes the room. */
function somebodyOpens(roomNo: string): void {
  desk.store.scene.fill(roomNo, 'waiting', [{ clocks: [{ technicianNo: '8', serviceCode: '101', calledAgo: 0 }] }]);
  desk.store.push([roomNo]);
}

describe('a line whose room somebody else changes before it is done', () => {
  beforeEach(async () => {
    await desk.openAs('R02');
  });

  test('is not done in its new meaning: that is told, and done only when it is confirmed', async () => {
    await box().fill('302 201');
    await option(/开 302 房/).waitFor();
    somebodyOpens('302');
    await option(/302 房 点项目/).waitFor();
    await desk.page.keyboard.press('Enter');
    await desk.page
      .getByRole('alert')
      .getByText(/302 房刚刚已有变化/)
      .waitFor();
    expect(commands()).toEqual([]);
    expect(await box().inputValue()).toBe('302 201');
    await desk.page.keyboard.press('Enter');
    await expect.poll(commands).toEqual(['clock.order']);
    await expect.poll(() => box().inputValue()).toBe('');
    expect(desk.errors).toEqual([]);
  });

  test('neither where an item alone is meant for the room that is chosen', async () => {
    await desk.page.locator('[data-room="302"]').click();
    await box().fill('201');
    await option(/^201 中式推拿/).waitFor();
    somebodyOpens('302');
    await desk.page.locator('[data-room="302"][data-state="waiting"]').waitFor();
    await option(/^201 中式推拿/).click();
    await desk.page
      .getByRole('alert')
      .getByText(/302 房刚刚已有变化/)
      .waitFor();
    expect(commands()).toEqual([]);
  });

  test('goes on when another room changes, or when it is typed on', async () => {
    await box().fill('302 20');
    somebodyOpens('303');
    somebodyOpens('302');
    await desk.page.locator('[data-room="302"][data-state="waiting"]').waitFor();
    await desk.page.keyboard.type('1');
    await option(/302 房 点项目/).waitFor();
    somebodyOpens('305');
    await desk.page.locator('[data-room="305"][data-state="waiting"]').waitFor();
    await desk.page.keyboard.press('Enter');
    await expect.poll(commands).toEqual(['clock.order']);
  });

  test('is done once, however often Enter is pressed before the store answers', async () => {
    await box().fill('302 201');
    await option(/开 302 房/).waitFor();
    await box().evaluate((field) => {
      for (let press = 0; press < 3; press += 1) {
        field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true }));
      }
    });
    await expect.poll(() => box().inputValue()).toBe('');
    expect(commands()).toEqual(['visit.open']);
  });
});
