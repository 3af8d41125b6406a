import { beforeEach, expect, test } from 'vitest';
import { axeFindings } from './support/browser.ts';
import { Desk } from './support/desk.ts';
import { givenAuthorisationId } from './support/fake-authorisations.ts';
import { FakeStore } from './support/fake-store.ts';

const desk = new Desk(() => new FakeStore());

function clocksIn(roomNo: string) {
  const clocks = desk.store.scene.room(roomNo).visit?.guests[0]?.clocks ?? [];
  const [main] = clocks;
  if (!main) throw new Error(`no clock in ${roomNo}`);
  return { main, amountMinor: clocks.reduce((sum, { priceMinor }) => sum + priceMinor, 0) };
}

async function openCancel(roomNo: string): Promise<void> {
  await desk.page.keyboard.type(roomNo);
  await desk.page.keyboard.press('Enter');
  await desk.page.getByRole('button', { name: /^取消钟/ }).click();
  await desk.page.getByLabel('原因').waitFor();
}

async function cancelled() {
  const isCancel = ({ command }: { command: { name: string } }) => command.name === 'clock.cancel';
  await expect.poll(() => desk.store.received.some(isCancel), { timeout: 10_000 }).toBe(true);
  return desk.store.received.find(isCancel)?.command.data;
}

beforeEach(async () => {
  await desk.open({ token: desk.store.signedIn('R02') });
  await desk.page.locator('[data-room="201"]').waitFor();
});

test('past the grace a manager approves what the guest no longer pays, the extension included', async () => {
  const { main, amountMinor } = clocksIn('303');
  expect(amountMinor).toBeGreaterThan(main.priceMinor);
  await openCancel('303');
  await desk.page.getByText(/需要经理授权/).waitFor();
  expect(await axeFindings(desk.page)).toEqual([]);
  await desk.page.getByLabel('原因').fill('点错项目');
  await desk.page.getByRole('combobox', { name: '经理' }).click();
  await desk.page.getByRole('option', { name: /M01/ }).click();
  await desk.page.getByLabel(/密码/).fill('0000');
  await desk.page.keyboard.press('Enter');
  expect(await cancelled()).toEqual({
    ...{ clockId: main.id, reason: '点错项目', authorisationId: givenAuthorisationId },
  });
  expect(desk.store.authorisations.asked).toMatchObject([
    { act: 'clock.cancel', subject: { kind: 'clock', id: main.id }, amountMinor },
  ]);
});

test('within the grace the reason is enough', async () => {
  const { main } = clocksIn('310');
  main.startedAt = desk.store.scene.now - 5 * 60_000;
  desk.store.push(['310']);
  await openCancel('310');
  await desk.page.getByLabel('原因').fill('客人不做了');
  await desk.page.keyboard.press('Enter');
  expect(await cancelled()).toEqual({ clockId: main.id, reason: '客人不做了' });
});
