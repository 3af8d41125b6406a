import { afterEach, expect, test, vi } from 'vitest';
import { KeeperWork } from '../../../host/safekeeping/keeper-work.ts';
import { temporaryDirectory } from '../../db/files.ts';
import { TestStore } from '../test-store.ts';

afterEach(() => void vi.useRealTimers());

test('a task asked for while a process that had nothing to do goes is done by the next one', async () => {
  const file = `${temporaryDirectory()}/store.sqlite`;
  await new TestStore().db.copyTo(file);
  const work = new KeeperWork();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  expect(await work.do('pages', { file })).toBeNull();
  vi.advanceTimersByTime(60_000);
  expect(await work.do('pages', { file })).toBeNull();
  vi.useRealTimers();
  await work.close();
});
