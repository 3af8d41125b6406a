import { beforeEach, describe, expect, test } from 'vitest';
import { axeFindings } from './support/browser.ts';
import { BusyStore } from './support/busy-store.ts';
import { Desk } from './support/desk.ts';

const desk = new Desk(() => new BusyStore());

async function open(hash: string) {
  await desk.open({ at: hash });
}

/** What the store was asked to do, the newest last. */
function lastCommand() {
  return desk.store.received.at(-1)?.command;
}

describe('clock room', () => {
  beforeEach(async () => {
    await desk.openAs('M01');
    await desk.page.getByRole('link', { name: '钟房' }).click();
    await desk.page.getByRole('list', { name: '足疗部 的排钟' }).waitFor();
  });

  test('a call is late once the way to the room takes longer than the store says, before anybody says so', async () => {
    const { store } = desk;
    const { toRoomMinutes } = store.site.store;
    // What the store said of it last is older: nobody was late then.
    store.scene.fill('202', 'waiting', [
      { clocks: [{ technicianNo: '8', serviceCode: '101', calledAgo: toRoomMinutes }] },
    ]);
    store.scene.fill('203', 'waiting', [{ clocks: [{ technicianNo: '10', serviceCode: '101', calledAgo: 1 }] }]);
    store.push(['202', '203'], {});
    await desk.page.reload();
    const row = (room: string) => desk.page.getByRole('listitem').filter({ hasText: `→ ${room} 房` });
    await expect.poll(() => row('202').first().getAttribute('data-late')).toBe('true');
    expect(await row('203').first().getAttribute('data-late')).toBeNull();
    // To be replaced as late it takes the store's word.
    expect(await row('202').getByText('未按时到房').count()).toBe(0);
  });

  test('says of guests who come tomorrow that it is tomorrow', async () => {
    const { store } = desk;
    const brief = {
      ...{ roomNo: '201', minutes: 60, guestCount: 4, guestName: '孙先生', maskedName: '孙先生', items: [] },
      ...{ technicianNos: [], kept: false, locked: false },
    };
    const at = (date: string) => Date.parse(`${date}T09:00:00+08:00`);
    const { businessDate } = store.board.snapshot();
    const reservations = [0, 1].map((days) => {
      const startsAt = at(businessDate) + days * 24 * 60 * 60_000;
      return { ...brief, id: `0193b000-0000-7000-8000-00000000000${days}`, startsAt };
    });
    store.push([], { reservations });
    const coming = desk.page.getByRole('region', { name: '预订将到' }).getByRole('listitem');
    await expect.poll(() => coming.count()).toBe(2);
    const [today, tomorrow] = await coming.allInnerTexts();
    expect([today?.startsWith('09:00 '), tomorrow?.startsWith('次日 09:00 ')]).toEqual([true, true]);
  });

  test('moves somebody by arrow keys, with a reason', async () => {
    const grip = desk.page.getByRole('button', { name: /^移动 8 号，现在第 7/ });
    await grip.focus();
    for (const key of ['ArrowUp', 'ArrowUp', 'Enter']) await desk.page.keyboard.press(key);
    await desk.page.getByText('8 号从第 7 移到第 5').waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await desk.page.getByRole('button', { name: '补轮' }).click();
    await expect
      .poll(lastCommand)
      .toEqual({ name: 'rotation.move', data: { queueId: 'foot', technicianNo: '8', position: 5, reason: '补轮' } });
    expect(desk.errors).toEqual([]);
  });

  test('moves somebody by dragging', async () => {
    const grip = desk.page.getByRole('button', { name: /^移动 2 号，现在第 2/ });
    const box = await grip.boundingBox();
    if (!box) throw new Error('the grip is not on screen');
    const x = box.x + box.width / 2;
    const y = box.y + box.height / 2;
    await desk.page.mouse.move(x, y);
    await desk.page.mouse.down();
    await desk.page.mouse.move(x, y + 3 * 52, { steps: 4 });
    await desk.page.mouse.up();
    await desk.page.getByText('2 号从第 2 移到第 5').waitFor();
    await desk.page.getByLabel('原因').fill('早到');
    await desk.page.keyboard.press('Enter');
    await expect.poll(lastCommand).toMatchObject({ data: { technicianNo: '2', position: 5, reason: '早到' } });
  });

  test('calls again, takes off duty, and answers why somebody is where she is', async () => {
    await desk.page.getByRole('button', { name: '再叫 31 号到 209 房' }).click();
    await expect.poll(() => lastCommand()?.name).toBe('clock.callAgain');
    await desk.page.getByRole('button', { name: /^10 / }).first().click();
    await desk.page.getByRole('button', { name: '为什么排第 8？' }).click();
    await desk.page.getByText('10 号上班，排到最后（第 9）').waitFor();
    expect(desk.store.calls).toContain('whyHere foot 10');
    await desk.page.getByRole('button', { name: '下班' }).click();
    await expect.poll(lastCommand).toEqual({ name: 'technician.goOffDuty', data: { technicianNo: '10' } });
  });
});

