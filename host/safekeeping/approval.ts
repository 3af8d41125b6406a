import { commonError } from '../../core/kernel/errors.ts';
import { staffError } from '../../core/model/staff/errors.ts';
import { mayDo } from '../../core/model/staff/permissions.ts';
import { readRecoveryCode } from '../../core/seal/recovery-code.ts';
import { type RecoveryKeys, recoveryKeysOf } from '../../core/seal/recovery-seal.ts';
import type { Connection } from '../contract/connection.ts';
import type { Approval } from '../parts/safekeeping/service.ts';
import type { SignIn } from '../people/sign-in.ts';

/** On whose word a store goes on without what is lost. */
export interface Approved {
  actor: string;
  by: 'pin' | 'recovery-code';
}

/**
 * Knows a manager by the PIN, typed for this one thing, or whoever has the recovery sheet. `sheetIds`: of the
 * sheets that open anything here. Throws PIN_WRONG, PIN_LOCKED, NOT_ALLOWED, and as `keysOfCode`.
 */
export async function approvedBy(
  connection: Connection,
  approval: Approval,
  { people, sheetIds }: { people: SignIn; sheetIds: readonly string[] },
): Promise<Approved> {
  if ('recoveryCode' in approval) {
    keysOfCode(approval.recoveryCode, sheetIds);
    return { actor: 'system', by: 'recovery-code' };
  }
  const staff = await people.prove(connection, approval.staffNo, approval.pin);
  if (!mayDo(staff.role, 'authorise')) throw staffError('NOT_ALLOWED', { permission: 'authorise' });
  return { actor: staff.no, by: 'pin' };
}

/** Throws RECOVERY_CODE_MISTYPED, RECOVERY_CODE_SHORT, RECOVERY_CODE_OTHER, RECOVERY_SHEET_NONE. */
export function keysOfCode(typed: string, sheetIds: readonly string[]): RecoveryKeys {
  const code = readRecoveryCode(typed);
  if (typeof code !== 'string') {
    if (code.group === null) throw commonError('RECOVERY_CODE_SHORT');
    throw commonError('RECOVERY_CODE_MISTYPED', { group: code.group });
  }
  if (sheetIds.length === 0) throw commonError('RECOVERY_SHEET_NONE');
  const keys = recoveryKeysOf(code);
  if (!sheetIds.includes(keys.sheetId)) throw commonError('RECOVERY_CODE_OTHER', { sheetId: sheetIds.join(', ') });
  return keys;
}
