import { describe, expect, it } from 'vitest';
import { historyWords } from '../../../core/history-words.ts';
import { visitHistory } from '../../../db/engine/journal.ts';
import { viewsOf } from '../screens/views-of.ts';
import { TestStore } from '../test-store.ts';
import { guestIn, nowhere, refused, settle, visitIn } from './at-store.ts';

const textsIn = (store: TestStore, roomNo: string) =>
  store.state.wishes.ofVisit(visitIn(store, roomNo)).map(({ text }) => text);

/** A room with so many guests, the first of them with a wish, and one of the whole room. */
function wishing(roomNo = '202', guests = 2): TestStore {
  const store = new TestStore();
  store.open(roomNo, null, undefined, guests);
  store.act('wish.note', { whose: { kind: 'guest', guestId: guestIn(store, roomNo) }, text: '左肩轻一点' });
  store.wait(1);
  store.act('wish.note', { whose: { kind: 'room', visitId: visitIn(store, roomNo) }, text: 'quiet' });
  return store;
}

const move = (store: TestStore, roomNo: string, toRoomNo: string, guestIds?: string[]) =>
  store.act('visit.changeRoom', { visitId: visitIn(store, roomNo), toRoomNo, ...(guestIds && { guestIds }) });

describe('what a guest wishes', () => {
  it('is noted, in the form of any typed text, and stands with who noted it', () => {
    const store = new TestStore();
    store.open('202', null);
    const whose = { kind: 'guest', guestId: guestIn(store, '202') } as const;
    store.act('wish.note', { whose, text: ' ｎｏ oil\u200b ' });
    expect(store.state.wishes.ofVisit(visitIn(store, '202'))).toMatchObject([
      { guestId: whose.guestId, visitId: null, text: 'no oil', notedAt: store.at, notedBy: 'R01', changedAt: null },
    ]);
    refused(store, 'INPUT_INVALID', () => store.act('wish.note', { whose, text: ' \u200b ' }));
    refused(store, 'INPUT_INVALID', () => store.act('wish.note', { whose, text: 'x'.repeat(201) }));
    store.act('wish.note', { whose, text: '轻'.repeat(200) });
  });

  it('is changed and withdrawn by whoever sees it as it is', () => {
    const store = wishing();
    const [own] = store.state.wishes.ofVisit(visitIn(store, '202'));
    const wishId = own?.id ?? '';
    refused(store, 'CHANGED_MEANWHILE', () => store.act('wish.change', { wishId, was: 'other', text: 'new' }));
    refused(store, 'WISH_SAME', () => store.act('wish.change', { wishId, was: '左肩轻一点', text: '左肩轻一点 ' }));
    store.act('wish.change', { wishId, was: '左肩轻一点', text: '右肩轻一点' });
    expect(textsIn(store, '202')).toEqual(['右肩轻一点', 'quiet']);
    refused(store, 'CHANGED_MEANWHILE', () => store.act('wish.withdraw', { wishId, was: '左肩轻一点' }));
    store.act('wish.withdraw', { wishId, was: '右肩轻一点' });
    expect(textsIn(store, '202')).toEqual(['quiet']);
    refused(store, 'WISH_UNKNOWN', () => store.act('wish.withdraw', { wishId, was: '右肩轻一点' }));
    refused(store, 'WISH_UNKNOWN', () => store.act('wish.change', { wishId: nowhere, was: 'a', text: 'b' }));
  });

  it('reads in the history of the visit, in both languages', () => {
    const store = wishing();
    const [own] = store.state.wishes.ofVisit(visitIn(store, '202'));
    store.act('wish.change', { wishId: own?.id ?? '', was: '左肩轻一点', text: '轻' }, 'R02');
    store.act('wish.withdraw', { wishId: own?.id ?? '', was: '轻' });
    const history = visitHistory(store.db.read, visitIn(store, '202'), store.db.keys).filter(({ type }) =>
      type.startsWith('wish.'),
    );
    const format = { money: String, service: String, goods: String };
    expect(history.map(({ actor }) => actor)).toEqual(['R01', 'R01', 'R02', 'R01']);
    expect(history.map((event) => historyWords(event, { ...format, language: 'zh-CN' }))).toEqual([
      '客人 1 要求 · 左肩轻一点',
      '整房要求 · quiet',
      '客人 1 要求改为 · 轻（原 左肩轻一点）',
      '客人 1 要求撤回 · 轻',
    ]);
    expect(history.map((event) => historyWords(event, { ...format, language: 'en' }))).toEqual([
      'Note for guest 1 · 左肩轻一点',
      'Note for the room · quiet',
      'Note for guest 1 changed · 轻 (was 左肩轻一点)',
      'Note for guest 1 withdrawn · 轻',
    ]);
  });

  it('is of guests who are here, and not of more than anybody reads', () => {
    const store = wishing('202', 1);
    const guestId = guestIn(store, '202');
    const whose = { kind: 'guest', guestId } as const;
    const visitId = visitIn(store, '202');
    for (let more = 1; more < 10; more += 1) store.act('wish.note', { whose, text: `${more}` });
    refused(store, 'WISHES_TOO_MANY', () => store.act('wish.note', { whose, text: 'one more' }));
    refused(store, 'GUEST_UNKNOWN', () =>
      store.act('wish.note', { whose: { kind: 'guest', guestId: nowhere }, text: 'x' }),
    );
    const [own] = store.state.wishes.ofVisit(visitId);
    const [wishId, was] = [own?.id ?? '', own?.text ?? ''];
    store.act('visit.close', { visitId });
    expect(store.state.wishes.ofVisit(visitId).filter((wish) => wish.guestId === guestId)).toEqual([]);
    refused(store, 'GUEST_GONE', () => store.act('wish.note', { whose, text: 'x' }));
    refused(store, 'GUEST_GONE', () => store.act('wish.change', { wishId, was, text: 'x' }));
    refused(store, 'VISIT_CLOSED', () => store.act('wish.note', { whose: { kind: 'room', visitId }, text: 'x' }));
  });

  it('ends with the guest who pays; the others keep theirs', () => {
    const store = wishing();
    const [first, second] = [guestIn(store, '202', 1), guestIn(store, '202', 2)];
    store.act('wish.note', { whose: { kind: 'guest', guestId: second }, text: 'no oil' });
    store.act('goods.order', { guestId: first, lines: [{ goodsCode: 'D01', quantity: 1 }] });
    const price = store.state.site.goods.get('D01')?.price ?? 0;
    settle(store, '202', [first], price);
    expect(textsIn(store, '202')).toEqual(['quiet', 'no oil']);
  });
});

