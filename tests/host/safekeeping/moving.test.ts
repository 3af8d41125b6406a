import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { verifyStore } from '../../../db/verify.ts';
import { requireRoom } from '../../../host/safekeeping/move-file.ts';
import { temporaryDirectory } from '../../db/files.ts';
import { managerPin, refusal, WatchedStore } from './watched-store.ts';

const byPin = { staffNo: 'M01', pin: managerPin };
/** Stores that are opened again and again, each time with processes of their own. */
const longMs = 240_000;

const scriptNamed = (name: string) => new URL(`../../../scripts/${name}.ts`, import.meta.url).pathname;
const seqOf = (watched: WatchedStore) => watched.store.board.snapshot().seq;
const moveOf = (watched: WatchedStore) => watched.store.safekeeping.state().move;

/** A store in earnest with some work done, its recovery code, and a stick to leave on. */
async function readyToLeave() {
  const watched = new WatchedStore();
  await watched.setUp();
  await watched.store.sessions.signIn(watched.desk(), 'M01', managerPin);
  const { code, sheetId } = await watched.store.safekeeping.makeSheet(watched.desk(), null);
  watched.work(2);
  return { watched, code, sheetId, stick: temporaryDirectory() };
}

/** Something reopens the store by itself: waits until it has. */
async function anew(watched: WatchedStore, begin: () => Promise<unknown>): Promise<void> {
  const before = watched.store.safekeeping.state().opening;
  await begin();
  for (let look = 0; look < 3_000; look += 1) {
    await watched.reopened();
    const { opening, restoring } = watched.store.safekeeping.state();
    if (restoring?.step === 'failed') throw new Error(restoring.code);
    if (opening !== before) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`it does not come: ${watched.logged.slice(-4).join('\n')}`);
}

/** The store has left in a file on the stick. */
async function left() {
  const ready = await readyToLeave();
  const { watched, stick } = ready;
  await anew(watched, () => watched.store.safekeeping.move(watched.desk(), { folder: stick, approval: byPin }));
  const [name = ''] = readdirSync(stick);
  return { ...ready, file: path.join(stick, name) };
}

function rowsOf(file: string): { type: string; payload: Record<string, unknown> }[] {
  const db = new Database(file, { readonly: true });
  const rows = db
    .prepare<[], { type: string; payload: string }>(
      `SELECT type, payload FROM journal WHERE type LIKE 'store.moved' OR type IN ('store.moveTakenBack', 'store.arrived')
       ORDER BY seq`,
    )
    .all();
  db.close();
  return rows.map(({ type, payload }) => ({ type, payload: JSON.parse(payload) as Record<string, unknown> }));
}

