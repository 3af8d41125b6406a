import type { DecisionContext } from '../../kernel/context.ts';
import { StoreError } from '../../kernel/error.ts';
import { businessDateOf } from '../../kernel/time.ts';
import { instantOf } from '../../model/attendance/day.ts';
import { keepLost } from '../../model/cards/lost.ts';
import type { CommandData } from '../../model/commands.ts';
import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import { siteError } from '../../model/site/errors.ts';
import { idOf, withRenamedLost } from '../../model/site/holders.ts';
import type { Site } from '../../model/site/schema.ts';
import {
  deviceSections,
  type Section,
  type SectionGiven,
  type Sections,
  type SettingsSource,
  sectionNames,
  sectionsOf,
  siteOf,
} from '../../model/site/sections.ts';
import { type SettingsPlan, versionOf } from '../../model/site/settings.ts';
import type { StoreState } from '../../model/state.ts';
import { movesIntoNewQueues } from '../rotation/new-queues.ts';
import { followNumbers } from './follow.ts';
import { Identities } from './identify.ts';
import { requireFree } from './in-use.ts';
import { describeProblem, fitProblems } from './parse.ts';
import { promisesAgainst, rosterWithoutThem, type SettingsPromise } from './promises.ts';

/**
 * Takes a site file over: every section that differs from what is in force, the rotation always, since policies are
 * set beside the file; those of `keep` stay. What is in use (an open room, somebody on duty, the queue of a running clock) cannot be left
 * out of the new one; those on duty go over into its queues. Secrets are taken out before: PINs and terminal keys have
 * their own places and never enter the journal. Throws as `setSection`.
 */
export function importSite(
  state: StoreState,
  { site, demo, despite, keep = [], devicesOnly = false }: CommandData<'site.import'>,
  ctx: DecisionContext,
): StoreEvent[] {
  if (!state.isSetUp) {
    const sections = new Identities(state.settings, ctx).of(sectionsOf(site, demo));
    return settingsSet(state, sections, sectionNames, ctx);
  }
  const before = state.site;
  const given = sectionsOf(site, demo);
  const sections: Partial<Sections> = new Identities(state.settings, ctx, before.site).of(given);
  for (const section of keep) delete (sections as Partial<Record<Section, unknown>>)[section];
  const inForce: Readonly<Record<Section, unknown>> = sectionsOf(before.site, before.demo);
  const changed = sectionNames.filter(
    (section) =>
      !keep.includes(section) &&
      ((section === 'rotation' && !devicesOnly) || !isSame(sections[section], inForce[section])),
  );
  const others = changed.filter((section) => !deviceSections.includes(section));
  if (devicesOnly && others.length > 0) throw siteError('SITE_DEVICES_ONLY', { sections: others.join(', ') });
  return takeOver(state, sections, changed, ctx, { despite });
}

interface Setting<S extends Section> {
  basedOn: number;
  fromDate?: string | undefined;
  value: SectionGiven<S>;
  despite?: readonly string[] | undefined;
}

/**
 * Sets one section, from a later trading day on where one is named. Throws SETTINGS_CHANGED (somebody else set it
 * meanwhile), SETTINGS_DAY_PAST, SETTINGS_PLANNED (for a later day it is planned already), SITE_INVALID, SITE_IN_USE,
 * SITE_MANAGER_STAYS, SITE_CURRENCY_KEPT, SETTINGS_PROMISED (with what is promised in its context).
 */
export function setSection<S extends Section>(section: S) {
  return (state: StoreState, { basedOn, fromDate, value, despite }: Setting<S>, ctx: DecisionContext): StoreEvent[] => {
    if (basedOn !== versionOf(state.settings, section)) throw siteError('SETTINGS_CHANGED', { section });
    if (fromDate !== undefined && fromDate < ctx.businessDate) throw siteError('SETTINGS_DAY_PAST', { fromDate });
    const kept = new Identities(state.settings, ctx).of({ [section]: value });
    if (fromDate === undefined || fromDate === ctx.businessDate) {
      return takeOver(state, kept, [section], ctx, { despite });
    }
    const planned = state.settings.plans().find((one) => one.section === section);
    if (planned) throw siteError('SETTINGS_PLANNED', { fromDate: planned.fromDate });
    const { site } = settingsWith(state, kept, [section]);
    requireFit(site);
    requireKnownOf(promisesAgainst(state, site, ctx), despite);
    const plan = { section, value: kept[section] } as never;
    const told = { planId: ctx.newId(), source: 'store' as const, fromDate, basedOn, despite: [...(despite ?? [])] };
    return [event('settings.planned', { ...told, plan })];
  };
}

/** Throws SETTINGS_PLAN_UNKNOWN. */
export function withdrawPlan(state: StoreState, { planId }: CommandData<'settings.withdrawPlan'>): StoreEvent[] {
  const plan = state.settings.plans().find((one) => one.planId === planId);
  if (!plan) throw siteError('SETTINGS_PLAN_UNKNOWN');
  return [event('settings.planWithdrawn', { planId, section: plan.section })];
}

/**
 * The plans whose first trading day has come, each by itself. One that does not fit what is going on now (somebody who
 * is left out is still on duty) waits until it does; one that was made on other settings than there are by now, or
 * breaks what nobody has read, never comes by itself: it is withdrawn and made anew.
 */
export function plansComeDue(state: StoreState, ctx: DecisionContext): StoreEvent[] {
  if (!state.isSetUp) return [];
  for (const plan of state.settings.plans()) {
    const { planId, section, value, fromDate, source, despite } = plan;
    if (fromDate > ctx.businessDate) return [];
    if (whyPlanWaits(state, plan, ctx) !== null) continue;
    return takeOver(state, { [section]: value }, [section], ctx, { despite, plan: { planId, source } });
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
function whyPlanWaits(
  state: StoreState,
  { section, value, basedOn, isStale, despite }: SettingsPlan,
  ctx: Pick<DecisionContext, 'businessDate'>,
): StoreError | null {
  try {
    if (isStale || versionOf(state.settings, section) !== basedOn) throw siteError('SETTINGS_CHANGED', { section });
    possibleWith(state, { [section]: value }, [section], { despite, ...ctx });
    return null;
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
}

function takeOver(
  state: StoreState,
  sections: Partial<Sections>,
  changed: readonly Section[],
  ctx: DecisionContext,
  { despite, plan }: { despite?: readonly string[] | undefined; plan?: { planId: string; source: SettingsSource } },
): StoreEvent[] {
  const { site, kept, following } = possibleWith(state, sections, changed, { despite, ...ctx });
  return [
    ...rosterWithoutThem(state, site, ctx),
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
  { planId = null, source = 'store' }: { planId?: string | null; source?: SettingsSource } = {},
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
  requireFit(site);
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

function requireFit(site: Site): void {
  const problems = fitProblems(site);
  if (problems.length === 0) return;
  throw siteError('SITE_INVALID', { summary: problems.slice(0, 5).map(describeProblem).join('; '), problems });
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