describe('a guest who goes to another room', () => {
  it('takes the own wish along, and one of the whole room where all go', () => {
    const store = wishing();
    const fromVisitId = visitIn(store, '202');
    move(store, '202', '203');
    expect(textsIn(store, '203')).toEqual(['左肩轻一点', 'quiet']);
    expect(store.state.wishes.ofVisit(fromVisitId)).toEqual([]);
    expect(store.eventsOf('wish.moved')).toMatchObject([{ fromRoomNo: '202', toRoomNo: '203' }]);
    expect(store.eventsOf('wish.noted')).toHaveLength(2);
    // It can be changed where it is now.
    const [own] = store.state.wishes.ofVisit(visitIn(store, '203'));
    store.act('wish.withdraw', { wishId: own?.id ?? '', was: '左肩轻一点' });
    expect(store.eventsOf('wish.withdrawn')).toMatchObject([{ roomNo: '203', ordinal: 1 }]);
  });

  it('has the room’s wish as an own one where the others stay', () => {
    const store = wishing();
    const second = guestIn(store, '202', 2);
    move(store, '202', '203', [second]);
    expect(textsIn(store, '202')).toEqual(['左肩轻一点', 'quiet']);
    expect(store.state.wishes.ofVisit(visitIn(store, '203'))).toMatchObject([
      { guestId: second, visitId: null, text: 'quiet', notedBy: 'R01' },
    ]);
  });

  it('has it as an own one among others, whom it does not concern', () => {
    const store = wishing('202', 1);
    store.open('203', null);
    const [guest, other] = [guestIn(store, '202'), guestIn(store, '203')];
    move(store, '202', '203');
    const wishes = store.state.wishes.ofVisit(visitIn(store, '203'));
    expect(wishes.map(({ guestId, text }) => [guestId, text])).toEqual([
      [guest, '左肩轻一点'],
      [guest, 'quiet'],
    ]);
    expect(wishes.some(({ guestId }) => guestId === other || guestId === null)).toBe(false);
  });
});

it('a wish shows on every screen’s board with the command that notes it, on both rooms where it moves', () => {
  const store = new TestStore();
  const views = viewsOf(store);
  let shown: { no: string; texts: string[] }[] = [];
  store.onCommitted = (events) => {
    shown = views.changeOf(events).rooms.map(({ no, visit }) => ({
      ...{ no, texts: (visit?.wishes ?? []).map(({ text }) => text) },
    }));
  };
  store.open('202', null);
  store.act('wish.note', { whose: { kind: 'room', visitId: visitIn(store, '202') }, text: 'quiet' });
  expect(shown).toEqual([{ no: '202', texts: ['quiet'] }]);
  move(store, '202', '203');
  expect(shown).toContainEqual({ no: '202', texts: [] });
  expect(shown).toContainEqual({ no: '203', texts: ['quiet'] });
});
