import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StoreError } from '../../../core/kernel/error.ts';
import {
  type ChosenType,
  type ClockTypeSettings,
  chosenTypes,
  clockTypeFields,
  clockTypesOf,
  countColumns,
  defaultClockTypes,
} from '../../../core/model/clock-types/clock-types.ts';
import { parseSite } from '../../../core/rules/site/parse.ts';
import { clockCounts } from '../../../db/parts/clocks/queries.ts';

import { TerminalKeys } from '../../../host/secrets/terminal-keys.ts';
import { exportSite } from '../../../host/setup/site-files.ts';
import { temporaryDirectory } from '../../db/files.ts';
import { exampleSite } from '../../db/shop-day.ts';
import { TestStore } from '../test-store.ts';
import { commandOf, type Step, step } from './any-command.ts';

const settings = fc
  .tuple(...chosenTypes.map(() => fc.tuple(fc.constantFrom(...countColumns), fc.constantFrom(...chosenTypes))))
  .map((all) => {
    const entries = chosenTypes.map((type, index) => {
      const [countsAs, paidAs] = all[index] ?? ['rotation', 'rotation'];
      return [type, { countsAs, paidAs }] as const;
    });
    return Object.fromEntries(entries) as Record<ChosenType, ClockTypeSettings[ChosenType]>;
  });

/** One random day in a store with these settings: every move, every count, every pay. */
function dayWith(clockTypes: ClockTypeSettings, steps: readonly Step[]) {
  const site = exampleSite();
  // No cap: where clocks are not counted, it would let other technicians be called.
  const rotation = site.rotation.map(({ dailyCap: _dailyCap, ...entry }) => entry);
  const fields = clockTypeFields(clockTypes);
  const store = new TestStore({
    ...site,
    rotation,
    store: { ...site.store, ...(fields && { clockTypes: fields }) },
  } as never);
  store.onDuty('1', '2', '3', '51', '52');
  for (const one of steps) {
    store.wait(one.minutes);
    const command = commandOf(store, one);
    if (!command) continue;
    try {
      store.act(command.name, command.data as never);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
    }
  }
  const called = store.eventsOf('clock.called').map(({ clockId, technicianNo, type }) => [clockId, technicianNo, type]);
  const moves = store.eventsOf('rotation.moved').map(({ actor: _actor, station: _station, ...move }) => move);
  const counts = clockCounts(store.db.read, store.businessDate);
  const pay = store
    .eventsOf('commission.earned')
    .map(({ refId, parts }) => [refId, parts.map(({ ruleKey, amountMinor }) => [ruleKey, amountMinor])]);
  const split = store
    .eventsOf('commission.earned')
    .flatMap((earning) => earning.parts.map(({ amountMinor, shares }) => [amountMinor, shares] as const));
  const times = store.db.read.all<{ clockId: string; ms: number; served: number }>(
    `SELECT clocks.id AS clockId, clocks.endedAt - clocks.startedAt AS ms,
       (SELECT SUM(served.servedMs) FROM commission_served AS served
         JOIN commission_entries AS entry ON entry.seq = served.seq WHERE entry.refId = clocks.id) AS served
     FROM clocks WHERE state = 'ended' AND parentId IS NULL`,
  );
  return { called, moves, counts, pay, split, times };
}

/**
 * Nobody changes the settings in the middle: whose count is asked about would not be told any more. Nor is a running
 * clock converted: where the two types are paid by other rules, a manager is asked, and there they do reach who is called.
 */
const steps = fc.array(
  step.filter(({ kind }) => kind !== 'setting' && kind !== 'convert'),
  { minLength: 40, maxLength: 90 },
);

describe('queue, count and pay', () => {
  it('know nothing of each other on any day', () => {
    fc.assert(
      fc.property(settings, steps, (set, list) => {
        const asEver = dayWith(defaultClockTypes, list);
        const counted = dayWith(withOnly(set, 'countsAs'), list);
        const paid = dayWith(withOnly(set, 'paidAs'), list);
        // Neither reaches who is called and where anybody stands.
        for (const day of [counted, paid]) {
          expect(day.called).toEqual(asEver.called);
          expect(day.moves).toEqual(asEver.moves);
        }
        expect(counted.pay).toEqual(asEver.pay);
        expect(paid.counts).toEqual(asEver.counts);
        for (const { type, countsAs } of counted.counts) {
          if (type !== 'extension') expect(countsAs).toBe(set[type].countsAs);
        }
        for (const { ms, served } of paid.times) expect(served).toBe(ms);
        for (const [amountMinor, shares] of paid.split) {
          expect(shares.reduce((sum, share) => sum + share, 0)).toBe(amountMinor);
        }
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });

  it('leave a type whose settings nobody touched as it was', () => {
    fc.assert(
      fc.property(settings, fc.constantFrom(...chosenTypes), steps, (set, untouched, list) => {
        const others = { ...set, [untouched]: defaultClockTypes[untouched] };
        const before = dayWith(defaultClockTypes, list);
        const after = dayWith(others, list);
        const own = (day: typeof before) => day.counts.filter(({ type }) => type === untouched);
        expect(own(after)).toEqual(own(before));
      }),
      { numRuns: 8, endOnFailure: true },
    );
  });

  it('come back from a site file as they went in', () => {
    fc.assert(
      fc.property(settings, (set) => {
        expect(clockTypesOf(clockTypeFields(set))).toEqual(set);
      }),
    );
    expect(clockTypeFields(defaultClockTypes)).toBeUndefined();
  });

  it('stand in the export as they were set last, and an import takes them over', () => {
    const store = new TestStore();
    const noKeys = TerminalKeys.open(temporaryDirectory());
    const types = { ...defaultClockTypes, call: { countsAs: 'none' as const, paidAs: 'requested' as const } };
    store.act('rotation.setClockTypes', { types });
    const exported = exportSite(store.db, noKeys, { withKeys: false, withCards: true });
    const read = parseSite(exported);
    if (!read.ok) throw new Error(exported);
    expect(read.site.store.clockTypes).toEqual({ call: { countsAs: 'none', paidAs: 'requested' } });
    expect(new TestStore(read.site).state.clocks.types()).toEqual(types);
    store.act('site.import', { site: exampleSite(), demo: true });
    expect(store.state.clocks.types()).toEqual(defaultClockTypes);
    expect(exportSite(store.db, noKeys, { withKeys: false, withCards: true })).not.toContain('clockTypes');
  });
});

/** The defaults with one of the two settings of every type as it was drawn. */
function withOnly(set: ClockTypeSettings, field: 'countsAs' | 'paidAs'): ClockTypeSettings {
  const entries = chosenTypes.map((type) => [type, { ...defaultClockTypes[type], [field]: set[type][field] }]);
  return Object.fromEntries(entries) as ClockTypeSettings;
}
