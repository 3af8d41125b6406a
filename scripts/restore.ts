import { existsSync } from 'node:fs';
import path from 'node:path';
import { inspectStore, lastSeen } from '../db/inspection.ts';
import { StoreReader } from '../db/store-reader.ts';
import { DataFolder } from '../host/doors/boot/data-folder.ts';
import { defaultBeaconFolder } from '../host/doors/boot/start-options.ts';
import type { AwayPort } from '../host/parts/safekeeping/views.ts';
import { keysOfCode } from '../host/safekeeping/approval.ts';
import { copiesIn } from '../host/safekeeping/copies.ts';
import { headOfMove, prepareMove } from '../host/safekeeping/move-file.ts';
import { placesIn } from '../host/safekeeping/named-places.ts';
import { type Places, placesOf } from '../host/safekeeping/places.ts';
import { prepareRestore, type Restored, takePrepared } from '../host/safekeeping/restore.ts';
import { sheetsOf } from '../host/safekeeping/secrets.ts';
import { setAside } from '../host/safekeeping/set-aside.ts';
import { StateFile } from '../host/safekeeping/state-file.ts';
import { awayPorts } from '../host/store/away-ports.ts';
import { ArgumentError, argumentsOf, orUsage } from './common/arguments.ts';
import { isAgreed } from './common/asking.ts';
import { toldInOneLine } from './common/database-outcome.ts';

/**
 * `npm run restore -- --data DIR [--second DIR] [--from DIR] [--copy NAME] [--code CODE] [--accept-loss] [--yes] [--json]`: makes
 * a store anew from a copy, what was kept behind it and what can still be read of its file; the files that were there
 * are set aside. `--list`: the copies there are. `--from`: another folder with copies. `--code`: the recovery code.
 * `--accept-loss`: goes on although rows are missing that had been seen; with `--as-is` with the file as it is, or
 * where there is none with a new store. `--yes`: also where nothing is wrong with the store that is there, which is asked
 * otherwise, or refused where nobody can answer. `--move FILE`: out of the file of a move, with the code. Exit 0; 1 where it cannot be done, and nothing is changed; 2 for wrong
 * arguments, or while the store is open.
 */

const { data, second, from, copy, code, move, has, json } = orUsage(() => {
  const names = ['data', 'second', 'from', 'copy', 'code', 'move'];
  const { values, has, json } = argumentsOf(process.argv.slice(2), names, ['list', 'accept-loss', 'as-is', 'yes']);
  if (values.data === undefined) throw new ArgumentError('--data DIR is needed / 请给出 --data 数据目录');
  if (has.has('as-is') && !has.has('accept-loss')) {
    throw new ArgumentError('--as-is only with --accept-loss / --as-is 须与 --accept-loss 一起用');
  }
  const { second, from, copy, code, move } = values;
  return { data: path.resolve(values.data), second, from, copy: copy ?? null, code, move, has, json };
});

/** Also what another folder has. */
function placesHere(): Places {
  const secondPlace = second === undefined ? (placesIn(data).second ?? null) : path.resolve(second);
  const beaconFolder = secondPlace ?? defaultBeaconFolder(process.env);
  const places = placesOf(data, { beaconFolder, secondPlace });
  return from === undefined ? places : { ...places, sources: [path.resolve(from), ...places.sources] };
}

function list(places: Places): number {
  const copies = copiesIn(places.sources).map(({ name, at, head, path: file }) => ({ name, at, seq: head.seq, file }));
  if (json) console.log(JSON.stringify(copies));
  else for (const { name, seq, file } of copies) console.log(`${name}  ${seq}  ${file}`);
  return 0;
}

/** Whether the store's file may be put aside: at once where something is wrong with it, else on somebody's word. */
async function mayReplace({ file, beacons }: Places): Promise<boolean> {
  if (has.has('yes') || !existsSync(file)) return true;
  const { faults, isUnusable, head } = inspectStore(file, beacons);
  if (faults.length > 0 || isUnusable) return true;
  const last = head?.seq ?? 0;
  const told = `${file}：数据完好，流水到第 ${last} 行；恢复会用备份替换它 / nothing is wrong with it, its journal ends at row ${last}; a restoring puts a copy in its place`;
  return isAgreed(told, '要替换吗？/ Replace it?', !json);
}

