import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { IpcMessage } from '../../renderer/client/ipc-link.ts';
import { tempFolder } from '../scripts/temp-folder.ts';
import { buildScreensAndShell } from './build.ts';
import { type DesktopUnderTest, openDesktop, pageOf } from './under-test/desktop-under-test.ts';

/**
 * The desktop program over its demo store, on real Electron where its binary is installed and else on the stand-in;
 * a binary that does not run fails the suite.
 */
const folder = tempFolder();
const dataDir = path.join(folder.path, 'data');
/** Screens take their time on a busy machine; an answer that never comes is what fails. */
const patient = { timeout: 20_000 };
let desktop: DesktopUnderTest;
let board: Page;

beforeAll(async () => {
  buildScreensAndShell();
  desktop = await openDesktop(dataDir, process.env);
  console.log(`desktop suite: on ${desktop.name}`);
  board = await vi.waitFor(() => {
    const page = pageOf(desktop, 'board');
    if (!page) throw new Error('no board');
    return page;
  }, patient);
});
afterAll(async () => {
  await desktop?.stop();
  folder.remove();
});

function call(type: 'query' | 'mutation', name: string, input?: unknown): Promise<IpcMessage | undefined> {
  return board.evaluate(([type, path, input]) => window.clockroom?.call({ id: 5000, type, path, input }), [
    type,
    name,
    input,
  ] as const);
}

async function answerOf<T>(type: 'query' | 'mutation', name: string, input?: unknown): Promise<T> {
  const message = await call(type, name, input);
  if (message?.kind !== 'data') throw new Error(`${name}: ${JSON.stringify(message)}`);
  return message.data as T;
}

/** Signs the demo's manager in at the board. */
async function signIn(): Promise<void> {
  const { staff } = await answerOf<{ staff: { no: string; role: string }[] }>('query', 'session.welcome');
  const staffNo = staff.find(({ role }) => role === 'manager')?.no;
  await answerOf('mutation', 'session.signIn', { staffNo, pin: '0000' });
}

/** Opens a room that is free. */
async function openRoom(): Promise<IpcMessage | undefined> {
  const { rooms } = await answerOf<{ rooms: { no: string; state: string }[] }>('query', 'board.snapshot');
  const roomNo = rooms.find(({ state }) => state === 'vacant')?.no;
  return call('mutation', 'act', { commandId: randomUUID(), name: 'visit.open', data: { roomNo, guests: [{}] } });
}

/** Listens to the board's changes from the board's page, until `stop`; `kinds` is what came. */
async function listen(id: number) {
  await board.evaluate(
    (id) =>
      new Promise<void>((resolve) => {
        const kinds: string[] = [];
        const stop = window.clockroom?.subscribe(id, 'board.changes', undefined, ({ kind }) => {
          kinds.push(kind);
          if (kind === 'started') resolve();
        });
        Object.assign(window, { [`heard${id}`]: { kinds, stop } });
      }),
    id,
  );
  const heard = (stop: boolean) =>
    board.evaluate(
      ([id, stop]) => {
        const { [`heard${id}`]: own } = window as unknown as Record<string, { kinds: string[]; stop(): void }>;
        if (stop) own?.stop();
        return own?.kinds ?? [];
      },
      [id, stop] as const,
    );
  return { kinds: () => heard(false), stop: () => heard(true) };
}

test('opens the board, and the display where there is a second monitor', async () => {
  await expect.poll(() => desktop.pages().length, patient).toBe(desktop.displayCount > 1 ? 2 : 1);
  expect(pageOf(desktop, 'display') !== undefined).toBe(desktop.displayCount > 1);
  expect(await desktop.title(board)).toBe('前台 · Front desk');
});

test('shows the built screens, which find the store by themselves', async () => {
  await expect.poll(() => board.locator('#root').textContent(), patient).toMatch(/\d{3}/);
  expect(new URL(board.url()).searchParams.get('language')).toBe('en');
});

test('gives its pages no power over the machine', async () => {
  const powers = ['require', 'process', 'module', 'global', 'Buffer', '__ipc'];
  expect(await board.evaluate((names) => names.filter((name) => name in window), powers)).toEqual([]);
  expect(await board.evaluate(() => Object.keys(window.clockroom ?? {}))).toEqual(['call', 'subscribe']);
});

test('keeps the strict policy', async () => {
  const policy = await board.evaluate(async () => (await fetch('index.html')).headers.get('content-security-policy'));
  expect(policy).toMatch(/default-src 'self'; script-src 'self';/);
  const ran = await board.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.head.append(script);
    return 'injected' in window;
  });
  expect(ran).toBe(false);
  expect(await board.evaluate(async () => (await fetch('../package.json')).status)).toBe(404);
});

