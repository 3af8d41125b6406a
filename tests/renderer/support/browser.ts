import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';

/**
 * A page of a front desk's size; with a token, somebody is signed in there. What the page logs as an error is
 * collected.
 */
export async function openPage(
  browser: Browser,
  url: string,
  token?: string,
): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 900 }, locale: 'zh-CN' });
  const page = await context.newPage();
  if (token) await page.addInitScript((value) => sessionStorage.setItem('clockroom.session', value), token);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('WebSocket')) errors.push(message.text());
  });
  await page.goto(url);
  return { page, errors };
}

/** Signs in by keyboard, as at the start of a shift. */
export async function signIn(page: Page, staffNo = 'R02'): Promise<void> {
  await page.getByLabel('工号').waitFor();
  await page.keyboard.type(staffNo);
  await page.keyboard.press('Enter');
  await page.keyboard.type('0000');
  await page.keyboard.press('Enter');
  await page.locator('[data-room="201"]').waitFor();
}

/** Takes a line of the menu that is open, and waits until the menu has faded out: half gone, it is not what people see. */
export async function chooseInMenu(page: Page, name: string): Promise<void> {
  await page.getByRole('menuitem', { name }).click();
  await page.getByRole('menu', { includeHidden: true }).waitFor({ state: 'detached' });
}

/** What axe finds wrong with the page, one line each. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const runner = (window as unknown as { axe: typeof import('axe-core') }).axe;
    const { violations } = await runner.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
      resultTypes: ['violations'],
    });
    return violations.flatMap((violation) =>
      violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
    );
  });
}
