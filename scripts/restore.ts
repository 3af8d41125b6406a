import path from 'node:path';
import { inspectStore, lastSeen } from '../db/inspection.ts';
import { DataFolder } from '../host/doors/boot/data-folder.ts';
import { defaultBeaconFolder } from '../host/doors/boot/start-options.ts';
import { keysOfCode } from '../host/safekeeping/approval.ts';
import { copiesIn } from '../host/safekeeping/copies.ts';
import { placesIn } from '../host/safekeeping/named-places.ts';
import { type Places, placesOf } from '../host/safekeeping/places.ts';
import { prepareRestore, takePrepared } from '../host/safekeeping/restore.ts';
import { sheetsOf } from '../host/safekeeping/secrets.ts';
import { setAside } from '../host/safekeeping/set-aside.ts';
import { StateFile } from '../host/safekeeping/state-file.ts';
import { ArgumentError, argumentsOf, orUsage } from './common/arguments.ts';
import { toldInOneLine } from './common/database-outcome.ts';

/**
 * `npm run restore -- --data DIR [--second DIR] [--from DIR] [--copy NAME] [--code CODE] [--accept-loss] [--json]`: makes
 * a store anew from a copy, what was kept behind it and what can still be read of its file; the files that were there
 * are set aside. `--list`: the copies there are. `--from`: another folder with copies. `--code`: the recovery code.
 * `--accept-loss`: goes on although rows are missing that had been seen; with `--as-is` with the file as it is, or
 * where there is none with a new store. Exit 0; 1 where it cannot be done, and nothing is changed; 2 for wrong
 * arguments, or while the store is open.
 */

const { data, second, from, copy, code, has, json } = orUsage(() => {
  const names = ['data', 'second', 'from', 'copy', 'code'];
  const { values, has, json } = argumentsOf(process.argv.slice(2), names, ['list', 'accept-loss', 'as-is']);
  if (values.data === undefined) throw new ArgumentError('--data DIR is needed / 请给出 --data 数据目录');
  if (has.has('as-is') && !has.has('accept-loss')) {
    throw new ArgumentError('--as-is only with --accept-loss / --as-is 须与 --accept-loss 一起用');
  }
  const { second, from, copy, code } = values;
  return { data: path.resolve(values.data), second, from, copy: copy ?? null, code, has, json };
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

async function restore(places: Places): Promise<number> {
  const state = new StateFile(data);
  const at = Date.now();
  const keys = code === undefined ? null : keysOfCode(code, sheetsOf(places.sources));
  const restored = await prepareRestore(places, { name: copy, keys, at });
  takePrepared(places, at);
  const seen = lastSeen(places.beacons);
  const lost = has.has('accept-loss') && restored.lacking > 0 && seen ? { seq: seen.seq, hash: seen.hash } : null;
  state.change({
    ...(keys ? { sheet: { sheetId: keys.sheetId, publicKey: keys.publicKey, at } } : {}),
    gap: { how: 'restored', faults: [], stands: restored.head, lost, by: 'command', actor: 'system' },
  });
  tell(restored);
  return 0;
}

function goOnAsItIs(places: Places): number {
  const seen = lastSeen(places.beacons);
  const lost = seen && { seq: seen.seq, hash: seen.hash };
  const { faults, isUnusable, head } = inspectStore(places.file, places.beacons);
  const stands = head && head.seq > 0 ? { seq: head.seq, hash: head.hash } : null;
  if (isUnusable) setAside(data, Date.now());
  new StateFile(data).change({
    gap: { how: 'accepted', faults: faults.map((fault) => fault.code), stands, lost, by: 'command', actor: 'system' },
  });
  tell({ head: stands, lacking: Math.max(0, (seen?.seq ?? 0) - (stands?.seq ?? 0)) });
  return 0;
}

function tell(outcome: { head: { seq: number } | null; lacking: number }): void {
  if (json) {
    console.log(JSON.stringify(outcome));
    return;
  }
  const { head, lacking } = outcome;
  console.log(`流水到第 ${head?.seq ?? 0} 行；比最后见到的少 ${lacking} 行`);
  console.log(`The journal ends at row ${head?.seq ?? 0}; ${lacking} rows that had been seen are missing.`);
}

process.exitCode = await toldInOneLine(async () => {
  const places = placesHere();
  if (has.has('list')) return list(places);
  const folder = await DataFolder.take(data);
  try {
    return has.has('as-is') ? goOnAsItIs(places) : await restore(places);
  } finally {
    await folder.release();
  }
});
