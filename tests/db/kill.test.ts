import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StoreDatabase } from '../../db/store-database.ts';
import { verifyStore } from '../../db/verify.ts';
import { temporaryDirectory } from './files.ts';
import { misfits, ShopDay } from './shop-day.ts';

const child = new URL('./writing-child.ts', import.meta.url).pathname;

describe('kill -9 in the middle of writing', () => {
  it('loses nothing that was reported as committed, and leaves no half act', async () => {
    const path = join(temporaryDirectory(), 'store.sqlite');
    const day = new ShopDay(StoreDatabase.open(path));
    day.importSite();
    day.db.close();

    for (const reports of [1, 7, 20]) {
      const writer = fork(child, [path], { stdio: 'ignore' });
      let committedSeq = 0;
      let told = 0;
      const enough = new Promise<void>((resolve) => {
        writer.on('message', (seq) => {
          committedSeq = Number(seq);
          told += 1;
          if (told === reports) resolve();
        });
      });
      await enough;
      const gone = once(writer, 'exit');
      writer.kill('SIGKILL');
      await gone;

      const result = verifyStore(path);
      expect(misfits(result)).toEqual([]);
      expect(result.checked.journalRows).toBeGreaterThanOrEqual(committedSeq);
      const again = StoreDatabase.open(path);
      // Every act of the writer is two rows: an odd number behind the import would be half an act.
      const rows = again.read.get<{ count: number }>('SELECT COUNT(*) AS count FROM journal WHERE seq > 1')?.count;
      expect(Number(rows) % 2).toBe(0);
      again.close();
    }
  });
});