describe('display', () => {
  test('shows the newest call large without sign-in, the order, who ends soon, and after a swipe a day', async () => {
    await open('#/display');
    await desk.page.getByText('请到 204 房').waitFor();
    await desk.page.getByText('已叫 1 次').waitFor();
    await desk.page.getByText('31 → 209').waitFor();
    expect(await desk.page.getByRole('region', { name: '足疗部' }).getByText('待钟 18').count()).toBe(1);
    expect(await axeFindings(desk.page)).toEqual([]);
    const today = { rotation: 3, requested: 1, extension: 1, turnoverMinor: 54_600, commissionMinor: 15_200 };
    desk.store.push([], { spotlight: { technicianNo: '14', lines: ['排第 2：9 号在您前面'], today } });
    await desk.page.getByText('排第 2：9 号在您前面').waitFor();
    await desk.page.getByText(/152\.00/).waitFor();
    expect(desk.errors).toEqual([]);
  });

  test('a long queue keeps its head and counts the rest, on a small television too, in English', async () => {
    await open('#/display?lang=en');
    const column = desk.page.getByRole('region', { name: 'Foot care' });
    // Read in one go: between two questions the screen may be laid out anew.
    const asItIs = () =>
      column.evaluate((section) => {
        const rows = [...section.querySelectorAll('li')];
        const more = /^(\d+) more$/.exec(rows.at(-1)?.textContent ?? '')?.[1];
        const bottom = rows.at(-1)?.getBoundingClientRect().bottom ?? Number.POSITIVE_INFINITY;
        return {
          counted: rows.length - 1 + Number(more),
          head: rows[0]?.textContent?.includes('Next'),
          fits: bottom <= section.getBoundingClientRect().bottom,
          width: innerWidth,
        };
      });
    for (const size of [
      { width: 1920, height: 1080 },
      { width: 1280, height: 720 },
    ]) {
      await desk.page.setViewportSize(size);
      await expect.poll(asItIs).toEqual({ counted: 18, head: true, fits: true, width: size.width });
    }
  });

  test('a queue is never drawn without its head, not even before the screen is measured', async () => {
    await open('#/display?lang=en');
    await desk.page.addInitScript(() => {
      const heads: string[] = [];
      Object.assign(window, { heads });
      new MutationObserver(() => {
        for (const row of document.querySelectorAll('[aria-label="Foot care"] li:first-child')) {
          heads.push(row.textContent ?? '');
        }
      }).observe(document, { childList: true, subtree: true, characterData: true });
    });
    await desk.page.reload();
    await desk.page
      .getByRole('region', { name: 'Foot care' })
      .getByText(/^\d+ more$/)
      .waitFor();
    const heads = await desk.page.evaluate(() => (window as unknown as { heads: string[] }).heads);
    expect(heads.length).toBeGreaterThan(0);
    expect(heads.filter((head) => !head.includes('Next'))).toEqual([]);
  });

  test('says when it lost the store and comes back by itself with what changed meanwhile', async () => {
    await open('#/display');
    await desk.page.getByText('请到 204 房').waitFor();
    desk.served.setReachable(false);
    await desk.page.getByText('连接中断').waitFor();
    desk.store.scene.fill('202', 'waiting', [{ clocks: [{ technicianNo: '8', serviceCode: '101', calledAgo: 0 }] }]);
    desk.served.setReachable(true);
    await desk.page.getByText('请到 202 房').waitFor();
  });
});
