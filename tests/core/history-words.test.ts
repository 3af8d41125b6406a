import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { historyWords } from '../../core/history-words.ts';
import type { WordFormat } from '../../core/kernel/words.ts';
import { event, eventDefinitions, eventTypes } from '../../core/model/events.ts';
import { anyOf } from './any-of-schema.ts';

const formatIn = (language: WordFormat['language']): WordFormat => ({
  language,
  money: (amountMinor) => `¥${amountMinor / 100}`,
  service: (code) => `[${code}]`,
  goods: (code) => `<${code}>`,
});
const called = event('clock.called', {
  ...{ clockId: 'c', visitId: 'v', roomNo: '201', serviceCode: '101', type: 'rotation', technicianNo: '88' },
  ...{ queueId: 'foot', heldRank: 1, wristbandNo: null, guestCount: 1, orderedAt: 0 },
});

describe('a line of history', () => {
  it.each(eventTypes)('%s says the same in both languages, or nothing in both', (type) => {
    fc.assert(
      fc.property(anyOf(eventDefinitions[type].payload), (payload) => {
        const [zh, en] = (['zh-CN', 'en'] as const).map((language) =>
          historyWords({ type, payload } as never, formatIn(language)),
        );
        expect(zh === null).toBe(en === null);
        if (zh !== null) expect(zh).toMatch(/\p{Script=Han}/u);
        expect(`${zh} ${en}`).not.toMatch(/undefined|NaN|\[object/);
      }),
      { numRuns: 20 },
    );
  });

  it('names items as the reader does', () => {
    expect(historyWords(called, formatIn('zh-CN'))).toBe('叫钟：请 88 号技师到 201 房做[101]');
    expect(historyWords(called, formatIn('en'))).toBe('Called: no. 88 to room 201 for [101]');
  });

  it('of a newer store is left out', () => {
    expect(historyWords({ type: 'tea.served', payload: {} } as never, formatIn('en'))).toBeNull();
  });
});
