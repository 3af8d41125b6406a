import { describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../../core/model/events.ts';
import { eventDefinitions } from '../../../core/model/events.ts';
import type { Site } from '../../../core/model/site/schema.ts';
import { changesBetween } from '../../../db/parts/site/settings.ts';
import { StoreDatabase } from '../../../db/store-database.ts';
import { verifyStore } from '../../../db/verify.ts';
import { codesOf, journalOf, written } from '../../db/forged.ts';
import { exampleSite } from '../../db/shop-day.ts';
import { TestStore } from '../test-store.ts';
import { sections } from './at-settings.ts';
import { refused } from './at-store.ts';

/** A store that is no practice one. */
function realStore(change: (site: Site) => void = () => {}): TestStore {
  const site = exampleSite();
  change(site);
  const store = new TestStore(site, StoreDatabase.open(':memory:'), false);
  store.act('site.import', { site, demo: false });
  return store;
}

const siteOf = (store: TestStore): Site => store.state.site.site;
const priced = (site: Site, price: number): Site => ({
  ...site,
  services: site.services.map((one) => (one.code === '101' ? { ...one, price } : one)),
});
const take = (store: TestStore, site: Site, authorisationId?: string) =>
  store.act('site.import', { site, demo: false, ...(authorisationId && { authorisationId }) }, 'M01');

/** Somebody shows who it is, for what a refusal asks. */
function shown(
  store: TestStore,
  { act, subject }: Readonly<Record<string, unknown>>,
  by = 'M01',
  how: 'pin' | 'card' | 'session' = 'pin',
): string {
  const what = { act: act as string, subject: subject as { kind: string; id: string } };
  store.act('authorisation.give', { ...what, reason: 'so be it', how, askedBy: 'M01' }, by);
  return store.eventsOf('authorisation.given').at(-1)?.authorisationId ?? '';
}

const priceOf = (store: TestStore) => store.state.site.services.get('101')?.price;

describe('a change of roles, cards, prices, pay or policies', () => {
  it('is confirmed by PIN or card at that moment, also by a manager who may make it', () => {
    const store = realStore();
    const dearer = priced(siteOf(store), 15_800);
    const asked = refused(store, 'SETTINGS_CONFIRM', () => take(store, dearer));
    expect(asked).toMatchObject({ act: 'site.import', subject: { kind: 'settings' }, count: 1 });
    const open = shown(store, asked, 'M01', 'session');
    refused(store, 'SETTINGS_CONFIRM_UNPROVEN', () => take(store, dearer, open));
    const own = shown(store, asked);
    refused(store, 'AUTHORISATION_FOR_ANOTHER', () => take(store, priced(siteOf(store), 1), own));
    take(store, dearer, own);
    expect(priceOf(store)).toBe(15_800);
    const [row] = changesBetween(store.db.read, '2026-01-01', '2027-12-31');
    expect(row).toMatchObject({ actor: 'M01', allowedBy: 'M01' });
    // It is no approval of the own act: nothing was approved that she might not do.
    expect(store.eventsOf('authorisation.used').every((one) => one.own === undefined)).toBe(true);
  });

  it('may be confirmed by the own hand also where nobody approves the own act', () => {
    const store = realStore((site) => {
      site.store.approvals = { own: false };
    });
    const dearer = priced(siteOf(store), 15_800);
    take(
      store,
      dearer,
      shown(
        store,
        refused(store, 'SETTINGS_CONFIRM', () => take(store, dearer)),
      ),
    );
    expect(priceOf(store)).toBe(15_800);
  });

  it('is another manager’s to confirm where the settings say so', () => {
    const store = realStore((site) => {
      site.store.approvals = { settings: 'another' };
    });
    const dearer = priced(siteOf(store), 15_800);
    const asked = refused(store, 'SETTINGS_CONFIRM_BY_ANOTHER', () => take(store, dearer));
    const own = shown(store, asked);
    refused(store, 'SETTINGS_CONFIRM_BY_ANOTHER', () => take(store, dearer, own));
    take(store, dearer, shown(store, asked, 'M02'));
    const [row] = changesBetween(store.db.read, '2026-01-01', '2027-12-31');
    expect(row).toMatchObject({ actor: 'M01', allowedBy: 'M02' });
  });

  it('cannot be made easier without confirming that', () => {
    const store = realStore((site) => {
      site.store.approvals = { settings: 'another' };
    });
    const easier = { ...siteOf(store), store: { ...siteOf(store).store, approvals: { settings: 'pin' as const } } };
    refused(store, 'SETTINGS_CONFIRM_BY_ANOTHER', () => take(store, easier));
    refused(store, 'SETTINGS_CONFIRM_BY_ANOTHER', () =>
      store.act('site.import', { site: siteOf(store), demo: true }, 'M01'),
    );
  });

  it('is asked of a section, of a plan, and of whoever confirms a plan', () => {
    const store = realStore();
    const { services } = priced(siteOf(store), 15_800);
    const set = (more: object = {}) =>
      store.act('settings.setItems', { basedOn: 1, value: { services }, ...more }, 'M01');
    refused(store, 'SETTINGS_CONFIRM', () => set());
    const later = { fromDate: '2026-11-25' };
    const asked = refused(store, 'SETTINGS_CONFIRM', () => set(later));
    set({ ...later, authorisationId: shown(store, asked) });
    const planId = store.eventsOf('settings.planned')[0]?.planId ?? '';
    const confirm = (authorisationId?: string) =>
      store.act('settings.confirmPlan', { planId, ...(authorisationId && { authorisationId }) }, 'M02');
    confirm(
      shown(
        store,
        refused(store, 'SETTINGS_CONFIRM', () => confirm()),
        'M02',
      ),
    );
    expect(store.eventsOf('settings.planConfirmed').map(({ by }) => by)).toEqual(['M01', 'M02']);
    store.wait(5 * 24 * 60);
    store.act('settings.takeEffect', {}, 'system');
    expect(priceOf(store)).toBe(15_800);
  });

  it('is not asked of other settings', () => {
    const store = realStore();
    const { voice } = sections(store).voice;
    store.act('settings.setVoice', { basedOn: 1, value: { voice: { ...voice, repeat: 4 } } }, 'M01');
    expect(siteOf(store).voice.repeat).toBe(4);
  });

  it('is missed by the proof where a row has none, and not of rows from before', () => {
    const store = realStore();
    const dearer = priced(siteOf(store), 15_800);
    take(
      store,
      dearer,
      shown(
        store,
        refused(store, 'SETTINGS_CONFIRM', () => take(store, dearer)),
      ),
    );
    const { version } = eventDefinitions['settings.changed'];
    const without = (said: number): JournalEvent[] =>
      journalOf(store)
        .filter(({ type }) => !type.startsWith('authorisation.'))
        .map((event) =>
          event.type === 'settings.changed'
            ? ({ ...event, version: said, payload: { ...event.payload, approval: null } } as JournalEvent)
            : event,
        );
    expect(codesOf(verifyStore(written(journalOf(store))).problems)).toEqual([]);
    expect(codesOf(verifyStore(written(without(version))).problems)).toEqual(['FACT_WRONG']);
    expect(codesOf(verifyStore(written(without(version - 1))).problems)).toEqual([]);
  });
});
