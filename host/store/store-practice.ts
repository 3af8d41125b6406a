import { mayDo } from '../../core/model/staff/permissions.ts';
import type { StoreLog } from '../contract/log.ts';
import type { PracticeRunService } from '../parts/practice/service.ts';
import { noPracticeRuns, PracticeRuns, type PracticeStore } from '../practice/practice-runs.ts';
import type { StoreEngine } from './engine.ts';
import type { RunningStoreOptions } from './options.ts';

/** Practices beside a store: each is a store of its own on a copy, which `open` opens. In a practice there is none. */
export function practiceRunsOf<Store extends PracticeStore>(
  { db, scheduler, now }: StoreEngine,
  { dataDir, log, practice }: RunningStoreOptions,
  open: (options: RunningStoreOptions) => Promise<Store>,
): PracticeRunService<Store> & { close(): Promise<void> } {
  if (practice) return noPracticeRuns;
  return new PracticeRuns({
    ...{ dataDir, scheduler, now, log },
    mayPractise: (staffNo) => {
      const staff = db.state.site.staff.get(staffNo);
      return staff !== undefined && mayDo(staff.role, 'practice.use');
    },
    copyInto: (folder) => db.copyForPractice(folder, now()),
    open: (folder) => open({ dataDir: folder, log: practiceLog(log), scheduler, now, practice: true }),
  });
}

function practiceLog(log: StoreLog): StoreLog {
  return {
    info: (facts, message) => log.info({ ...facts, practice: true }, message),
    warn: (facts, message) => log.warn({ ...facts, practice: true }, message),
    error: (facts, message) => log.error({ ...facts, practice: true }, message),
  };
}
