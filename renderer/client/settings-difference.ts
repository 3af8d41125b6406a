import type { SettingChange } from '../../core/model/site/change-lines.ts';
import type { StoreRefusal } from './errors.ts';

/** Everything that settings would make otherwise, in a refusal. */
export interface SettingsDifference {
  changes: SettingChange[];
  /** Those that whoever asks may not make. */
  missing: SettingChange[];
  /** Says that it was read; null where the refusal is not about that. */
  key: string | null;
}

/** Whether a refusal asks to show anew, by PIN or card, who makes the change. */
export function isConfirmation(code: string): boolean {
  return code === 'SETTINGS_CONFIRM' || code === 'SETTINGS_CONFIRM_BY_ANOTHER';
}

/** What does not look like it is left out. */
export function differenceIn(context: StoreRefusal['context'] | undefined): SettingsDifference {
  const difference = context?.difference as { changes?: unknown; key?: unknown } | undefined;
  const changes = linesIn(difference?.changes ?? context?.changes);
  const key = typeof difference?.key === 'string' ? difference.key : null;
  return { changes, missing: linesIn(context?.missing), key };
}

function linesIn(list: unknown): SettingChange[] {
  return Array.isArray(list) ? list.filter(isLine) : [];
}

function isLine(value: unknown): value is SettingChange {
  return typeof value === 'object' && value !== null && 'right' in value && 'section' in value && 'before' in value;
}
