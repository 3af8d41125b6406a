import type { DecisionContext } from '../../kernel/context.ts';
import { StoreError } from '../../kernel/error.ts';
import { businessDateOf } from '../../kernel/time.ts';
import { instantOf } from '../../model/attendance/day.ts';
import { keepLost } from '../../model/cards/lost.ts';
import type { CommandData } from '../../model/commands.ts';
import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import { changesOf, hiddenValue, rightOf, type SettingChange } from '../../model/site/change-lines.ts';
import { commandOfSection } from '../../model/site/commands.ts';
import { siteError } from '../../model/site/errors.ts';
import { idOf, withRenamedLost } from '../../model/site/holders.ts';
import { givesSomeCards, withCardsKept } from '../../model/site/left-out-cards.ts';
import type { Site } from '../../model/site/schema.ts';
import {
  type Section,
  type SectionGiven,
  type Sections,
  type SettingsSource,
  sectionNames,
  sectionsOf,
  siteOf,
} from '../../model/site/sections.ts';
import { type SettingsPlan, versionOf } from '../../model/site/settings.ts';
import { staffError } from '../../model/staff/errors.ts';
import type { StoreState } from '../../model/state.ts';
import { movesIntoNewQueues } from '../rotation/new-queues.ts';
import { differenceOf, sectionsInForce, toldOf } from './difference.ts';
import { followNumbers } from './follow.ts';
import { Identities } from './identify.ts';
import { requireFree } from './in-use.ts';
import { fitProblems, pathProblems } from './parse.ts';
import { summaryOf } from './problem-words.ts';
import { promisesAgainst, rosterWithoutThem, type SettingsPromise } from './promises.ts';
import { requireRights, withoutRight, wordOf } from './rights.ts';

/**
 * Takes a site file over: every section that differs from what is in force, the rotation always, since policies are
 * set beside the file; those of `keep` stay. What is in use (an open room, somebody on duty, the queue of a running clock) cannot be left
 * out of the new one; those on duty go over into its queues. Secrets are taken out before: PINs and terminal keys have
 * their own places and never enter the journal. Throws as `setSection`.
 */
export function importSite(state: StoreState, data: CommandData<'site.import'>, ctx: DecisionContext): StoreEvent[] {
  if (!state.isSetUp) {
    const sections = new Identities(state.settings, ctx).of(sectionsOf(data.site, data.demo));
    return settingsSet(state, sections, sectionNames, ctx);
  }
  const { despite, authorisationId, newKeys = [] } = data;
  const { sections, changed } = broughtBy(state, data, ctx);
  const by = { way: 'import', act: 'site.import', authorisationId, newKeys } as const;
  return takeOver(state, sections, changed, ctx, { despite, by });
}

/** What an import would make otherwise, with the real values, whoever asks for it. */
export function changesByImport(
  state: StoreState,
  data: CommandData<'site.import'>,
  ctx: Pick<DecisionContext, 'newId'>,
): SettingChange[] {
  const { sections, changed } = broughtBy(state, data, ctx);
  return [...changesWith(state, sections, changed), ...keyLines(data.newKeys ?? [])];
}

/** The sections of a file, with an id for everybody, and those that are set. */
function broughtBy(
  state: StoreState,
  { site, demo, keep = [] }: CommandData<'site.import'>,
  ctx: Pick<DecisionContext, 'newId'>,
): { sections: Partial<Sections>; changed: Section[] } {
  const before = state.site;
  const given = sectionsOf(site, demo);
  const sections: Partial<Sections> = new Identities(state.settings, ctx, before.site).of(given);
  for (const section of keep) delete (sections as Partial<Record<Section, unknown>>)[section];
  const inForce: Readonly<Record<Section, unknown>> = sectionsOf(before.site, before.demo);
  const changed = sectionNames.filter(
    (section) => !keep.includes(section) && (section === 'rotation' || !isSame(sections[section], inForce[section])),
  );
  return { sections, changed };
}

