import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../core/kernel/time.ts';
import type { SettingChange } from '../../../core/model/site/change-lines.ts';
import type { Site, StaffRole } from '../../../core/model/site/schema.ts';
import { versionOf } from '../../../core/model/site/settings.ts';
import { incidentsOf } from '../../../db/parts/incidents/queries.ts';
import { changesBetween } from '../../../db/parts/site/settings.ts';
import { exampleSite } from '../../db/shop-day.ts';
import { codeOf } from '../code-of.ts';
import { TestStore } from '../test-store.ts';
import { sections } from './at-settings.ts';
import { refused } from './at-store.ts';
import { approval } from './manager.ts';

const siteOf = (store: TestStore): Site => store.state.site.site;
const take = (store: TestStore, site: Site, actor: string, authorisationId?: string) =>
  store.act('site.import', { site, demo: true, ...(authorisationId && { authorisationId }) }, actor);
const priced = (site: Site, price: number): Site => ({
  ...site,
  services: site.services.map((one) => (one.code === '101' ? { ...one, price } : one)),
});
const withRole = (site: Site, no: string, role: StaffRole): Site => ({
  ...site,
  staff: site.staff.map((one) => (one.no === no ? { ...one, role } : one)),
});
const rowsOf = (store: TestStore) => changesBetween(store.db.read, '2026-01-01', '2027-12-31');
const linesOf = (store: TestStore) => rowsOf(store).flatMap(({ changes }) => changes);

describe('what somebody may not change', () => {
  it('is refused and named line by line, and what is as it was is not asked for', () => {
    const store = new TestStore();
    const before = siteOf(store);
    const louder = { ...before, voice: { ...before.voice, repeat: 4 } };
    const context = refused(store, 'SETTINGS_NOT_ALLOWED', () =>
      take(store, withRole(priced(louder, 1), 'T01', 'manager'), 'T01'),
    );
    expect(
      (context.missing as SettingChange[]).map(({ no, field, before: was, after }) => [no, field, was, after]),
    ).toEqual([
      ['T01', 'role', 'technical', 'manager'],
      ['101', 'price', 13_800, 1],
    ]);
    expect(siteOf(store)).toEqual(before);
    // The same file with the prices as they are.
    take(store, louder, 'T01');
    expect(siteOf(store).voice.repeat).toBe(4);
  });

  it('may be approved: exactly that, once, and by somebody who may', () => {
    const store = new TestStore();
    const dear = priced(siteOf(store), 15_800);
    const { act, subject } = refused(store, 'SETTINGS_NOT_ALLOWED', () => take(store, dear, 'T01')) as {
      act: 'site.import';
      subject: { id: string };
    };
    const given = approval(store, act, subject.id, undefined, 'settings');
    // A fen more is another difference.
    expect(codeOf(() => take(store, priced(siteOf(store), 15_801), 'T01', given))).toBe('AUTHORISATION_FOR_ANOTHER');
    take(store, dear, 'T01', given);
    expect(store.state.site.services.get('101')?.price).toBe(15_800);
    expect(rowsOf(store)[0]).toMatchObject({ actor: 'T01', way: 'import', allowedBy: 'M01' });
    take(store, priced(siteOf(store), 13_800), 'M01');
    expect(codeOf(() => take(store, dear, 'T01', given))).toBe('AUTHORISATION_USED');
  });

  it('is asked of a section as of a file', () => {
    const store = new TestStore();
    const { services } = priced(siteOf(store), 1);
    const { voice } = sections(store);
    refused(store, 'SETTINGS_NOT_ALLOWED', () =>
      store.act('settings.setItems', { basedOn: 1, value: { services } }, 'T01'),
    );
    refused(store, 'SETTINGS_NOT_ALLOWED', () =>
      store.act('settings.setVoice', { basedOn: 1, value: { voice: { ...voice.voice, repeat: 4 } } }, 'R01'),
    );
    store.act('settings.setItems', { basedOn: 1, value: sections(store).items }, 'R01');
    store.act('settings.setVoice', { basedOn: 1, value: { voice: { ...voice.voice, repeat: 4 } } }, 'T01');
    expect(siteOf(store).voice.repeat).toBe(4);
  });

  it('a price that was lowered and taken back stands on the list and among the incidents', () => {
    const store = new TestStore();
    take(store, priced(siteOf(store), 1), 'M01');
    store.wait(10);
    take(store, priced(siteOf(store), 13_800), 'M01');
    expect(linesOf(store).map(({ field, before, after, right }) => [field, before, after, right])).toEqual([
      ['price', 1, 13_800, 'settings.prices'],
      ['price', 13_800, 1, 'settings.prices'],
    ]);
    const found = incidentsOf(store.db.read, store.businessDate).filter(({ kind }) => kind === 'prices-changed');
    expect(found.map(({ actor }) => actor)).toEqual(['M01', 'M01']);
  });

  it('says who changed which section meanwhile, when, and which values', () => {
    const store = new TestStore();
    const looked = sections(store).items;
    const at = store.at;
    store.act('settings.setItems', { basedOn: 1, value: { services: priced(siteOf(store), 15_800).services } });
    const { by } = refused(store, 'SETTINGS_CHANGED', () =>
      store.act('settings.setItems', { basedOn: 1, value: looked }),
    );
    expect(by).toMatchObject([
      { actor: 'M01', at, way: 'section', changes: [{ no: '101', field: 'price', before: 13_800, after: 15_800 }] },
    ]);
  });

  it('a path of before that no device is at keeps nobody from a price, and comes in nowhere else', () => {
    const [first, ...others] = exampleSite().printers;
    if (!first) throw new Error('no printer');
    const wild = { ...first, transport: { type: 'file' as const, path: '/etc/passwd' } };
    const store = new TestStore({ ...exampleSite(), printers: [wild, ...others] });
    take(store, priced(siteOf(store), 15_800), 'M01');
    expect(store.state.site.services.get('101')?.price).toBe(15_800);
    const other = { ...wild, transport: { type: 'file' as const, path: '../store.sqlite' } };
    refused(store, 'SITE_INVALID', () =>
      store.act('settings.setPrinters', { basedOn: 1, value: { printers: [other, ...others] } }, 'T01'),
    );
  });

  it('never tells a card', () => {
    const store = new TestStore();
    const before = siteOf(store);
    const card = '04A1B2C3D4E5F6';
    take(store, { ...before, staff: before.staff.map((one) => (one.no === 'M01' ? { ...one, card } : one)) }, 'M01');
    expect(linesOf(store)).toMatchObject([
      { no: 'M01', field: 'card', before: '***', after: '***', right: 'settings.cards' },
    ]);
    const told = store.db.read.all<{ payload: string }>(`SELECT payload FROM journal WHERE type = 'settings.changed'`);
    expect(JSON.stringify(told)).not.toContain(card);
  });
});

