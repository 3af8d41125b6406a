import type { DecisionContext } from '../../kernel/context.ts';
import type { ApprovalSubject, AuthorisationNeed } from '../../model/authorisations/authorisation.ts';
import type { EventPayloads, StoreEvent } from '../../model/events.ts';
import { type SettingChange, toConfirm } from '../../model/site/change-lines.ts';
import { approvalSettings } from '../../model/site/defaults.ts';
import { siteError } from '../../model/site/errors.ts';
import { type StaffRole, staffRole } from '../../model/site/schema.ts';
import { mayDo, type Permission, permissionsOf } from '../../model/staff/permissions.ts';
import type { StoreState } from '../../model/state.ts';
import { type Approvable, spendAuthorisation } from '../authorisations/decide.ts';
import { toldOf } from './difference.ts';

/** On whose word settings are changed, as that person stands now. */
export interface Word {
  may(permission: Permission): boolean;
}

/** Of a member of staff by number; `system`, the store's own doing, may everything, somebody unknown nothing. */
export function wordOf(state: Pick<StoreState, 'site'>, actor: string): Word {
  if (actor === 'system') return { may: () => true };
  const role = state.site.staff.get(actor)?.role;
  return { may: (permission) => role !== undefined && mayDo(role, permission) };
}

/**
 * The lines that none of some people may change by herself. Nobody gives or takes a role that may do what she may not:
 * neither to herself nor to others.
 */
export function withoutRight(changes: readonly SettingChange[], words: readonly Word[]): SettingChange[] {
  return changes.filter((change) => !words.some((word) => word.may(change.right) && reaches(word, change)));
}

function reaches(word: Word, { kind, field, before, after }: SettingChange): boolean {
  if (kind !== 'staff' || field !== 'role') return true;
  return [before, after].every((role) => role === null || permissionsOf(roleIn(role)).every((each) => word.may(each)));
}

function roleIn(value: SettingChange['before']): StaffRole {
  return staffRole.parse(value);
}

/** The settings as something to be approved: an approval is of exactly one difference. */
export const settingsApprovals: (acts: readonly string[]) => Approvable = (acts) =>
  Object.fromEntries(acts.map((act) => [act, { kind: 'settings', require: () => {} }]));

/** Names a difference by everything in it, the values that are not told among them. */
export function subjectOf(changes: readonly SettingChange[], { digestOf }: Pick<DecisionContext, 'digestOf'>) {
  const digest = digestOf(JSON.stringify(changes));
  const part = (from: number, to: number) => digest.slice(from, to);
  // In the form of a UUID of one's own making (version 8).
  const id = `${part(0, 8)}-${part(8, 12)}-8${part(12, 15)}-a${part(15, 18)}-${part(18, 30)}`;
  return { kind: 'settings', id } satisfies ApprovalSubject;
}

/** Whether some lines have to be confirmed, where whoever makes the change has the right to each. */
export function isToConfirm(
  state: Pick<StoreState, 'site'>,
  changes: readonly Pick<SettingChange, 'right'>[],
  actor: string,
): boolean {
  // In a practice store nobody has a PIN; the store's own doing is nobody's.
  return !state.site.demo && actor !== 'system' && toConfirm(changes).length > 0;
}

/** Which approval an event rests on. */
export function changeNeed({ type, payload }: StoreEvent): AuthorisationNeed | null {
  if (type !== 'settings.changed' && type !== 'settings.planConfirmed') return null;
  if (!payload.approval) return null;
  const { authorisationId, act, subjectId } = payload.approval;
  return { act, subject: { kind: 'settings', id: subjectId }, amountMinor: null, currency: null, authorisationId };
}

/**
 * What a change rests on besides the right of whoever makes it: nothing, or an approval of exactly this difference,
 * a manager's where a right is missing, otherwise the own one or another's as the store has it. Throws
 * SETTINGS_NOT_ALLOWED with what is missing and what a manager is to be asked for, SETTINGS_APPROVER_MAY_NOT where she may
 * not do it either, SETTINGS_CONFIRM, SETTINGS_CONFIRM_BY_ANOTHER, SETTINGS_CONFIRM_UNPROVEN, and as `spendAuthorisation`.
 */
export function requireRights(
  state: Pick<StoreState, 'authorisations' | 'site'>,
  changes: readonly SettingChange[],
  { act, authorisationId }: { act: string; authorisationId?: string | undefined },
  ctx: DecisionContext,
): { used: StoreEvent[]; approval: EventPayloads['settings.changed']['approval'] } {
  const own = wordOf(state, ctx.actor);
  const missing = withoutRight(changes, [own]);
  if (missing.length === 0) return confirmed(state, changes, { act, authorisationId }, ctx);
  const subject = subjectOf(changes, ctx);
  if (authorisationId === undefined) {
    const lines = { count: missing.length, missing: toldOf(missing), changes: toldOf(changes) };
    throw siteError('SETTINGS_NOT_ALLOWED', { ...lines, act, subject });
  }
  const { authorisation, used } = spendAuthorisation(state, authorisationId, { act, subject }, ctx);
  const still = withoutRight(missing, [wordOf(state, authorisation.givenBy)]);
  if (still.length > 0) throw siteError('SETTINGS_APPROVER_MAY_NOT', { count: still.length, missing: toldOf(still) });
  const { id, givenBy: allowedBy } = authorisation;
  return { used: [used], approval: { authorisationId: id, act, subjectId: subject.id, allowedBy } };
}

/** Whoever may make the change shows at that moment who it is: a session left open is not enough. */
function confirmed(
  state: Pick<StoreState, 'authorisations' | 'site'>,
  changes: readonly SettingChange[],
  { act, authorisationId }: { act: string; authorisationId?: string | undefined },
  ctx: DecisionContext,
): ReturnType<typeof requireRights> {
  if (!isToConfirm(state, changes, ctx.actor)) return { used: [], approval: null };
  const subject = subjectOf(changes, ctx);
  const byAnother = approvalSettings(state.site.site).settings === 'another';
  const lines = toConfirm(changes);
  const asked = { count: lines.length, changes: toldOf(changes), act, subject };
  const notYet = siteError(byAnother ? 'SETTINGS_CONFIRM_BY_ANOTHER' : 'SETTINGS_CONFIRM', asked);
  if (authorisationId === undefined) throw notYet;
  const { authorisation, used } = spendAuthorisation(state, authorisationId, { act, subject }, ctx, true);
  const { id, givenBy: allowedBy, how } = authorisation;
  if (how === 'session') throw siteError('SETTINGS_CONFIRM_UNPROVEN');
  if (byAnother && allowedBy === ctx.actor) throw notYet;
  const still = withoutRight(lines, [wordOf(state, allowedBy)]);
  if (still.length > 0) throw siteError('SETTINGS_APPROVER_MAY_NOT', { count: still.length, missing: toldOf(still) });
  return { used: [used], approval: { authorisationId: id, act, subjectId: subject.id, allowedBy } };
}
