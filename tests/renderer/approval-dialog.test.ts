import { beforeEach, expect, test } from 'vitest';
import { axeFindings } from './support/browser.ts';
import { Desk } from './support/desk.ts';
import { givenAuthorisationId } from './support/fake-authorisations.ts';
import { FakeStore } from './support/fake-store.ts';

const desk = new Desk(() => new FakeStore());

/** What the screen has asked for of one command. */
const asked = (name: string) =>
  desk.store.received.filter(({ command }) => command.name === name).map(({ command }) => command.data);

/** Converts the running clock of 310, which the store wants a manager for. */
async function convert(): Promise<string> {
  const clock = desk.store.scene.room('310').visit?.guests[0]?.clocks[0];
  if (!clock) throw new Error('no clock in 310');
  const subject = { kind: 'clock', id: clock.id };
  desk.store.refuseNext = { code: 'AUTHORISATION_NEEDED', context: { act: 'clock.convert', subject } };
  await desk.page.keyboard.type('310');
  await desk.page.keyboard.press('Enter');
  await desk.page.getByRole('button', { name: /^转化/ }).click();
  await desk.page.getByRole('button', { name: '客人改点' }).click();
  await desk.page.getByRole('dialog', { name: '需要经理授权' }).waitFor();
  return clock.id;
}

beforeEach(async () => {
  await desk.open({ token: desk.store.signedIn('R02') });
  await desk.page.locator('[data-room="201"]').waitFor();
});

test('what the store wants a manager for is asked in one dialogue, with the reason that was given, and done then', async () => {
  const clockId = await convert();
  const dialog = desk.page.getByRole('dialog', { name: '需要经理授权' });
  expect(await dialog.getByLabel('原因').inputValue()).toBe('客人改点');
  expect(await axeFindings(desk.page)).toEqual([]);
  await dialog.getByRole('combobox', { name: '经理' }).click();
  await desk.page.getByRole('option', { name: /M01/ }).click();
  await dialog.getByLabel(/密码/).fill('0000');
  await desk.page.keyboard.press('Enter');
  await expect.poll(() => asked('clock.convert').length, { timeout: 10_000 }).toBe(2);
  expect(asked('clock.convert')[1]).toMatchObject({
    ...{ clockId, reason: '客人改点', authorisationId: givenAuthorisationId },
  });
  expect(desk.store.authorisations.asked).toMatchObject([
    { act: 'clock.convert', subject: { kind: 'clock', id: clockId }, reason: '客人改点' },
  ]);
  await dialog.waitFor({ state: 'hidden' });
});

test('where nobody approves, nothing is done, and the screen says why', async () => {
  await convert();
  await desk.page.keyboard.press('Escape');
  await desk.page
    .getByRole('alert')
    .getByText(/需要经理授权/)
    .waitFor();
  expect(asked('clock.convert')).toHaveLength(1);
  expect(desk.store.authorisations.asked).toEqual([]);
});