test('carries calls and their errors; a page loaded anew is signed out', async () => {
  const refused = { kind: 'error', error: { message: 'NOT_SIGNED_IN', data: { storeCode: 'NOT_SIGNED_IN' } } };
  expect(await openRoom()).toMatchObject(refused);
  await signIn();
  expect(await openRoom()).toMatchObject({ kind: 'data', data: { seq: expect.any(Number) } });
  expect(await call('query', 'board.nothing')).toMatchObject({ kind: 'error' });
  expect(await call('query', 'board.changes')).toMatchObject({ kind: 'error' });
  await board.reload();
  expect(await openRoom()).toMatchObject(refused);
});

test('carries a subscription until it is stopped', async () => {
  await signIn();
  const [first, second] = [await listen(6000), await listen(6001)];
  await openRoom();
  await expect.poll(async () => (await first.kinds()).includes('data'), patient).toBe(true);
  await expect.poll(async () => (await second.kinds()).includes('data'), patient).toBe(true);
  const until = await first.stop();
  const before = (await second.kinds()).length;
  await openRoom();
  await expect.poll(async () => (await second.kinds()).length, patient).toBeGreaterThan(before);
  expect(await first.kinds()).toEqual(until);
  await second.stop();
});

test('does not leave its screens, and a refused attempt costs neither session nor feed', async () => {
  await signIn();
  const feed = await listen(6100);
  const url = board.url();
  expect(await desktop.tryNavigation(board, 'http://evil.localhost/')).toBe('refused');
  expect(await desktop.tryNavigation(board, 'http://app.evil.localhost/#/board')).toBe('refused');
  expect(board.url()).toBe(url);
  expect(await openRoom()).toMatchObject({ kind: 'data' });
  await expect.poll(async () => (await feed.kinds()).includes('data'), patient).toBe(true);
  await feed.stop();
});

test('opens no second window, and refuses every permission', async () => {
  const windows = desktop.pages().length;
  expect(await desktop.tryWindow(board, 'about:blank#popup')).toBe('refused');
  for (const name of ['geolocation', 'notifications', 'camera', 'microphone', 'midi']) {
    expect([name, await desktop.tryPermission(board, name)]).toEqual([name, 'refused']);
  }
  expect(desktop.pages()).toHaveLength(windows);
});

const ownFrame = { url: 'clockroom://app/index.html?language=en#/board', parent: null };
const welcome = { id: 1, type: 'query', path: 'session.welcome', input: null };

test.each([
  [null],
  [1],
  ['x'],
  [[]],
  [{}],
  [{ id: 1 }],
  [{ id: 'a', type: 'query', path: 'x' }],
  [{ id: -1, type: 'query', path: 'x' }],
  [{ id: 3, type: 'eval', path: 'x' }],
  [{ id: 4, type: 'query', path: 'x'.repeat(101) }],
])('answers the bad message %j with an error', async (message) => {
  expect(await desktop.post(board, ownFrame, message)).toEqual([
    expect.objectContaining({
      kind: 'error',
      error: expect.objectContaining({ data: expect.objectContaining({ storeCode: 'INPUT_INVALID' }) }),
    }),
  ]);
});

test('answers its own main frame; stopping what was never started is nothing', async () => {
  expect(await desktop.post(board, ownFrame, welcome)).toMatchObject([{ id: 1, kind: 'data', data: { demo: true } }]);
  expect(await desktop.post(board, ownFrame, { id: 77, type: 'stop' })).toEqual([]);
});

test.each([
  ['a foreign page in our window', 'https://evil.example/', null, true],
  ['a page that only looks like ours', 'clockroom://app.evil.example/', null, true],
  ['a page with our name before the address', 'clockroom://app@evil.example/', null, true],
  ['a file', 'file:///etc/passwd', null, true],
  ['no address', '', null, true],
  ['a frame within our page', ownFrame.url, {}, true],
  ['a window that is not ours', ownFrame.url, null, false],
])('does not answer %s', async (_, url, parent, ours) => {
  expect(await desktop.post(ours ? board : null, { url, parent }, welcome)).toEqual([]);
});

test('has a small menu, which brings the cashier', async () => {
  await desktop.chooseMenu('Cashier');
  await expect.poll(() => pageOf(desktop, 'cashier'), patient).toBeDefined();
  const cashier = pageOf(desktop, 'cashier');
  expect(cashier && (await desktop.title(cashier))).toBe('收银 · Cashier');
  expect(await desktop.menuRoles()).not.toContain('toggledevtools');
  const windows = desktop.pages().length;
  await desktop.chooseMenu('Cashier');
  expect(desktop.pages()).toHaveLength(windows);
});

test('quits when the store is closed', async () => {
  expect(await desktop.quit()).toBe(0);
  const logs = path.join(dataDir, 'logs');
  expect(
    readdirSync(logs)
      .map((name) => readFileSync(path.join(logs, name), 'utf8'))
      .join(''),
  ).toContain('the store is closed');
});