/** Out of the file of a move. The row that says so is written by the next start. */
async function openMove(places: Places, file: string): Promise<number> {
  if (code === undefined) throw new ArgumentError('--move needs --code CODE / --move 须加 --code 恢复码');
  const { sheetId } = headOfMove(file);
  const keys = keysOfCode(code, [sheetId]);
  if (!(await mayReplace(places))) return 2;
  const at = Date.now();
  const { moveId, ...made } = await prepareMove(places, { file, keys, at });
  new StateFile(data).change({
    arrival: { moveId, by: 'command', actor: 'system' },
    gap: null,
    sheet: { sheetId, publicKey: keys.publicKey, at },
  });
  tell({ ...made, setAside: takePrepared(places, at), away: awayIn(places) });
  return 0;
}

/** Devices whose port is not at this computer. */
function awayIn({ file }: Places): AwayPort[] {
  const reader = StoreReader.open(file);
  try {
    return awayPorts(reader.state.site.site);
  } finally {
    reader.close();
  }
}

async function restore(places: Places): Promise<number> {
  if (!(await mayReplace(places))) return 2;
  const state = new StateFile(data);
  const at = Date.now();
  const keys = code === undefined ? null : keysOfCode(code, sheetsOf(places.sources));
  const restored = await prepareRestore(places, { name: copy, keys, at });
  const aside = takePrepared(places, at);
  const seen = lastSeen(places.beacons);
  const lost = has.has('accept-loss') && restored.lacking > 0 && seen ? { seq: seen.seq, hash: seen.hash } : null;
  state.change({
    ...(keys ? { sheet: { sheetId: keys.sheetId, publicKey: keys.publicKey, at } } : {}),
    gap: { how: 'restored', faults: [], stands: restored.head, lost, by: 'command', actor: 'system' },
  });
  tell({ ...restored, setAside: aside });
  return 0;
}

function goOnAsItIs(places: Places): number {
  const seen = lastSeen(places.beacons);
  const lost = seen && { seq: seen.seq, hash: seen.hash };
  const { faults, isUnusable, head } = inspectStore(places.file, places.beacons);
  const stands = head && head.seq > 0 ? { seq: head.seq, hash: head.hash } : null;
  const aside = isUnusable ? setAside(data, Date.now()) : null;
  new StateFile(data).change({
    gap: { how: 'accepted', faults: faults.map((fault) => fault.code), stands, lost, by: 'command', actor: 'system' },
  });
  tell({
    head: stands,
    lacking: Math.max(0, (seen?.seq ?? 0) - (stands?.seq ?? 0)),
    ...(aside && { setAside: aside }),
  });
  return 0;
}

interface Outcome extends Partial<Pick<Restored, 'copy' | 'copySeq' | 'fromSegments' | 'fromFile'>> {
  head: { seq: number } | null;
  lacking: number;
  /** The folder in which the files are that were there. */
  setAside?: string;
  /** Devices whose port is not at this computer. */
  away?: readonly AwayPort[];
}

function tell(outcome: Outcome): void {
  if (json) {
    console.log(JSON.stringify(outcome));
    return;
  }
  const { head, lacking, copy, copySeq, fromSegments = 0, fromFile = 0, setAside: aside } = outcome;
  if (copy !== undefined) {
    console.log(
      `来自备份 ${copy}（到第 ${copySeq} 行），其后 ${fromSegments} 行来自每小时保存的流水，${fromFile} 行来自原文件`,
    );
    console.log(
      `From copy ${copy} (to row ${copySeq}), ${fromSegments} rows kept since and ${fromFile} of the file that was there.`,
    );
  }
  console.log(`流水到第 ${head?.seq ?? 0} 行；比最后见到的少 ${lacking} 行`);
  console.log(`The journal ends at row ${head?.seq ?? 0}; ${lacking} rows that had been seen are missing.`);
  for (const { device, path: port } of outcome.away ?? []) {
    console.log(`这台电脑上没有 ${port}（设备 ${device}），请在“设备”页改 / ${device}: there is no ${port} here`);
  }
  if (aside !== undefined) {
    console.log(`原来的文件在：${aside}`);
    console.log(`The files that were there are in ${aside}`);
  }
}

process.exitCode = await toldInOneLine(async () => {
  const places = placesHere();
  if (has.has('list')) return list(places);
  const folder = await DataFolder.take(data);
  try {
    if (move !== undefined) return await openMove(places, path.resolve(move));
    return has.has('as-is') ? goOnAsItIs(places) : await restore(places);
  } finally {
    await folder.release();
  }
});
