import { describe, expect, test } from 'vitest';
import { TestStore } from '../../host/test-store.ts';
import { AtTerminal } from './at-terminal.ts';

describe('the reasons of a place at the clock-room reader', () => {
  test.each([
    ['zh-CN', '经理调整', '上班'],
    ['en', 'by manager', 'on duty'],
  ] as const)('are paged with #, the last first, then comes the menu (%s)', (language, manager, onDuty) => {
    const store = new TestStore();
    store.onDuty('1', '2', '3');
    store.wait(5);
    store.act('rotation.move', { queueId: 'foot', technicianNo: '3', position: 1, reason: 'turn made up' });
    const terminal = new AtTerminal(store, null, { language });
    terminal.swipe('2', '5');
    expect(terminal.press('#').lines).toEqual(['2>3 12:05', `3 ${manager}`]);
    expect(terminal.press('#').lines).toEqual(['2 12:00', onDuty]);
    expect(terminal.press('#').lines[0]).toMatch(/^1/);
    // From the menu it begins anew; without 5, # is the menu.
    expect(terminal.press('#').lines[0]).toMatch(/^1/);
    expect(terminal.press('5#').lines[0]).toBe('2>3 12:05');
    for (const line of terminal.press('5#').lines) expect(line.length).toBeLessThanOrEqual(16);
  });

  test('are none for somebody in no queue: # shows the menu', () => {
    const store = new TestStore();
    store.onDuty('1');
    store.act('technician.rest', { technicianNo: '1' });
    const terminal = new AtTerminal(store, null, { lines: 1 });
    terminal.swipe('1');
    store.act('technician.goOffDuty', { technicianNo: '1' });
    expect(terminal.press('5#').lines[0]).toMatch(/^2下/);
  });
});
