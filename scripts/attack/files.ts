import {
  closeSync,
  copyFileSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { minuteMs } from '../../core/kernel/time.ts';
import { attack } from './attack.ts';
import type { Ground } from './ground.ts';

const pageBytes = 4_096;
/** A store has looked at all its pages by then. */
const longestLookMs = minuteMs;

/** Works in a store of its own, closes it, does something to its files, and opens it again. */
async function reopened(
  ground: Ground,
  name: string,
  { before = () => {}, tamper }: { before?: (store: Ground) => void; tamper(store: Ground): void },
): Promise<{ opens: boolean; stopped: string[]; records: boolean; store: Ground }> {
  const store = await ground.another(name);
  const desk = await store.at('M01');
  await desk.act('room.putOutOfOrder', { roomNo: '201', reason: '漏水' });
  await store.stop();
  before(store);
  await store.start();
  for (const roomNo of ['202', '203', '204'])
    await (await store.at('M01')).act('room.putOutOfOrder', { roomNo, reason: '漏水' });
  await store.stop();
  tamper(store);
  const opens = await store.start();
  if (!opens) return { opens, stopped: [], records: false, store };
  const screen = await store.screen();
  let stopped = await screen.stopped();
  const until = performance.now() + longestLookMs;
  if (name === 'page' && stopped.length === 0) {
    while (stopped.length === 0 && performance.now() < until) {
      await wait(200);
      stopped = await screen.stopped();
    }
  }
  const isIn = (await screen.try('session.signIn', { staffNo: 'M01', pin: store.pinOf('M01') })) === 'ok';
  const said = isIn ? await screen.tryAct('room.putOutOfOrder', { roomNo: '205', reason: '漏水' }) : 'not signed in';
  return { opens, stopped, records: said === 'ok', store };
}

/** A file the store goes on with as if nothing had been. */
const silent = { opens: true, stopped: [] as string[], records: true };

/** Whoever has the store's files in hand. */
export const fileAttacks = [
  attack({
    id: 'file.put-back',
    tried: {
      'zh-CN': '把数据文件换成早先的副本，想让后来的账消失',
      en: 'The store’s file is exchanged for an earlier copy, so that what came after is gone',
    },
    async attempt(ground) {
      const { store, ...found } = await reopened(ground, 'back', {
        before: (one) => copyFileSync(one.file, `${one.folders.root}-early.sqlite`),
        tamper: (one) => copyFileSync(`${one.folders.root}-early.sqlite`, one.file),
      });
      await store.close();
      return found;
    },
    gets: ({ records }) => records,
    success: silent,
  }),
  attack({
    id: 'file.emptied',
    tried: { 'zh-CN': '清空数据文件，想从头开一家店', en: 'The file is emptied, to begin a new store in its place' },
    async attempt(ground) {
      const { store, ...found } = await reopened(ground, 'empty', { tamper: (one) => truncateSync(one.file, 0) });
      const setsUp = await (await store.screen()).try('setup.demo', { language: 'en' });
      await store.close();
      return { ...found, setsUp };
    },
    gets: ({ records, setsUp }) => records || setsUp === 'ok',
    success: { ...silent, setsUp: 'ok' },
  }),
  attack({
    id: 'file.log-deleted',
    tried: {
      'zh-CN': '强行结束程序后删掉日志文件（-wal）',
      en: 'The program is killed and its log (-wal) deleted, with what was not moved into the file yet',
    },
    async attempt(ground) {
      const store = await ground.another('log');
      const desk = await store.at('M01');
      for (const roomNo of ['201', '202', '203']) await desk.act('room.putOutOfOrder', { roomNo, reason: '漏水' });
      await store.kill();
      for (const end of ['-wal', '-shm']) rmSync(`${store.file}${end}`, { force: true });
      const opens = await store.start();
      const stopped = opens ? await (await store.screen()).stopped() : [];
      await store.close();
      return { opens, stopped };
    },
    gets: ({ opens, stopped }) => opens && stopped.length === 0,
    success: { opens: true, stopped: [] as string[] },
  }),
  attack({
    id: 'file.page-damaged',
    tried: { 'zh-CN': '改坏数据文件中间的一页', en: 'A page in the middle of the file is damaged' },
    async attempt(ground) {
      const { store, ...found } = await reopened(ground, 'page', { tamper: (one) => spoil(one.file) });
      await store.close();
      return found;
    },
    gets: ({ opens, stopped }) => opens && stopped.length === 0,
    success: silent,
  }),
  attack({
    id: 'file.pin-hash-exchanged',
    tried: {
      'zh-CN': '在数据文件里把自己的密码哈希写到经理那一行',
      en: 'The own PIN’s hash is written over a manager’s in the file',
    },
    async attempt(ground) {
      const store = await ground.another('hash');
      await store.stop();
      change(
        store.file,
        `UPDATE credentials SET pinHash = (SELECT pinHash FROM credentials WHERE staffNo = 'R01') WHERE staffNo = 'M01'`,
      );
      await store.start();
      const said = await (await store.screen()).try('session.signIn', { staffNo: 'M01', pin: store.pinOf('R01') });
      await store.close();
      return { said };
    },
    gets: ({ said }) => said === 'ok',
    success: { said: 'ok' },
  }),
  attack({
    id: 'file.trigger-put-in',
    tried: {
      'zh-CN': '在数据文件里加一个触发器，自动清掉输错次数',
      en: 'A trigger is put into the file that forgets wrong PINs',
    },
    async attempt(ground) {
      const { store, ...found } = await reopened(ground, 'trigger', {
        tamper: (one) =>
          change(one.file, 'CREATE TRIGGER quiet AFTER UPDATE ON credentials BEGIN DELETE FROM sessions; END'),
      });
      await store.close();
      return found;
    },
    gets: ({ records }) => records,
    success: silent,
  }),
  attack({
    id: 'file.read-by-other-users',
    tried: {
      'zh-CN': '这台电脑的其他用户读取数据文件里的密码哈希',
      en: 'Other users of the machine read the files, with the hashes of PINs',
    },
    async attempt(ground) {
      const open = (folder: string): string[] =>
        readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
          const inside = path.join(folder, entry.name);
          const others = (statSync(inside).mode & 0o077) === 0 ? [] : [entry.name];
          return entry.isDirectory() ? [...others, ...open(inside)] : others;
        });
      const folderMode = statSync(ground.dataDir).mode & 0o077;
      return { readable: process.platform === 'win32' || folderMode === 0 ? [] : open(ground.dataDir) };
    },
    gets: ({ readable }) => readable.length > 0,
    success: { readable: ['store.sqlite'] },
  }),
  attack({
    id: 'file.two-programs-on-one-folder',
    tried: {
      'zh-CN': '用另一个路径再开一个程序，两个程序写同一个文件',
      en: 'A second program is started on the same folder by another path',
    },
    async attempt(ground) {
      const link = `${ground.folders.root}-other-name`;
      rmSync(link, { force: true });
      symlinkSync(ground.dataDir, link);
      const second = await ground.secondOn(link);
      return { second };
    },
    gets: ({ second }) => second,
    success: { second: true },
  }),
  attack({
    id: 'file.broken-keys-close-the-store',
    tried: {
      'zh-CN': '弄坏报钟器密钥文件，想让门店打不开',
      en: 'The file of the terminals’ keys is broken, so that the store does not open',
    },
    async attempt(ground) {
      const store = await ground.another('keys');
      await store.stop();
      writeFileSync(path.join(store.dataDir, 'terminal-keys.json'), '{"a');
      const opens = await store.start();
      await store.close();
      return { opens };
    },
    gets: ({ opens }) => !opens,
    success: { opens: false },
  }),
];

function change(file: string, sql: string): void {
  const db = new Database(file);
  db.exec(sql);
  db.close();
}

/** A page of a table with rows, so that it matters. */
function spoil(file: string): void {
  const db = new Database(file, { readonly: true });
  const roots = db
    .prepare<[], { page: number }>(
      `SELECT rootpage AS page FROM sqlite_schema WHERE type = 'table' ORDER BY rootpage DESC`,
    )
    .all();
  db.close();
  const handle = openSync(file, 'r+');
  const head = Buffer.alloc(8);
  for (const { page } of roots) {
    const at = (page - 1) * pageBytes;
    readSync(handle, head, 0, head.length, at);
    // A leaf, with rows.
    if (head[0] !== 13 || head.readUInt16BE(3) === 0) continue;
    writeSync(handle, Buffer.alloc(64, 0xff), 0, 64, at + head.length);
    break;
  }
  closeSync(handle);
}