/** That a terminal gets another key. */
function keyLines(terminals: readonly string[]): SettingChange[] {
  return terminals.map((no) => {
    const [kind, field] = ['terminal', 'key'] as const;
    const values = { before: null, after: hiddenValue, right: rightOf(kind, field) };
    return { section: 'terminals', kind, no, name: null, how: 'changed', field, ...values };
  });
}

interface Setting<S extends Section> {
  basedOn: number;
  fromDate?: string | undefined;
  value: SectionGiven<S>;
  despite?: readonly string[] | undefined;
  authorisationId?: string | undefined;
  read?: string | undefined;
}

/**
 * Sets one section, from a later trading day on where one is named. Throws SETTINGS_CHANGED (somebody else set it
 * meanwhile), SETTINGS_DAY_PAST, SETTINGS_PLANNED (for a later day it is planned already), SITE_INVALID, SITE_IN_USE,
 * SITE_MANAGER_STAYS, SITE_CURRENCY_KEPT, SETTINGS_PROMISED (with what is promised in its context),
 * SITE_CHANGES_SETTINGS (it would change something else than was read).
 */
export function setSection<S extends Section>(section: S) {
  const act = commandOfSection(section);
  return (state: StoreState, setting: Setting<S>, ctx: DecisionContext): StoreEvent[] => {
    const { fromDate, despite, authorisationId } = setting;
    const { kept, changes } = proposedBy(state, section, setting, ctx);
    const difference = { changes: toldOf(changes), key: keyOfRead(changes, ctx) };
    if (setting.read !== undefined && setting.read !== difference.key) {
      throw siteError('SITE_CHANGES_SETTINGS', { difference });
    }
    if (fromDate === undefined || fromDate === ctx.businessDate) {
      return takeOver(state, kept, [section], ctx, { despite, by: { way: 'section', act, authorisationId } });
    }
    requireUnplanned(state, section);
    const { site } = settingsWith(state, kept, [section]);
    requireFit(state, site);
    const { used, approval } = requireRights(state, changes, { act, authorisationId }, ctx);
    requireKnownOf(promisesAgainst(state, site, ctx), despite);
    const plan = { section, value: kept[section] } as never;
    const { basedOn } = setting;
    const told = { planId: ctx.newId(), source: 'store' as const, fromDate, basedOn, despite: [...(despite ?? [])] };
    const planned = event('settings.planned', { ...told, plan });
    if (!approval) return [planned];
    const stands = event('settings.planConfirmed', { planId: told.planId, by: approval.allowedBy, approval });
    return [...used, planned, stands];
  };
}

/** What a section would be set to, and what that makes otherwise, with the real values. Throws SETTINGS_CHANGED, SETTINGS_DAY_PAST, NOT_ALLOWED. */
function proposedBy<S extends Section>(
  state: StoreState,
  section: S,
  { basedOn, fromDate, value }: Setting<S>,
  { actor, ...ctx }: Pick<DecisionContext, 'newId' | 'businessDate' | 'actor'>,
): { kept: Partial<Sections>; changes: SettingChange[] } {
  if (basedOn !== versionOf(state.settings, section)) throw changedMeanwhile(state, section, basedOn);
  if (fromDate !== undefined && fromDate < ctx.businessDate) throw siteError('SETTINGS_DAY_PAST', { fromDate });
  // Which of some numbers are somebody's would tell the numbers, thousands at a time.
  if (
    (section === 'people' || section === 'cards') &&
    !wordOf(state, actor).may('settings.cards') &&
    givesSomeCards(value)
  ) {
    throw staffError('NOT_ALLOWED', { command: 'settings.cards' });
  }
  const given = withCardsKept(section, value, state.site.site);
  const kept: Partial<Sections> = new Identities(state.settings, ctx).of({ [section]: given });
  return { kept, changes: changesWith(state, kept, [section]) };
}

