import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { StoreError } from '../../core/kernel/error.ts';
import { commonError } from '../../core/kernel/errors.ts';
import { siteError } from '../../core/model/site/errors.ts';
import { lastMove } from '../../db/parts/site/moves.ts';
import type { RunOwn } from '../contract/commands.ts';
import { type Connection, ownStationId } from '../contract/connection.ts';
import type { NewId } from '../contract/time.ts';
import type { MoveRequest, TakeBackRequest } from '../parts/safekeeping/service.ts';
import type { MoveFileView, MovePlacesView, MoveView } from '../parts/safekeeping/views.ts';
import { approvedBy } from './approval.ts';
import { claimedElsewhere } from './claims.ts';
import { movedFault, shortNameOf } from './move.ts';
import { headOfMove, moveFileEnding, requireRoom } from './move-file.ts';
import type { RestoreDeskOptions } from './restore-desk.ts';

export interface MoveDeskOptions extends RestoreDeskOptions {
  run: RunOwn;
  newId: NewId;
}

/** Lets a store leave for another computer, and takes that back. */
export class MoveDesk {
  readonly #options: MoveDeskOptions;
  #isMaking = false;
  /** Why the last file was not made. */
  #context: Readonly<Record<string, unknown>> = {};

  constructor(options: MoveDeskOptions) {
    this.#options = options;
  }

