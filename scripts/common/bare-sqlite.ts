import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import type { BareSqlite } from '../bench/bare-database.ts';

/** SQLite without anything of ours, for the benchmarks to compare with; the pragmas are those of the store. */
export const bareSqlite: BareSqlite = {
  open(file) {
    const db = new Database(file);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    const prepared = new Map<string, Database.Statement<unknown[]>>();
    return {
      exec: (sql) => void db.exec(sql),
      run: (sql, ...params) => {
        const statement = prepared.get(sql) ?? db.prepare<unknown[]>(sql);
        prepared.set(sql, statement);
        statement.run(...params);
      },
      close: () => void db.close(),
    };
  },
  readForEver(file) {
    const worker = new Worker(new URL(import.meta.url), { workerData: { readFrom: file } });
    let ending: Promise<number> | undefined;
    return {
      end: () => {
        ending ??= new Promise<number>((resolve, reject) => {
          worker.once('message', (reads: number) => {
            void worker.terminate().then(() => resolve(reads));
          });
          worker.once('error', reject);
          worker.postMessage('end');
        });
        return ending;
      },
    };
  },
};

/** A month of a store is read as often as this journal must be to make one. */
const monthSql = `WITH RECURSIVE days(day) AS (SELECT 1 UNION ALL SELECT day + 1 FROM days WHERE day < 30)
  SELECT days.day, journal.type, COUNT(*) AS count, SUM(length(journal.payload)) AS bytes
  FROM days CROSS JOIN journal GROUP BY days.day, journal.type`;

if (!isMainThread && workerData?.readFrom) {
  const db = new Database(String(workerData.readFrom), { readonly: true });
  const statement = db.prepare(monthSql);
  let reads = 0;
  let isWanted = true;
  parentPort?.on('message', () => {
    isWanted = false;
  });
  const read = () => {
    if (!isWanted) {
      db.close();
      parentPort?.postMessage(reads);
      return;
    }
    statement.all();
    reads += 1;
    setImmediate(read);
  };
  read();
}