describe('a store leaves for another computer in one file', () => {
  it(
    'stops here for good, goes on there with everything it had, and both say so',
    async () => {
      const { watched, code, file } = await left();
      expect(watched.codes()).toEqual(['STORE_MOVED']);
      expect(moveOf(watched)).toMatchObject({ hasLeft: true, file, code: null, isMaking: false });
      expect(await refusal(() => watched.work(1))).toBe('TRADING_STOPPED');
      const lastSeq = seqOf(watched);
      await watched.close();
      await watched.open();
      expect(watched.codes()).toEqual(['STORE_MOVED']);
      expect(seqOf(watched)).toBe(lastSeq);
      await watched.close();
      // Nothing of it can be read without the code.
      const bytes = readFileSync(file);
      for (const open of ['scrypt$', 'PRIVATE KEY', 'SQLite format', 'M01']) expect(bytes.includes(open)).toBe(false);

      const other = new WatchedStore();
      const fresh = await other.open();
      const asked = { file, recoveryCode: code.toLowerCase(), approval: null };
      await anew(other, () => fresh.safekeeping.openMove(other.desk(), asked));
      expect(other.codes()).toEqual([]);
      expect(other.store.safekeeping.state()).toMatchObject({ lacksSheet: false, move: null });
      await other.store.sessions.signIn(other.desk(), 'M01', managerPin);
      other.work(1);
      await other.close();
      await other.open();
      expect(other.codes()).toEqual([]);
      await other.close();
      expect(verifyStore(other.file).problems).toEqual([]);
      const [moved, arrived, ...more] = rowsOf(other.file);
      expect(moved).toMatchObject({ type: 'store.moved', payload: { epoch: 1, by: 'pin' } });
      expect(arrived).toMatchObject({ type: 'store.arrived', payload: { epoch: 1, by: 'command' } });
      expect(arrived?.payload.moveId).toBe(moved?.payload.moveId);
      expect(more).toEqual([]);
    },
    longMs,
  );

  it(
    'is taken back on a manager’s word that nobody opened the file, which the journal says with another epoch',
    async () => {
      const { watched } = await left();
      const { safekeeping } = watched.store;
      const wrong = { approval: { staffNo: 'M01', pin: '0000' }, isAssured: true };
      expect(await refusal(() => safekeeping.takeMoveBack(watched.desk(), wrong))).toBe('PIN_WRONG');
      const unsure = { approval: byPin, isAssured: false };
      expect(await refusal(() => safekeeping.takeMoveBack(watched.desk(), unsure))).toBe('MOVE_NOT_ASSURED');
      await anew(watched, () => safekeeping.takeMoveBack(watched.desk(), { approval: byPin, isAssured: true }));
      expect(watched.codes()).toEqual([]);
      expect(moveOf(watched)).toBeNull();
      watched.work(1);
      const again = { approval: byPin, isAssured: true };
      expect(await refusal(() => watched.store.safekeeping.takeMoveBack(watched.desk(), again))).toBe('MOVE_NONE');
      await watched.close();
      expect(verifyStore(watched.file).problems).toEqual([]);
      expect(rowsOf(watched.file).map(({ type, payload }) => [type, payload.epoch, payload.why])).toEqual([
        ['store.moved', 1, undefined],
        ['store.moveTakenBack', 2, 'not-opened'],
      ]);
    },
    longMs,
  );

  it(
    'two that go on from one file stop as soon as one sees the other in a place both know',
    async () => {
      const { watched, code, file } = await left();
      const shared = temporaryDirectory();
      const other = new WatchedStore();
      other.secondPlace = shared;
      await other.open();
      const asked = { file, recoveryCode: code, approval: null };
      await anew(other, () => other.store.safekeeping.openMove(other.desk(), asked));
      other.work(1);
      // The old one does not see that place, and is taken back.
      const back = { approval: byPin, isAssured: true };
      await anew(watched, () => watched.store.safekeeping.takeMoveBack(watched.desk(), back));
      watched.work(1);
      await watched.close();
      watched.secondPlace = shared;
      await watched.open();
      expect(watched.codes()).toEqual(['STORE_ELSEWHERE']);
      expect(await refusal(() => watched.work(1))).toBe('TRADING_STOPPED');
      // A manager may go on all the same; the journal names what it goes on without.
      await watched.store.safekeeping.accept(watched.desk(), byPin);
      await watched.reopened();
      expect(watched.codes()).toEqual([]);
      watched.work(1);
      // From here the other one is the second.
      await other.close();
      await other.open();
      expect(other.codes()).toEqual(['STORE_ELSEWHERE']);
    },
    longMs,
  );

  it(
    'cannot be taken back where the old computer sees that it was opened',
    async () => {
      const { watched, code, file } = await left();
      const other = new WatchedStore();
      other.secondPlace = temporaryDirectory();
      await other.open();
      await anew(other, () =>
        other.store.safekeeping.openMove(other.desk(), { file, recoveryCode: code, approval: null }),
      );
      await watched.close();
      watched.secondPlace = other.secondPlace;
      await watched.open();
      expect(watched.codes()).toEqual(['STORE_MOVED']);
      const back = { approval: byPin, isAssured: true };
      expect(await refusal(() => watched.store.safekeeping.takeMoveBack(watched.desk(), back))).toBe('MOVE_OPENED');
    },
    longMs,
  );
});

