import { describe, expect, it } from 'vitest';
import { parseSite } from '../../../core/rules/site/parse.ts';
import { TerminalKeys } from '../../../host/secrets/terminal-keys.ts';
import { exportSite } from '../../../host/setup/site-files.ts';
import { exampleSite } from '../../db/shop-day.ts';
import { tempFolder } from '../../scripts/temp-folder.ts';
import { codeOf } from '../code-of.ts';
import { TestStore } from '../test-store.ts';

const other = '04AABBCCDDEE01';

function exported(store: TestStore) {
  const folder = tempFolder();
  try {
    const parsed = parseSite(
      exportSite(store.db, TerminalKeys.open(folder.path), { withKeys: false, withCards: true }),
    );
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    return parsed.site;
  } finally {
    folder.remove();
  }
}

describe('somebody without a card', () => {
  const withoutCards = () => {
    const site = exampleSite();
    for (const one of [...site.technicians, ...site.staff]) delete one.card;
    return new TestStore(site);
  };

  it('works by the desk, and has no card that could be lost or found', () => {
    const store = withoutCards();
    store.onDuty('1');
    store.open('202', '101');
    expect(store.state.clocks.busyOf('1')).toMatchObject({ roomNo: '202' });
    for (const name of ['card.block', 'card.release'] as const) {
      expect(codeOf(() => store.act(name, { holder: 'technician', no: '1', reason: '丢失' }, 'M01'))).toBe('CARD_NONE');
    }
    expect(codeOf(() => store.act('card.replace', { holder: 'staff', no: 'X9', card: other }, 'M01'))).toBe(
      'STAFF_UNKNOWN',
    );
    expect([...store.state.site.cards.values()].every(({ kind }) => kind === 'wristband')).toBe(true);
  });

  it('is given the first one, with which nothing gets lost', () => {
    const store = withoutCards();
    store.act('card.replace', { holder: 'technician', no: '1', card: other }, 'M01');
    expect(store.state.site.cards.get(other)).toMatchObject({ kind: 'technician', technician: { no: '1' } });
    expect(store.state.site.lostCards.size).toBe(0);
    const whole = exported(store);
    expect(whole.technicians.filter(({ card }) => card !== undefined).map(({ no }) => no)).toEqual(['1']);
  });

  it('of the same name as another is not taken for the other', () => {
    const site = exampleSite();
    const [first, second] = site.staff;
    if (!first || !second) throw new Error('no staff');
    delete first.card;
    delete second.card;
    const store = new TestStore(site);
    const { id, ...bare } = { ...first, no: 'Z77' };
    const before = store.state.site.site.staff;
    const incoming = { ...site, staff: [...site.staff.map(({ id: _id, ...one }) => one), bare] };
    store.act('site.import', { site: incoming, demo: true });
    const after = store.state.site.site.staff;
    expect(after.slice(0, before.length).map((one) => one.id)).toEqual(before.map((one) => one.id));
    expect(before.map((one) => one.id)).not.toContain(after.at(-1)?.id);
  });
});