/** What one section would change, as `setSection` would do it. */
export interface SectionPreview {
  /** Without what is never told. */
  changes: SettingChange[];
  /** The lines that whoever asks needs a manager for. */
  missing: SettingChange[];
  /** What counts on what is taken away. */
  promises: SettingsPromise[];
  /** Says that the lines were read. */
  key: string;
}

/** Changes nothing. Throws what `setSection` would throw for want of neither a right nor of reading. */
export function previewSection<S extends Section>(
  state: StoreState,
  section: S,
  setting: Setting<S>,
  ctx: DecisionContext,
): SectionPreview {
  const { kept, changes } = proposedBy(state, section, setting, ctx);
  const isPlan = setting.fromDate !== undefined && setting.fromDate !== ctx.businessDate;
  if (isPlan) requireUnplanned(state, section);
  const { site } = settingsWith(state, kept, [section]);
  // What is in use today may be free on the day of a plan.
  if (isPlan) requireFit(state, site);
  else requirePossible(state, site);
  const missing = withoutRight(changes, [wordOf(state, ctx.actor)]);
  const promises = promisesAgainst(state, site, ctx);
  return { changes: toldOf(changes), missing: toldOf(missing), promises, key: keyOfRead(changes, ctx) };
}

/** Of the lines as they are told: a plain hash of the real ones could be guessed by the cards in them. */
function keyOfRead(changes: readonly SettingChange[], ctx: Pick<DecisionContext, 'digestOf'>): string {
  return `lines ${ctx.digestOf(JSON.stringify(toldOf(changes))).slice(0, 32)}`;
}

/** Throws SETTINGS_PLANNED. */
function requireUnplanned(state: StoreState, section: Section): void {
  const there = state.settings.plans().find((one) => one.section === section);
  if (there) throw siteError('SETTINGS_PLANNED', { fromDate: there.fromDate });
}

/** Says who changed the section since it was looked at, when, and which values. */
function changedMeanwhile(state: StoreState, section: Section, basedOn: number): StoreError {
  const by = state.settings
    .changesSince(section, basedOn)
    .map(({ at, actor, way, changes }) => ({ at, actor, way, changes: changesOf(section, changes) }));
  return siteError('SETTINGS_CHANGED', { section, by });
}

/** Throws SETTINGS_PLAN_UNKNOWN. */
export function withdrawPlan(state: StoreState, { planId }: CommandData<'settings.withdrawPlan'>): StoreEvent[] {
  return [event('settings.planWithdrawn', { planId, section: planOf(state, planId).section })];
}

/** Throws SETTINGS_PLAN_UNKNOWN, SETTINGS_NOT_ALLOWED where whoever confirms could not make the plan, and as `requireRights`. */
export function confirmPlan(
  state: StoreState,
  { planId, authorisationId }: CommandData<'settings.confirmPlan'>,
  ctx: DecisionContext,
): StoreEvent[] {
  const { section, value } = planOf(state, planId);
  const changes = changesWith(state, { [section]: value }, [section]);
  const missing = withoutRight(changes, [wordOf(state, ctx.actor)]);
  if (missing.length > 0) throw siteError('SETTINGS_NOT_ALLOWED', { count: missing.length, missing: toldOf(missing) });
  const { used, approval } = requireRights(state, changes, { act: 'settings.confirmPlan', authorisationId }, ctx);
  return [...used, event('settings.planConfirmed', { planId, by: ctx.actor, approval })];
}

/** What a plan will make otherwise, as things stand, without what is never told. */
export function changesOfPlan(state: StoreState, { section, value }: SettingsPlan): SettingChange[] {
  return toldOf(changesWith(state, { [section]: value }, [section]));
}

function planOf({ settings }: StoreState, planId: string): SettingsPlan {
  const plan = settings.plans().find((one) => one.planId === planId);
  if (!plan) throw siteError('SETTINGS_PLAN_UNKNOWN');
  return plan;
}

