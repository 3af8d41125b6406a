import { event } from '../../model/events.ts';
import type { site } from '../../model/site/aggregate.ts';
import { commandOfSection, type SectionCommand } from '../../model/site/commands.ts';
import type { SectionEvent } from '../../model/site/events.ts';
import { type Section, sectionNames } from '../../model/site/sections.ts';
import type { Permission } from '../../model/staff/permissions.ts';
import type { Part } from '../part.ts';
import { confirmPlan, importSite, plansComeDue, setSection, withdrawPlan } from './decide.ts';
import { changeIncidents } from './incidents.ts';
import { changeNeed } from './rights.ts';
import { recordClockJump, timeIncidents } from './time-set.ts';

type Body = Part<typeof site>;

/**
 * Whoever sees the settings may ask for a change; which rights it takes is told by what it changes, and so decided with
 * it (`rights.ts`).
 */
const permission: Permission = 'site.view';

const setSections = Object.fromEntries(
  sectionNames.map((section) => [
    commandOfSection(section),
    { permission, from: ['screen'], decide: setSection(section) },
  ]),
) as unknown as { [S in Section as SectionCommand<S>]: Body['commands'][SectionCommand<S>] };

const sectionsSet = Object.fromEntries(
  sectionNames.map((section) => [`settings.${section}Set`, { everything: true, stale: ['catalog', 'settings'] }]),
) as unknown as { [S in Section as SectionEvent<S>]: Body['about'][SectionEvent<S>] };

export const sitePart: Body = {
  commands: {
    ...setSections,
    'settings.withdrawPlan': { permission: 'settings.edit', from: ['screen'], decide: withdrawPlan },
    'settings.confirmPlan': { permission: 'settings.edit', from: ['screen'], decide: confirmPlan },
    // What has come due comes first in any command; this one asks for nothing else.
    'settings.takeEffect': { permission: null, from: ['duty'], decide: () => [] },
    'site.import': {
      permission: null,
      from: ['store'],
      decide: importSite,
    },
    'site.recordExport': {
      permission: null,
      from: ['store'],
      decide: (_state, data) => [event('site.exported', data)],
    },
    'store.recordGap': {
      permission: null,
      from: ['store'],
      decide: (_state, data) => [event('store.gapRecorded', data)],
    },
    'store.recordMove': {
      permission: null,
      from: ['store'],
      decide: (_state, data) => [event('store.moved', data)],
    },
    'store.recordMoveTakenBack': {
      permission: null,
      from: ['store'],
      decide: (_state, data) => [event('store.moveTakenBack', data)],
    },
    'store.recordArrival': {
      permission: null,
      from: ['store'],
      decide: (_state, data) => [event('store.arrived', data)],
    },
    'store.recordRecoverySheet': {
      permission: null,
      from: ['store'],
      decide: (_state, data) => [event('store.recoverySheetMade', data)],
    },
    'store.recordClockJump': {
      permission: null,
      from: ['store'],
      decide: recordClockJump,
    },
  },
  about: {
    ...sectionsSet,
    'settings.planned': { stale: ['settings'] },
    'settings.changed': { stale: ['settings', 'incidents'] },
    'settings.planConfirmed': { stale: ['settings'] },
    'settings.planWithdrawn': { stale: ['settings'] },
    'site.imported': { everything: true, stale: ['catalog', 'settings'] },
    'site.exported': {},
    'store.gapRecorded': {},
    'store.moved': {},
    'store.moveTakenBack': {},
    'store.arrived': {},
    'store.recoverySheetMade': {},
    'store.clockJumped': { stale: ['settings', 'incidents'] },
  },
  needs: changeNeed,
  incidents: (one) => [...changeIncidents(one), ...timeIncidents(one)],
  first: plansComeDue,
};