describe('a plan', () => {
  /** The manager plans a price for tomorrow, and is somebody else’s role by then. */
  function demoted(): TestStore {
    const store = new TestStore();
    const { services } = priced(siteOf(store), 15_800);
    store.act(
      'settings.setItems',
      { basedOn: 1, fromDate: addDays(store.businessDate, 1), value: { services } },
      'M02',
    );
    take(store, withRole(siteOf(store), 'M02', 'cashier'), 'M01');
    store.wait(24 * 60);
    store.act('settings.takeEffect', {}, 'system');
    return store;
  }
  const priceIn = (store: TestStore) => store.state.site.services.get('101')?.price;

  it('waits where its maker lost the right, until somebody who has it confirms', () => {
    const store = demoted();
    expect(priceIn(store)).toBe(13_800);
    const [plan] = store.state.settings.plans();
    const planId = plan?.planId ?? '';
    refused(store, 'SETTINGS_NOT_ALLOWED', () => store.act('settings.confirmPlan', { planId }, 'M02'));
    store.act('settings.confirmPlan', { planId }, 'M01');
    store.act('settings.takeEffect', {}, 'system');
    expect(priceIn(store)).toBe(15_800);
    expect(rowsOf(store)[0]).toMatchObject({ actor: 'M02', way: 'plan' });
  });

  it('of one who was given an approval rests on the manager who gave it', () => {
    const store = new TestStore();
    const { services } = priced(siteOf(store), 15_800);
    const plan = { basedOn: 1, fromDate: addDays(store.businessDate, 1), value: { services } };
    const { act, subject } = refused(store, 'SETTINGS_NOT_ALLOWED', () =>
      store.act('settings.setItems', plan, 'T01'),
    ) as {
      act: 'settings.setItems';
      subject: { id: string };
    };
    const authorisationId = approval(store, act, subject.id, undefined, 'settings');
    store.act('settings.setItems', { ...plan, authorisationId }, 'T01');
    store.wait(24 * 60);
    store.act('settings.takeEffect', {}, 'system');
    expect(priceIn(store)).toBe(15_800);
  });
});

