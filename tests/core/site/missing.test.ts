import { describe, expect, it } from 'vitest';
import type { Site } from '../../../core/model/site/schema.ts';
import { type MissingFacts, missingToOpen } from '../../../core/rules/site/missing.ts';
import { answersByDefault, newSite } from '../../../core/rules/site/new-site.ts';
import { exampleSite } from '../../db/shop-day.ts';

const made = newSite(answersByDefault('foot-bath', 'zh-CN'), Date.UTC(2026, 10, 21));
const fresh: Site = made.ok ? made.site : exampleSite();
const codes = (facts: Partial<MissingFacts>) =>
  missingToOpen({ site: fresh, demo: false, withPin: new Set(['M01']), lacksSheet: false, ...facts }).map(
    ({ code, count }) => (count > 1 ? `${code} ${count}` : code),
  );

describe('what is missing to open', () => {
  it('is all that a page of answers leaves out, what is needed first', () => {
    const all = ['technicians', 'sheet', 'pins', 'staff', 'preset-prices', 'pay', 'printer', 'terminals', 'reader'];
    expect(codes({ withPin: new Set(), lacksSheet: true })).toEqual(all);
    const lines = missingToOpen({ site: fresh, demo: false, withPin: new Set(), lacksSheet: true });
    expect(lines.filter(({ isNeeded }) => isNeeded).map(({ code }) => code)).toEqual(['technicians']);
  });

  it('is nothing in a store that has all of it, and in one for practice', () => {
    const site = exampleSite();
    expect(codes({ site, withPin: new Set(site.staff.map(({ no }) => no)) })).toEqual([]);
    expect(codes({ demo: true, lacksSheet: true, withPin: new Set() })).toEqual([]);
  });

  it('goes line by line as it is done', () => {
    const [service] = fresh.services;
    const [first] = fresh.staff;
    if (!service || !first) throw new Error('nothing');
    const without = (site: Partial<Site>, code: string) =>
      expect(codes({ site: { ...fresh, ...site } })).not.toContain(code);
    const withPeople = newSite({ ...answersByDefault('foot-bath', 'zh-CN'), technicians: '1-3' }, 0);
    without(withPeople.ok ? withPeople.site : {}, 'technicians');
    without({ services: fresh.services.map((one) => ({ ...one, price: one.price + 100 })) }, 'preset-prices');
    without({ commission: [{ match: {}, pay: { kind: 'percent', percent: 30 } }] }, 'pay');
    without({ staff: [first, { no: 'R01', name: '前台', role: 'receptionist' }] }, 'staff');
    without({ readers: [{ id: 'desk', type: 'keyboard' }] }, 'reader');
    without({ printers: exampleSite().printers }, 'printer');
    without({ buses: exampleSite().buses }, 'terminals');
  });

  it('has posts that nobody has for nobody, and rules of pay that nobody looked at for none', () => {
    expect(fresh.staff.length).toBeGreaterThan(1);
    expect(codes({ withPin: new Set() })).toContain('pins');
    expect(codes({ withPin: new Set(['M01']) })).not.toContain('pins');
    expect(codes({})).toEqual(expect.arrayContaining(['staff', 'pay']));
    const named = fresh.staff.map((one) => (one.role === 'cashier' ? { ...one, name: '何芳' } : one));
    const found = codes({ site: { ...fresh, staff: named } });
    expect(found).toContain('pins');
    expect(found).not.toContain('staff');
    expect(codes({ site: { ...fresh, commission: [] } })).toContain('pay');
    const [first, ...rules] = fresh.commission;
    if (!first) throw new Error('no rules');
    const other = { ...first, pay: { kind: 'percent' as const, percent: 33 } };
    expect(codes({ site: { ...fresh, commission: [other, ...rules] } })).not.toContain('pay');
  });

  it('counts cards only where there is something to hold them to, and items that nobody can do', () => {
    const people = newSite({ ...answersByDefault('massage', 'en'), technicians: '1-3' }, 0);
    if (!people.ok) throw new Error('wrong');
    expect(codes({ site: people.site })).not.toContain('cards 3');
    const site: Site = { ...people.site, readers: [{ id: 'desk', type: 'keyboard' }] };
    expect(codes({ site })).toContain('cards 3');
    const unskilled = site.technicians.map((one) => ({ ...one, skills: ['massage'] }));
    expect(codes({ site: { ...site, technicians: unskilled } })).toContain('unserved');
    expect(codes({ site: { ...site, services: site.services.map((one) => ({ ...one, price: 0 })) } })).toContain(
      'prices',
    );
    const two = [...site.staff, { no: 'R01', name: 'Desk', role: 'receptionist' as const }];
    expect(codes({ site: { ...site, staff: two }, withPin: new Set() })).toContain('pins 2');
  });
});