/**
 * The plans whose first trading day has come, each by itself. One that does not fit what is going on now (somebody who
 * is left out is still on duty) waits until it does; one that was made on other settings than there are by now, or
 * breaks what nobody has read, never comes by itself: it is withdrawn and made anew.
 */
export function plansComeDue(state: StoreState, ctx: DecisionContext): StoreEvent[] {
  if (!state.isSetUp) return [];
  for (const plan of state.settings.plans()) {
    const { section, value, fromDate, despite } = plan;
    if (fromDate > ctx.businessDate) return [];
    if (whyPlanWaits(state, plan, ctx) !== null) continue;
    return takeOver(state, { [section]: value }, [section], ctx, { despite, by: { way: 'plan', plan } });
  }
  return [];
}

/** When a plan comes into force next (UTC ms); those that wait for something else are not asked for. */
export function nextPlanAt(state: StoreState, now: number): number {
  if (!state.isSetUp) return Number.POSITIVE_INFINITY;
  const { businessDayStartsAt, timeZone } = state.site.site.store;
  const businessDate = businessDateOf(now, timeZone, businessDayStartsAt);
  const times = state.settings.plans().map((plan) => {
    const at = instantOf(plan.fromDate, businessDayStartsAt, timeZone);
    return at <= now && whyPlanWaits(state, plan, { businessDate }) !== null ? Number.POSITIVE_INFINITY : at;
  });
  return Math.min(...times);
}

