import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedKinds, rightOf, type SettingChange, settingRights } from '../../../core/model/site/change-lines.ts';
import { type Sections, sectionNames, sectionsOf } from '../../../core/model/site/sections.ts';
import { permissionsOf } from '../../../core/model/staff/permissions.ts';
import { differenceOf } from '../../../core/rules/site/difference.ts';
import { withoutRight } from '../../../core/rules/site/rights.ts';
import { exampleSite } from '../../db/shop-day.ts';

const roleLine = (before: string | null, after: string | null): SettingChange => ({
  ...{ section: 'people', kind: 'staff', no: 'R02', name: '某人', how: 'changed', field: 'role' },
  ...{ before, after, right: 'settings.roles' },
});

describe('the rights a change takes', () => {
  it('are asked line by line, whatever somebody holds of them', () => {
    const lines = fc.array(
      fc.record({
        kind: fc.constantFrom(...changedKinds),
        field: fc.constantFrom(null, 'price', 'card', 'level', 'path'),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(lines, fc.subarray([...settingRights]), (drawn, held) => {
        const changes = drawn.map(({ kind, field }) => ({
          ...roleLine(null, null),
          kind,
          field,
          right: rightOf(kind, field),
        }));
        const word = { may: (permission: string) => (held as string[]).includes(permission) };
        expect(withoutRight(changes, [word])).toEqual(changes.filter(({ right }) => !held.includes(right)));
        // Two who stand for it may together what each may alone.
        expect(withoutRight(changes, [word, { may: () => true }])).toEqual([]);
      }),
    );
  });

  it('nobody gives or takes a role that may do more than herself', () => {
    const technical: string[] = [...permissionsOf('technical'), 'settings.roles'];
    const word = { may: (permission: string) => technical.includes(permission) };
    expect(withoutRight([roleLine('technical', 'manager')], [word])).toHaveLength(1);
    expect(withoutRight([roleLine('manager', 'technical')], [word])).toHaveLength(1);
    expect(withoutRight([roleLine(null, 'technical')], [word])).toEqual([]);
    expect(withoutRight([roleLine('cleaner', null)], [word])).toHaveLength(1);
  });

  it('a section against itself has no lines, and against nothing names everything in it', () => {
    const sections = sectionsOf(exampleSite(), true) as Sections;
    expect(differenceOf(sections, structuredClone(sections), sectionNames)).toEqual([]);
    const all = differenceOf({}, sections, ['items']);
    const { services } = sections.items;
    expect(all.filter(({ field, how }) => field === null && how === 'added').map(({ no }) => no)).toEqual(
      services.map(({ code }) => code),
    );
    expect(all.filter(({ field }) => field === 'price').map(({ after }) => after)).toEqual(
      services.map(({ price }) => price),
    );
  });

  it('another order is a change too: who stands first may be taken first', () => {
    const sections = sectionsOf(exampleSite(), true) as Sections;
    const printers = { printers: sections.printers.printers.toReversed() };
    expect(differenceOf(sections, { ...sections, printers }, ['printers'])).toMatchObject([
      { kind: 'printer', how: 'reordered', right: 'settings.devices' },
    ]);
  });
});
