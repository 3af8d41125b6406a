import { expect, test } from 'vitest';
import { handleCard, handleKey } from '../../../core/terminal/handle.ts';
import type { TerminalPlace, TerminalPort } from '../../../core/terminal/terminal.ts';
import { must } from '../../db/shop-day.ts';
import { TestStore } from '../../host/test-store.ts';

/** What key 5 says at a reader to technician 1, who is on duty and has earned so much today. */
function keyFive(place: Partial<TerminalPlace>, commissionMinor?: number): string[] {
  const store = new TestStore();
  store.onDuty('1');
  const reader: TerminalPlace = {
    ...{ terminalId: 'clock-room/1', roomNo: null, lines: 2, columns: 16, language: 'zh-CN', ...place },
  };
  const port: TerminalPort = {
    ...{ state: store.state, at: store.at, businessDate: store.businessDate },
    dayOf: () => ({
      rotation: 3,
      requested: 1,
      extension: 2,
      ...(commissionMinor === undefined ? {} : { commissionMinor }),
    }),
    act: (name, data, actor) => store.act(name, data, actor),
  };
  const status = handleCard(port, reader, store.cardOf('1'));
  return handleKey(port, reader, must(status.dialog), '5').lines;
}

test('key 5 says what the day has earned: behind the counts where there is room, else before them', () => {
  expect(keyFive({}, 800)).toEqual(['1号 排第1', '轮3 点1 加2 8元']);
  expect(keyFive({}, 18_650)).toEqual(['1号 排第1', '提成 186.50元']);
  expect(keyFive({ lines: 4 }, 18_650).slice(0, 3)).toEqual(['1号 排第1', '提成 186.50元', '轮3 点1 加2']);
  expect(keyFive({ language: 'en' }, 18_650)).toEqual(['No.1 place 1', 'Pay 186.50']);
  expect(keyFive({})).toEqual(['1号 排第1', '轮3 点1 加2']);
});