describe('a card that was lost', () => {
  it('is nobody’s any more, and found again it is', () => {
    const store = new TestStore();
    const card = store.cardOf('1');
    store.act('card.block', { holder: 'technician', no: '1', reason: '丢失' });
    expect(store.state.site.cards.get(card)).toBeUndefined();
    expect(store.state.site.lostCards.get(card)).toEqual({ card, holder: 'technician', no: '1', at: store.at });
    expect(codeOf(() => store.act('card.block', { holder: 'technician', no: '1', reason: '丢失' }))).toBe(
      'CARD_BLOCKED',
    );
    store.act('card.release', { holder: 'technician', no: '1', reason: '找回' });
    expect(store.state.site.cards.get(card)).toMatchObject({ kind: 'technician' });
    expect(exported(store)).not.toHaveProperty('lostCards');
    expect(codeOf(() => store.act('card.release', { holder: 'technician', no: '1', reason: '找回' }))).toBe(
      'CARD_NOT_BLOCKED',
    );
  });

  it('gives way to another one; clock, place and day stay', () => {
    const store = new TestStore();
    store.onDuty('1', '2', '3');
    store.open('202', '101');
    const before = {
      busy: store.state.clocks.busyOf('1'),
      queue: store.state.rotation.queue('foot'),
      duty: store.state.technicians.byNo('1'),
    };
    const old = store.cardOf('1');
    store.act('card.block', { holder: 'technician', no: '1', reason: '丢失' });
    store.act('card.replace', { holder: 'technician', no: '1', card: other }, 'M01');
    expect({
      busy: store.state.clocks.busyOf('1'),
      queue: store.state.rotation.queue('foot'),
      duty: store.state.technicians.byNo('1'),
    }).toEqual(before);
    expect(store.state.site.cards.get(other)).toMatchObject({ kind: 'technician', technician: { no: '1' } });
    expect(store.state.site.cards.get(old)).toBeUndefined();
    expect(store.eventsOf('card.replaced')).toMatchObject([{ no: '1', card: other, oldCard: old, actor: 'M01' }]);
  });

  it('is nobody’s either when another one was given without a report', () => {
    const store = new TestStore();
    const old = store.cardOf('R01');
    store.act('card.replace', { holder: 'staff', no: 'R01', card: other });
    expect(store.state.site.lostCards.get(old)).toMatchObject({ holder: 'staff', no: 'R01' });
    expect(store.state.site.cards.get(other)).toMatchObject({ kind: 'staff' });
  });

  it('is refused as another one’s card, as is the card of somebody else, and nobody unknown has one', () => {
    const store = new TestStore();
    const lost = store.cardOf('1');
    store.act('card.block', { holder: 'technician', no: '1', reason: '丢失' });
    const give = (no: string, card: string) =>
      codeOf(() => store.act('card.replace', { holder: 'technician', no, card }));
    expect(give('2', lost)).toBe('CARD_BLOCKED');
    expect(give('2', store.cardOf('3'))).toBe('CARD_HELD');
    expect(give('2', store.cardOf('R01'))).toBe('CARD_HELD');
    expect(give('999', other)).toBe('TECHNICIAN_UNKNOWN');
    expect(codeOf(() => store.act('card.block', { holder: 'staff', no: 'X9', reason: '丢失' }))).toBe('STAFF_UNKNOWN');
    expect(codeOf(() => store.act('card.replace', { holder: 'technician', no: '2', card: 'zz' }))).toBe(
      'INPUT_INVALID',
    );
  });
});

describe('a site file', () => {
  it('carries lost and new cards, and imported again gives the same', () => {
    const store = new TestStore();
    store.act('card.replace', { holder: 'technician', no: '1', card: other });
    const site = exported(store);
    expect(site.technicians.find(({ no }) => no === '1')?.card).toBe(other);
    expect(site.lostCards).toHaveLength(1);
    const next = new TestStore(site);
    expect(exported(next)).toEqual(site);
    next.act('site.import', { site, demo: true });
    expect(exported(next)).toEqual(site);
  });

  it('of before brings no lost card back, neither blocked nor replaced', () => {
    const store = new TestStore();
    const before = exported(store);
    const [lost, replaced] = [store.cardOf('1'), store.cardOf('2')];
    store.act('card.block', { holder: 'technician', no: '1', reason: '丢失' });
    store.act('card.replace', { holder: 'technician', no: '2', card: other });
    store.act('site.import', { site: before, demo: true });
    const { cards } = store.state.site;
    expect([cards.get(lost), cards.get(replaced)]).toEqual([undefined, undefined]);
    expect(cards.get(other)).toMatchObject({ technician: { no: '2' } });
    // Given to somebody else it stays lost as well.
    const given = {
      ...before,
      technicians: before.technicians.map((one) =>
        one.no === '3' ? { ...one, card: replaced } : one.no === '2' ? { ...one, card: '04AABBCCDDEE09' } : one,
      ),
    };
    store.act('site.import', { site: given, demo: true });
    expect(store.state.site.cards.get(replaced)).toBeUndefined();
    expect(store.state.site.cards.get('04AABBCCDDEE09')).toMatchObject({ technician: { no: '2' } });
  });

  it('names a lost card only once', () => {
    const site = exported(new TestStore());
    const entry = { card: other, holder: 'staff' as const, no: 'R01', at: 1 };
    const parsed = parseSite(JSON.stringify({ ...site, lostCards: [entry, entry] }));
    expect(parsed.ok).toBe(false);
  });
});