/** What can be changed, each in a way of its own, and who may: a table of its own, not the product’s. */
const changes = {
  price: (site: Site, n: number) => priced(site, 10_000 + n),
  pay: (site: Site, n: number): Site => ({
    ...site,
    commission: site.commission.map((rule, index) =>
      index === 0 ? { ...rule, pay: { kind: 'fixed', amount: 1_000 + n } } : rule,
    ),
  }),
  role: (site: Site, n: number) =>
    withRole(site, 'R02', (['receptionist', 'cashier', 'manager'] as const)[n % 3] ?? 'cashier'),
  card: (site: Site, n: number): Site => ({
    ...site,
    staff: site.staff.map((one) => (one.no === 'R03' ? { ...one, card: `04AABBCCDDEE${10 + n}` } : one)),
  }),
  limit: (site: Site, n: number): Site => ({ ...site, store: { ...site.store, cancelGraceMinutes: 5 + n } }),
  device: (site: Site, n: number): Site => ({ ...site, voice: { ...site.voice, repeat: 1 + (n % 5) } }),
  name: (site: Site, n: number): Site => ({
    ...site,
    rooms: site.rooms.map((room, index) => (index === 0 ? { ...room, beds: 1 + n } : room)),
  }),
} as const;
type What = keyof typeof changes;
const all = Object.keys(changes) as What[];
const may: Readonly<Record<string, readonly What[]>> = { M01: all, T01: ['device'], R01: [], R02: [], nobody: [] };
const sectionOf = {
  price: 'Items',
  pay: 'Commission',
  role: 'People',
  card: 'People',
  limit: 'Store',
  device: 'Voice',
  name: 'Rooms',
} as const;

/** What each is now. */
const seen = (site: Site): Record<What, unknown> => ({
  price: site.services.find(({ code }) => code === '101')?.price,
  pay: site.commission[0]?.pay,
  role: site.staff.find(({ no }) => no === 'R02')?.role,
  card: site.staff.find(({ no }) => no === 'R03')?.card,
  limit: site.store.cancelGraceMinutes,
  device: site.voice.repeat,
  name: site.rooms[0]?.beds,
});

describe('any sequence of imports and sections, by anybody', () => {
  const step = fc.record({
    actor: fc.constantFrom('M01', 'T01', 'R01', 'R02', 'nobody'),
    byFile: fc.boolean(),
    what: fc.uniqueArray(fc.constantFrom(...all), { minLength: 1, maxLength: 3 }),
    n: fc.integer({ min: 0, max: 8 }),
    isApproved: fc.boolean(),
  });

  it('changes nothing whose right is missing, and all of what is asked or nothing', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        const store = new TestStore();
        const model = seen(siteOf(store));
        // Somebody whose role was changed may what that role may.
        const rights = (actor: string) => (actor === 'R02' && model.role === 'manager' ? all : (may[actor] ?? []));
        for (const { actor, byFile, what, n, isApproved } of steps) {
          const asked = byFile ? what : what.slice(0, 1);
          const wanted = asked.reduce((site, one) => changes[one](site, n), siteOf(store));
          const after = seen(wanted);
          const differing = asked.filter((one) => JSON.stringify(after[one]) !== JSON.stringify(model[one]));
          const run = (authorisationId?: string) => {
            const more = authorisationId === undefined ? {} : { authorisationId };
            if (byFile) return take(store, wanted, actor, authorisationId);
            const name = sectionOf[asked[0] as What];
            const section = `${name[0]?.toLowerCase()}${name.slice(1)}` as 'voice';
            const basedOn = versionOf(store.state.settings, section);
            const value = sections({ state: { site: { site: wanted, demo: true } } } as TestStore)[section];
            return store.act(`settings.set${name}` as 'settings.setVoice', { basedOn, value, ...more }, actor);
          };
          const isAllowed = differing.every((one) => rights(actor).includes(one));
          const refusal = (() => {
            try {
              run();
              return null;
            } catch (error) {
              return error as { code: string; context: { act: 'site.import'; subject: { id: string } } };
            }
          })();
          expect(refusal?.code ?? null).toBe(isAllowed ? null : 'SETTINGS_NOT_ALLOWED');
          if (refusal && isApproved) {
            const { act, subject } = refusal.context;
            run(approval(store, act, subject.id, undefined, 'settings'));
          }
          if (isAllowed || isApproved) Object.assign(model, after);
          expect(seen(siteOf(store))).toEqual(model);
        }
        // And the list has every change, of that kind and no other.
        const told = linesOf(store).map(({ right }) => right);
        expect(told.every((right) => right.startsWith('settings.'))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