describe('nothing is lost where a move does not work', () => {
  it('what cannot be is refused before anything is recorded', async () => {
    const watched = new WatchedStore();
    await watched.setUp();
    const { safekeeping } = watched.store;
    const folder = temporaryDirectory();
    const move = (asked: object, at = watched.desk()) =>
      refusal(() => safekeeping.move(at, { folder, approval: byPin, ...asked }));
    expect(await move({})).toBe('MOVE_SHEET_NEEDED');
    await safekeeping.makeSheet(watched.desk(), null);
    const before = seqOf(watched);
    expect(await move({}, { ...watched.desk(), stationId: 'tablet' })).toBe('MOVE_NOT_HERE');
    expect(await move({ folder: path.join(folder, 'not-there') })).toBe('MOVE_PLACE_AWAY');
    expect(await move({ folder: 'here' })).toBe('MOVE_PLACE_AWAY');
    const file = path.join(folder, 'a-file');
    writeFileSync(file, '');
    expect(await move({ folder: file })).toBe('MOVE_PLACE_AWAY');
    expect(seqOf(watched)).toBe(before);
    expect(await move({ approval: { staffNo: 'M01', pin: '0000' } })).toBe('PIN_WRONG');
    expect(await move({ approval: { staffNo: 'R01', pin: '0000' } })).toBe('PIN_WRONG');
    expect(watched.codes()).toEqual([]);
    expect(rowsOf(watched.file)).toEqual([]);
  });

  it(
    'a file that cannot be made takes the move back by itself, and the store goes on',
    async () => {
      const { watched, stick } = await readyToLeave();
      await anew(watched, async () => {
        await watched.store.safekeeping.move(watched.desk(), { folder: stick, approval: byPin });
        // The stick is pulled out meanwhile.
        rmSync(stick, { recursive: true });
      });
      expect(watched.codes()).toEqual([]);
      expect(moveOf(watched)).toMatchObject({ hasLeft: false, file: null, code: 'MOVE_PLACE_AWAY' });
      watched.work(1);
      await watched.close();
      expect(verifyStore(watched.file).problems).toEqual([]);
      expect(rowsOf(watched.file).map(({ type, payload }) => [type, payload.why])).toEqual([
        ['store.moved', undefined],
        ['store.moveTakenBack', 'not-made'],
      ]);
    },
    longMs,
  );

  it(
    'killed while the file is made, it has left without one, and the file is made again',
    async () => {
      const { watched, stick, code } = await readyToLeave();
      await watched.close();
      const file = path.join(stick, 'shop.clockroom-move');
      const signs = [path.join(watched.dataDir, 'moving'), `${file}.partial`];
      for (const sign of signs) {
        const line = ['--data', watched.dataDir, '--move', file, '--yes'];
        const leaving = spawn(process.execPath, [scriptNamed('backup'), ...line], { stdio: 'ignore' });
        const ended = new Promise((resolve) => leaving.once('exit', resolve));
        while (!existsSync(sign) && leaving.exitCode === null) await new Promise((resolve) => setImmediate(resolve));
        leaving.kill('SIGKILL');
        await ended;
        expect(readdirSync(stick).filter((name) => !name.endsWith('.partial'))).toEqual([]);
        await watched.open();
        expect(watched.codes()).toEqual(['STORE_MOVED']);
        expect(moveOf(watched)).toMatchObject({ hasLeft: true, file: null });
        await watched.close();
      }
      await watched.open();
      await watched.store.safekeeping.move(watched.desk(), { folder: stick, approval: byPin });
      await watched.wait(0, () => moveOf(watched)?.isMaking === false);
      const made = moveOf(watched)?.file ?? '';
      await watched.close();
      // One row says that it left, however often its file was made.
      expect(rowsOf(watched.file).map(({ type }) => type)).toEqual(['store.moved']);
      const other = new WatchedStore();
      await other.open();
      const asked = { file: made, recoveryCode: code, approval: null };
      await anew(other, () => other.store.safekeeping.openMove(other.desk(), asked));
      expect(other.codes()).toEqual([]);
    },
    longMs,
  );

  it('a disk without room is told before', () => {
    const folder = temporaryDirectory();
    expect(() => requireRoom([folder], 0)).not.toThrow();
    expect(() => requireRoom([folder], 2 ** 60)).toThrow(expect.objectContaining({ code: 'MOVE_PLACE_FULL' }));
    expect(readdirSync(folder)).toEqual([]);
  });

  it(
    'a file that is gone, another one, cut off, changed, of a newer program, or opened by another code is refused, and changes nothing',
    async () => {
      const { watched, code, file } = await left();
      await watched.close();
      const whole = readFileSync(file);
      const spoilt = path.join(temporaryDirectory(), 'spoilt.clockroom-move');
      const other = new WatchedStore();
      await other.open();
      const open = (asked: object) =>
        refusal(async () => {
          const request = { file: spoilt, recoveryCode: code, approval: null, ...asked };
          await anew(other, () => other.store.safekeeping.openMove(other.desk(), request)).catch((error: Error) => {
            if ('code' in error) throw error;
            throw Object.assign(error, { isLate: true });
          });
        }).then((found) => (found instanceof Error ? found.message : found));
      const withByte = (at: number) => {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        return bytes;
      };
      expect(await open({})).toBe('MOVE_FILE_GONE');
      writeFileSync(spoilt, 'x'.repeat(40_000));
      expect(await open({})).toBe('MOVE_FILE_OTHER');
      writeFileSync(spoilt, '{"kind":"clockroom-move/2"}\n');
      expect(await open({})).toBe('MOVE_FILE_NEWER');
      const body = whole.indexOf(0x0a) + 1;
      for (const bytes of [
        whole.subarray(0, -1),
        whole.subarray(0, body + 8),
        withByte(body + 400),
        withByte(whole.length - 1),
      ]) {
        writeFileSync(spoilt, bytes);
        expect(await open({})).toBe('MOVE_FILE_DAMAGED');
      }
      // What the first line says is part of what is sealed.
      writeFileSync(
        spoilt,
        Buffer.concat([
          Buffer.from(
            whole
              .subarray(0, body)
              .toString()
              .replace(/"at":\d/, '"at":9'),
          ),
          whole.subarray(body),
        ]),
      );
      expect(await open({})).toBe('MOVE_FILE_DAMAGED');
      expect(await open({ file, recoveryCode: code.slice(0, -3) })).toBe('RECOVERY_CODE_SHORT');
      const stranger = new WatchedStore();
      await stranger.setUp();
      const { code: others } = await stranger.store.safekeeping.makeSheet(stranger.desk(), null);
      expect(await open({ file, recoveryCode: others })).toBe('RECOVERY_CODE_OTHER');
      expect(await open({ file })).toBe('done');
      // A store that is at work is not replaced.
      expect(await open({ file })).toBe('TRADING_NOT_STOPPED');
    },
    longMs,
  );

  it(
    'by command: leaves, stays after all, leaves again, and another folder opens it',
    async () => {
      const { watched, code, stick } = await readyToLeave();
      await watched.close();
      const env = { ...process.env, XDG_CONFIG_HOME: temporaryDirectory() };
      const run = (script: string, ...line: string[]) => {
        const done = spawnSync(process.execPath, [scriptNamed(script), ...line], { encoding: 'utf8', env });
        return { status: done.status, text: `${done.stdout}${done.stderr}` };
      };
      const data = ['--data', watched.dataDir];
      const file = path.join(stick, 'shop.clockroom-move');
      expect(run('backup', ...data, '--move', file)).toMatchObject({
        status: 2,
        text: expect.stringContaining('--yes'),
      });
      expect(run('backup', ...data, '--take-back', '--yes')).toMatchObject({
        ...{ status: 1, text: expect.stringContaining('MOVE_NONE') },
      });
      expect(run('backup', ...data, '--move', path.join(stick, 'none', 'f'), '--yes')).toMatchObject({
        ...{ status: 1, text: expect.stringContaining('MOVE_PLACE_AWAY') },
      });
      expect(run('backup', ...data, '--move', file, '--yes')).toMatchObject({ status: 0 });
      expect(run('backup', ...data, '--move', file, '--yes').status).toBe(2);
      expect(run('backup', ...data, '--take-back', '--yes').status).toBe(0);
      rmSync(file);
      expect(run('backup', ...data, '--move', file, '--yes').status).toBe(0);
      const there = path.join(temporaryDirectory(), 'there');
      mkdirSync(there);
      expect(run('restore', '--data', there, '--move', file)).toMatchObject({ status: 2 });
      expect(run('restore', '--data', there, '--move', file, '--code', code)).toMatchObject({ status: 0 });
      const opened = new WatchedStore();
      rmSync(opened.dataDir, { recursive: true });
      copyFolder(there, opened.dataDir);
      await opened.open();
      expect(opened.codes()).toEqual([]);
      opened.work(1);
      await opened.close();
      expect(rowsOf(opened.file).map(({ type, payload }) => [type, payload.epoch])).toEqual([
        ['store.moved', 1],
        ['store.moveTakenBack', 2],
        ['store.moved', 3],
        ['store.arrived', 3],
      ]);
    },
    longMs,
  );
});

function copyFolder(from: string, to: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from, { withFileTypes: true })) {
    if (name.isFile()) copyFileSync(path.join(from, name.name), path.join(to, name.name));
  }
}