/** The refusal that a plan would meet if it came into force now; null: none. */
export function whyPlanWaits(
  state: StoreState,
  { section, value, basedOn, isStale, despite, setBy, confirmedBy }: SettingsPlan,
  ctx: Pick<DecisionContext, 'businessDate'>,
): StoreError | null {
  try {
    if (isStale || versionOf(state.settings, section) !== basedOn) throw siteError('SETTINGS_CHANGED', { section });
    // Whoever made it stands for it on the day it comes, as she is then.
    const words = [setBy, ...(confirmedBy === null ? [] : [confirmedBy])].map((one) => wordOf(state, one));
    const missing = withoutRight(changesWith(state, { [section]: value }, [section]), words);
    if (missing.length > 0) throw siteError('SETTINGS_PLAN_SUSPENDED', { setBy, missing: toldOf(missing) });
    possibleWith(state, { [section]: value }, [section], { despite, ...ctx });
    return null;
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
}

/** By which way settings come, and on whose word. */
type By =
  | { way: 'import' | 'section'; act: string; authorisationId: string | undefined; newKeys?: readonly string[] }
  | { way: 'plan'; plan: SettingsPlan };

function takeOver(
  state: StoreState,
  sections: Partial<Sections>,
  changed: readonly Section[],
  ctx: DecisionContext,
  { despite, by }: { despite?: readonly string[] | undefined; by: By },
): StoreEvent[] {
  const { site, kept, following } = possibleWith(state, sections, changed, { despite, ...ctx });
  const ofKeys = by.way === 'plan' ? [] : keyLines(by.newKeys ?? []);
  const changes = [...differenceOf(sectionsInForce(state), kept, changed), ...ofKeys];
  const plan = by.way === 'plan' ? by.plan : undefined;
  const { used, approval } = by.way === 'plan' ? { used: [], approval: null } : requireRights(state, changes, by, ctx);
  const planned = plan ? { by: plan.setBy, at: plan.setAt } : null;
  const told = { way: by.way, planned, approval, changes: toldOf(changes) };
  return [
    ...used,
    ...rosterWithoutThem(state, site, ctx),
    ...(changes.length > 0 ? [event('settings.changed', told)] : []),
    ...settingsSet(state, kept, changed, ctx, plan),
    ...settingsSet(
      state,
      following,
      sectionNames.filter((section) => following[section] !== undefined),
      ctx,
    ),
    ...movesIntoNewQueues(state, site),
  ];
}

function settingsSet(
  state: StoreState,
  sections: Partial<Sections>,
  changed: readonly Section[],
  { businessDate: fromDate }: DecisionContext,
  { planId, source }: { planId: string | null; source: SettingsSource } = { planId: null, source: 'store' },
): StoreEvent[] {
  return changed.map((section) => {
    const version = versionOf(state.settings, section) + 1;
    return event(`settings.${section}Set`, { version, source, fromDate, planId, value: sections[section] } as never);
  });
}

/**
 * The settings in force with some sections over them, and what of the others goes along. Cards that are lost stay lost,
 * whatever the sections say of them.
 */
function settingsWith(
  state: StoreState,
  sections: Partial<Sections>,
  set: readonly Section[],
): { site: Site; kept: Sections; following: Partial<Sections> } {
  const { site: before, demo } = state.site;
  const inForce = sectionsOf(before, demo) as Sections;
  const all = { ...inForce, ...sections };
  const { renames, following, adapted } = followNumbers(state.settings, { before: inForce, all, set });
  const site = withRenamedLost(keepLost(before, siteOf({ ...adapted, ...following })), renames);
  return { site, kept: sectionsOf(site, adapted.store.demo) as Sections, following };
}

/** What some sections would make otherwise, once they are fitted into the settings in force. */
function changesWith(state: StoreState, sections: Partial<Sections>, set: readonly Section[]): SettingChange[] {
  return differenceOf(sectionsInForce(state), settingsWith(state, sections, set).kept, set);
}

/** The same, where nothing that is going on forbids it and everything it breaks has been read. Throws as `setSection`. */
function possibleWith(
  state: StoreState,
  sections: Partial<Sections>,
  set: readonly Section[],
  { despite, businessDate }: { despite?: readonly string[] | undefined; businessDate: string },
): ReturnType<typeof settingsWith> {
  const settings = settingsWith(state, sections, set);
  requirePossible(state, settings.site);
  requireKnownOf(promisesAgainst(state, settings.site, { businessDate }), despite);
  return settings;
}

function requirePossible(state: StoreState, site: Site): void {
  requireFree(state, site);
  requireFit(state, site);
  requireManager(state, site);
  if (site.store.currency !== state.site.site.store.currency && state.visits.hasAny()) {
    throw siteError('SITE_CURRENCY_KEPT', { currency: state.site.site.store.currency });
  }
}

/** One of the managers stays who has a PIN; where none has one yet, one of them. Throws SITE_MANAGER_STAYS. */
function requireManager(state: StoreState, site: Site): void {
  const now = state.site.site.staff.filter(({ role }) => role === 'manager');
  const withPin = now.filter(({ no }) => state.pins.has(no));
  const after = new Set(site.staff.filter(({ role }) => role === 'manager').map(idOf));
  if (!(withPin.length > 0 ? withPin : now).some((one) => after.has(idOf(one)))) throw siteError('SITE_MANAGER_STAYS');
}

/** Throws SETTINGS_PROMISED where something is promised that has not been read. */
function requireKnownOf(promises: readonly SettingsPromise[], despite: readonly string[] = []): void {
  const unread = promises.filter(({ key }) => !despite.includes(key));
  if (unread.length > 0) throw siteError('SETTINGS_PROMISED', { count: unread.length, promises });
}

/** A path that was there before does not keep anybody from setting something else: nothing opens it anyway. */
function requireFit(state: StoreState, site: Site): void {
  const before = new Set(pathProblems(state.site.site).map(({ value }) => value));
  const problems = [...fitProblems(site), ...pathProblems(site).filter(({ value }) => !before.has(value))];
  if (problems.length === 0) return;
  throw siteError('SITE_INVALID', { summary: summaryOf(problems), problems });
}

/** An object without anything in it says what one that is not there says: what holds by default. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, withoutEmpty) === JSON.stringify(b, withoutEmpty);
}

function withoutEmpty(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, one]) => JSON.stringify(one, withoutEmpty) !== '{}'));
}