  view(): MoveView | null {
    const { db, state } = this.#options;
    if (!db.isOpen || !db.isSetUp) return null;
    const last = lastMove(db.read);
    const { move, arrival } = state.state;
    const hasLeft = last?.step === 'moved' && last.moveId !== arrival?.moveId;
    const of = hasLeft ? last : move;
    if (!of) return null;
    const isOfIt = move?.moveId === of.moveId;
    return {
      ...{ move: shortNameOf(of.moveId), at: of.at, hasLeft, isMaking: this.#isMaking, context: this.#context },
      file: isOfIt ? move.file : null,
      code: isOfIt ? move.code : null,
    };
  }

  places(connection: Connection): MovePlacesView {
    requireHere(connection);
    const folders = foldersOf(this.#options.places);
    return { folders: folders.filter(isFolder), files: folders.flatMap(moveFilesIn).toSorted((a, b) => b.at - a.at) };
  }

  /** Returns when the store has left, while its file is being made. */
  async begin(connection: Connection, { folder, approval }: MoveRequest): Promise<void> {
    requireHere(connection);
    this.#requirePossible(folder);
    const { people, run, db, stop, newId } = this.#options;
    const approved = await approvedBy(connection, approval, { people, sheetIds: [] });
    this.#requirePossible(folder);
    const before = lastMove(db.read);
    let moveId = before?.moveId ?? '';
    if (before?.step !== 'moved') {
      moveId = newId();
      const said = { moveId, epoch: (before?.epoch ?? 0) + 1, by: 'pin' } as const;
      run('store.recordMove', said, approved.actor, connection.stationId);
      // Nothing comes behind that row: the file ends with it.
      stop.stop(movedFault(db));
    }
    this.#isMaking = true;
    void this.#make(moveId, folder, before?.step === 'moved');
  }

  async takeBack(connection: Connection, { approval, isAssured }: TakeBackRequest): Promise<void> {
    this.#requireMoved();
    const { people, places, db, state, run, given } = this.#options;
    const sheetId = state.state.sheet?.sheetId;
    const approved = await approvedBy(connection, approval, { people, sheetIds: sheetId ? [sheetId] : [] });
    const { moveId, epoch } = this.#requireMoved();
    const elsewhere = claimedElsewhere(db.read, places);
    if (elsewhere) throw siteError('MOVE_OPENED', elsewhere.context);
    if (!isAssured) throw siteError('MOVE_NOT_ASSURED');
    const said = { moveId, epoch: epoch + 1, why: 'not-opened', by: approved.by } as const;
    run('store.recordMoveTakenBack', said, approved.actor, connection.stationId);
    state.change({ move: null });
    given?.reopen(() => {});
  }

  async #make(moveId: string, folder: string, wasMoved: boolean): Promise<void> {
    const { keeper, state, now, log, run, db, given } = this.#options;
    const at = now();
    const name = `clockroom-${new Date(at).toISOString().slice(0, 16).replaceAll(':', '-')}-${shortNameOf(moveId)}`;
    const file = path.join(folder, `${name}${moveFileEnding}`);
    try {
      const { bytes } = await keeper.makeMove(file, moveId, state.state.sheet?.publicKey ?? '');
      log.info({ file, bytes, moveId }, 'the store has left in this file');
      state.change({ move: { moveId, at, file, code: null } });
    } catch (err) {
      const known = err instanceof StoreError ? err : commonError('INTERNAL');
      // The store closes meanwhile: it has left without a file, and says so at its next start.
      if (known.code === 'REPORT_BROKEN_OFF') return;
      log.error({ err, moveId }, 'the file of the move was not made');
      this.#context = known.context;
      // A move that stood before stays: another file of it may be open elsewhere.
      if (!wasMoved) {
        const { epoch } = lastMove(db.read) ?? { epoch: 0 };
        run('store.recordMoveTakenBack', { moveId, epoch: epoch + 1, why: 'not-made', by: 'store' }, 'system', 'store');
      }
      state.change({
        move: { moveId, at, file: wasMoved ? (state.state.move?.file ?? null) : null, code: known.code },
      });
    } finally {
      this.#isMaking = false;
    }
    // As it is from now on: devices closed and nothing recorded, or at work again.
    if (!wasMoved) given?.reopen(() => {});
  }

  #requirePossible(folder: string): void {
    const { stop, state, given, db, places } = this.#options;
    const isMoved = stop.faults.length === 1 && stop.faults[0]?.code === 'STORE_MOVED';
    if (!isMoved) stop.require();
    if (!db.isSetUp) throw siteError('STORE_NOT_SET_UP');
    if (!given) throw siteError('MOVE_NOT_HERE');
    if (this.#isMaking) throw siteError('MOVE_UNDER_WAY');
    if (state.state.sheet === null) throw siteError('MOVE_SHEET_NEEDED');
    if (!path.isAbsolute(folder) || !isFolder(folder)) throw siteError('MOVE_PLACE_AWAY', { folder });
    requireRoom([folder, places.dataDir], statSync(places.file).size);
  }

  #requireMoved(): { moveId: string; epoch: number } {
    const { stop, db } = this.#options;
    const last = db.isSetUp ? lastMove(db.read) : null;
    if (last?.step !== 'moved' || !stop.isStopped || stop.faults.some(({ code }) => code !== 'STORE_MOVED')) {
      throw siteError('MOVE_NONE');
    }
    if (this.#isMaking) throw siteError('MOVE_UNDER_WAY');
    return last;
  }
}

/** A path is one of the store's computer: nobody writes there from another screen. */
function requireHere({ stationId }: Connection): void {
  if (stationId !== ownStationId) throw siteError('MOVE_NOT_HERE');
}

/** Sticks and disks that are plugged in, the folders of copies, and where people put files. */
function foldersOf({ copies }: RestoreDeskOptions['places']): string[] {
  const mounted = ['/media', '/run/media', '/mnt', '/Volumes'].flatMap((root) =>
    namesIn(root).flatMap((name) => {
      const below = path.join(root, name);
      // `/media/somebody/STICK`, `/mnt/stick`.
      return [
        ...namesIn(below)
          .map((one) => path.join(below, one))
          .filter(isFolder)
          .slice(0, 20),
        below,
      ];
    }),
  );
  const drives = process.platform === 'win32' ? [...'DEFGHIJ'].map((letter) => `${letter}:\\`) : [];
  const home = process.env.USERPROFILE ?? process.env.HOME;
  const own = home === undefined ? [] : ['Desktop', 'Downloads'].map((name) => path.join(home, name));
  return [...new Set([...mounted, ...drives, ...copies, ...own])];
}

function moveFilesIn(folder: string): MoveFileView[] {
  return namesIn(folder)
    .filter((name) => name.endsWith(moveFileEnding))
    .flatMap((name) => {
      const file = path.join(folder, name);
      try {
        const { at, sheetId } = headOfMove(file);
        return [{ file, at, sheetId }];
      } catch {
        return [];
      }
    });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isFolder(folder: string): boolean {
  return existsSync(folder) && statSync(folder).isDirectory();
}
