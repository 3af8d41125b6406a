import { describe, expect, test } from 'vitest';
import { axeFindings } from './support/browser.ts';
import { Desk } from './support/desk.ts';
import { partsOf } from './support/fake-books.ts';
import { FakeStore } from './support/fake-store.ts';

const desk = new Desk(() => new FakeStore());

async function goToBooks(staffNo = 'M01') {
  await desk.openAs(staffNo);
  await desk.page.getByRole('link', { name: '账目' }).click();
  await desk.page.getByRole('heading', { name: '账目证明' }).waitFor();
}

const button = (name: string) => desk.page.getByRole('button', { name, exact: true });

/** Books in which a bill does not fit, and what follows from the journal could not be looked at. */
function wrongBooks() {
  desk.store.books.answer = {
    ...desk.store.books.answer,
    ok: false,
    parts: partsOf({
      bills: {
        state: 'problems',
        problems: [
          {
            code: 'BILL_LINES_DIFFER',
            texts: {
              'zh-CN': '账单 1121-7：明细合计 ¥138.00，总额 ¥148.00',
              en: 'Bill 1121-7: ¥138.00 is not ¥148.00',
            },
            context: { billId: 'bill-7', no: '1121-7', linesMinor: 13_800, totalMinor: 14_800 },
          },
        ],
      },
      commission: { state: 'open' },
    }),
  };
}

describe('the proof of the books', () => {
  test('says what it proves before it is asked for, then that they fit, with the code to keep', async () => {
    await goToBooks();
    await desk.page.getByText('每一行都接着上一行').waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await button('开始验证').press('Enter');
    await desk.page.getByText('账目无误').waitFor();
    const journal = desk.page.getByRole('row').filter({ hasText: '流水' }).first();
    expect(await journal.textContent()).toMatch(/无误.*1,111 行/);
    await desk.page.getByText('ab'.repeat(32)).waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    expect(desk.errors).toEqual([]);
  });

  test('the answer is still there after another screen', async () => {
    await goToBooks();
    await button('开始验证').click();
    await desk.page.getByText('账目无误').waitFor();
    await desk.page.getByRole('link', { name: '房态' }).click();
    await desk.page.locator('[data-room="201"]').waitFor();
    await desk.page.getByRole('link', { name: '账目' }).click();
    await desk.page.getByText('账目无误').waitFor();
  });

  test('names what does not fit and leads to it; what could not be looked at is not called right', async () => {
    wrongBooks();
    await goToBooks();
    await button('开始验证').click();
    await desk.page.getByText('有 1 处对不上').waitFor();
    await desk.page.getByText('账单 1121-7：明细合计 ¥138.00，总额 ¥148.00').waitFor();
    expect(await desk.page.getByRole('row').filter({ hasText: '提成' }).textContent()).toContain('没验到');
    expect(await axeFindings(desk.page)).toEqual([]);
    const link = desk.page.getByRole('link', { name: '去收银看这张账单' });
    expect(await link.getAttribute('href')).toBe('#/cashier?bill=bill-7&no=1121-7');
  });

  test('waits with the time it takes, and is given up at the store when it is stopped', async () => {
    desk.store.books.isHeld = true;
    await goToBooks();
    await button('开始验证').click();
    await desk.page.getByText('正在核对全部流水… 40%').waitFor();
    await expect.poll(() => desk.store.books.waiting).toBe(1);
    await button('停止').click();
    await button('开始验证').waitFor();
    await expect.poll(() => desk.store.books.waiting).toBe(0);
    expect(await desk.page.getByText('账目无误').count()).toBe(0);
  });

  test('prints as a sheet to be signed, without the frame of the screen', async () => {
    await goToBooks();
    await button('开始验证').click();
    await desk.page.getByText('账目无误').waitFor();
    expect(await desk.page.getByText('复核人').isVisible()).toBe(false);
    await desk.page.emulateMedia({ media: 'print' });
    expect(await desk.page.getByText('复核人').isVisible()).toBe(true);
    expect(await desk.page.getByRole('navigation').count()).toBe(0);
    expect(await button('打印').count()).toBe(0);
    // The last part is on the paper, however low the window.
    await desk.page.setViewportSize({ width: 800, height: 400 });
    expect(await desk.page.evaluate(() => document.documentElement.scrollHeight)).toBeGreaterThan(800);
  });

  test('is not there for who may not read the journal', async () => {
    await desk.openAs('P01');
    expect(await desk.page.getByRole('link', { name: '账目' }).count()).toBe(0);
  });
});
