import { settingDefaults } from './defaults.ts';
import type { Site, StaffRole } from './schema.ts';

/** After how many minutes without a touch a screen of somebody of this role locks itself; null: never. */
export function screenLockMinutes(store: Pick<Site['store'], 'screenLock'>, role: StaffRole): number | null {
  const minutes = store.screenLock?.[role] ?? settingDefaults.store.screenLock[role];
  return minutes === 0 ? null : minutes;
}
