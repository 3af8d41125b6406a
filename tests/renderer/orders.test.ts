import { mkdirSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { axeFindings } from './support/browser.ts';
import { Desk } from './support/desk.ts';
import { givenAuthorisationId } from './support/fake-authorisations.ts';
import { FakeStore } from './support/fake-store.ts';

const desk = new Desk(() => new FakeStore());

async function commandOf(name: string) {
  await expect
    .poll(() => desk.store.received.some(({ command }) => command.name === name), { timeout: 10_000 })
    .toBe(true);
  return desk.store.received.find(({ command }) => command.name === name)?.command.data;
}

/** Opens a room's panel by its number. */
async function choose(roomNo: string): Promise<void> {
  await desk.page.keyboard.type(roomNo);
  await desk.page.keyboard.press('Enter');
  await desk.page.getByRole('heading', { name: roomNo }).waitFor();
}

async function picture(name: string) {
  const folder = new URL('../../artifacts/screens/', import.meta.url).pathname;
  mkdirSync(folder, { recursive: true });
  await desk.page.screenshot({ path: `${folder}${name}.png` });
}

const clockIn = (roomNo: string) => {
  const clock = desk.store.scene.room(roomNo).visit?.guests[0]?.clocks[0];
  if (!clock) throw new Error(`no clock in ${roomNo}`);
  return clock;
};

beforeEach(async () => {
  await desk.open({ token: desk.store.signedIn('R02') });
  await desk.page.locator('[data-room="201"]').waitFor();
});

describe('a room opened with two items in a row', () => {
  test('gives each guest the second by whoever serves the first, unless somebody is named or it is left out', async () => {
    await choose('302');
    await desk.page.getByText('2 位', { exact: true }).click();
    await desk.page.getByLabel('客人 1 项目').fill('201');
    await desk.page.getByRole('button', { name: '再加一项，接着做' }).click();
    // A second item was asked for, and is not said yet.
    await desk.page.getByRole('button', { name: /^开单/ }).click();
    await desk.page.getByRole('alert').getByText('请输入项目代码').waitFor();
    await desk.page.getByLabel('客人 1 第二项', { exact: true }).fill('203');
    expect(await desk.page.getByLabel('客人 1 第二项技师').getAttribute('placeholder')).toBe('原技师');
    await desk.page.getByLabel('客人 2 第二项技师').fill('53');
    expect(await axeFindings(desk.page)).toEqual([]);
    await picture('open-two-items-zh');
    await desk.page.getByRole('button', { name: /^开单/ }).click();
    expect(await commandOf('visit.open')).toEqual({
      roomNo: '302',
      guests: [{}, {}],
      orders: [
        { serviceCode: '201', choices: [], next: { serviceCode: '203', choices: [{ kind: 'same' }] } },
        {
          ...{ serviceCode: '201', choices: [] },
          next: { serviceCode: '203', choices: [{ kind: 'requested', technicianNo: '53' }] },
        },
      ],
    });
  });

  test('gives the rotation where who was asked for does not do the second, and a guest may have only one', async () => {
    const [foot] = desk.store.scene.technicians.filter(
      ({ state, skills }) => state === 'idle' && skills.includes('foot') && !skills.includes('massage'),
    );
    if (!foot) throw new Error('everybody does massage');
    await choose('302');
    await desk.page.getByText('2 位', { exact: true }).click();
    await desk.page.getByLabel('客人 1 项目').fill('101');
    await desk.page.getByLabel('客人 1 技师').fill(foot.no);
    await desk.page.getByRole('button', { name: '再加一项，接着做' }).click();
    await desk.page.getByLabel('客人 1 第二项', { exact: true }).fill('102');
    await desk.page.getByLabel('客人 1 第二项技师').click();
    await desk.page.getByRole('option', { name: `${foot.no} 号接着做` }).waitFor();
    await desk.page.getByLabel('客人 1 第二项', { exact: true }).fill('201');
    await desk.page.getByLabel('客人 2 第二项', { exact: true }).click();
    await desk.page.getByRole('option', { name: '不做第二项' }).click();
    await desk.page.getByRole('button', { name: /^开单/ }).click();
    expect(await commandOf('visit.open')).toMatchObject({
      orders: [{ serviceCode: '101', next: { serviceCode: '201', choices: [] } }, { serviceCode: '101' }],
    });
    const [, second] = ((await commandOf('visit.open')) as { orders: object[] }).orders;
    expect(second).not.toHaveProperty('next');
  });

  test('is one line at the top', async () => {
    await desk.page.keyboard.type('302 201 then 203');
    await desk.page.keyboard.press('Enter');
    expect(await commandOf('visit.open')).toMatchObject({
      orders: [{ serviceCode: '201', next: { serviceCode: '203', choices: [{ kind: 'same' }] } }],
    });
  });
});

describe('who serves', () => {
  test('a number is a request until it is said how it was chosen', async () => {
    await choose('302');
    await desk.page.getByLabel('客人 1 项目').fill('201');
    await desk.page.getByLabel('客人 1 技师').fill('53');
    const kinds = desk.page.getByRole('radiogroup', { name: '怎样选的技师' });
    expect(await kinds.getByRole('radio', { name: '点钟' }).isChecked()).toBe(true);
    await picture('order-kinds-zh');
    expect(await axeFindings(desk.page)).toEqual([]);
    await kinds.getByText('选钟').click();
    expect(await desk.page.getByLabel('客人 1 技师').inputValue()).toBe('53s');
    await desk.page.getByRole('button', { name: /^开单/ }).click();
    expect(await commandOf('visit.open')).toMatchObject({
      orders: [{ serviceCode: '201', choices: [{ kind: 'picked', technicianNo: '53' }] }],
    });
  });

  test('who is off duty is offered to be called in', async () => {
    const [off] = desk.store.scene.technicians.filter(
      ({ state, skills }) => state === 'off-duty' && skills.includes('foot'),
    );
    await choose('302');
    await desk.page.getByLabel('客人 1 项目').fill('101');
    await desk.page.getByLabel('客人 1 技师').fill(off?.no ?? '');
    await desk.page.getByRole('option', { name: /Call 钟/ }).click();
    await desk.page.getByRole('button', { name: /^开单/ }).click();
    expect(await commandOf('visit.open')).toMatchObject({
      orders: [{ choices: [{ kind: 'call', technicianNo: off?.no }] }],
    });
  });

  test('a key converts a clock of the rotation, with a reason', async () => {
    await choose('310');
    await desk.page.keyboard.press('z');
    await desk.page.getByRole('button', { name: '客人改点' }).click();
    const { id, technicianNo } = clockIn('310');
    expect(await commandOf('clock.convert')).toEqual({ clockId: id, reason: '客人改点', was: technicianNo });
  });
});

describe('one item after another', () => {
  test('comes after what goes on, by the same technician, and shows that', async () => {
    const { id, technicianNo } = clockIn('303');
    await choose('303');
    await desk.page.keyboard.press('o');
    await desk.page.getByLabel('客人 1 项目').fill('203');
    await expect
      .poll(() => desk.page.getByLabel('客人 1 技师').getAttribute('placeholder'))
      .toBe(`${technicianNo} 号接着做`);
    await picture('order-after-zh');
    expect(await axeFindings(desk.page)).toEqual([]);
    await desk.page.getByRole('button', { name: /^下单/ }).click();
    expect(await commandOf('clock.order')).toMatchObject({
      serviceCode: '203',
      choices: [{ kind: 'same' }],
      after: id,
    });
    const visit = desk.store.scene.room('303').visit;
    const [guest] = visit?.guests ?? [];
    const next = { ...clockIn('303'), id: crypto.randomUUID(), serviceCode: '203', state: 'ordered' as const };
    guest?.clocks.push({ ...next, technicianNo: null, requestedNo: technicianNo, afterId: id, startedAt: null });
    desk.store.push(['303']);
    await desk.page.getByText(/下钟后叫钟/).waitFor();
    await picture('room-after-zh');
  });

  test('may begin at once all the same', async () => {
    await choose('303');
    await desk.page.keyboard.press('o');
    await desk.page.getByText('现在就做').click();
    await desk.page.getByLabel('客人 1 项目').fill('203');
    await desk.page.getByRole('button', { name: /^下单/ }).click();
    const data = await commandOf('clock.order');
    expect(data).toMatchObject({ choices: [] });
    expect(data).not.toHaveProperty('after');
  });
});

describe('another item', () => {
  test('dearer: one tap', async () => {
    const { id, serviceCode } = clockIn('303');
    await choose('303');
    await desk.page.keyboard.press('i');
    await desk.page.getByRole('group', { name: '换成' }).waitFor();
    await picture('change-item-zh');
    expect(await axeFindings(desk.page)).toEqual([]);
    await desk.page.getByRole('group', { name: '换成' }).getByText('202').click();
    expect(await commandOf('clock.changeItem')).toEqual({ clockId: id, serviceCode: '202', was: serviceCode });
  });

  test('cheaper: a manager approves of the difference, by number and PIN', async () => {
    const { id, serviceCode, priceMinor } = clockIn('303');
    await choose('303');
    await desk.page.keyboard.press('i');
    await desk.page.getByLabel('换成').first().fill('205');
    await desk.page.keyboard.press('Enter');
    await desk.page.getByLabel('原因').fill('点错项目');
    await picture('change-item-approval-zh');
    await desk.page.getByRole('combobox', { name: '经理' }).click();
    await desk.page.getByRole('option', { name: /M01/ }).click();
    await desk.page.getByLabel(/密码/).fill('0000');
    await desk.page.keyboard.press('Enter');
    expect(await commandOf('clock.changeItem')).toEqual({
      ...{ clockId: id, serviceCode: '205', was: serviceCode },
      ...{ authorisationId: givenAuthorisationId, reason: '点错项目' },
    });
    const price = desk.store.site.services.find(({ code }) => code === '205')?.price ?? 0;
    expect(desk.store.authorisations.asked).toMatchObject([
      { act: 'clock.changeItem', subject: { kind: 'clock', id }, amountMinor: priceMinor - price },
    ]);
  });

  test('on one line: dearer is done, cheaper opens the approval', async () => {
    await desk.page.keyboard.type('303 改 205');
    await desk.page.getByRole('option', { name: /需授权/ }).waitFor();
    await desk.page.keyboard.press('Enter');
    await desk.page.getByText(/需要经理授权/).waitFor();
    expect(desk.store.received.filter(({ command }) => command.name === 'clock.changeItem')).toEqual([]);
  });
});

test('all of it in English', async () => {
  await desk.page.goto(`${desk.served.url}/?language=en`);
  await desk.page.locator('[data-room="201"]').waitFor();
  await choose('310');
  await picture('room-actions-en');
  await desk.page.keyboard.press('o');
  await desk.page.getByLabel('Guest 1 Item').fill('203');
  await desk.page.getByLabel('Guest 1 Technician').fill('53');
  await desk.page.getByRole('radiogroup', { name: 'How the technician was chosen' }).waitFor();
  await picture('order-after-en');
  expect(await axeFindings(desk.page)).toEqual([]);
  await desk.page.keyboard.press('Escape');
  await desk.page.getByRole('button', { name: /^Change item/ }).click();
  await desk.page.getByLabel('New item').first().fill('204');
  await picture('change-item-en');
});
