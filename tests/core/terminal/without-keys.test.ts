import { beforeEach, describe, expect, it } from 'vitest';
import { TestStore } from '../../host/test-store.ts';
import { AtTerminal } from './at-terminal.ts';

let store: TestStore;
let room: AtTerminal;

beforeEach(() => {
  store = new TestStore();
  store.onDuty('1', '2');
  room = new AtTerminal(store, '202', { hasKeypad: false });
});

/** A guest in 202, No. 2 called to her. */
function calledTo202(): void {
  new AtTerminal(store, '202').swipe('W01', '1#101#2##');
}

describe('a terminal without a keypad', () => {
  it('starts the clock and ends it when the time is up, by the card alone', () => {
    calledTo202();
    expect(room.swipe('2')).toMatchObject({ tone: 'ok', dialog: null, lines: ['2号 上钟', '至13:00'] });
    store.wait(60);
    expect(room.swipe('2')).toMatchObject({ tone: 'ok', dialog: null });
    expect(store.eventsOf('clock.ended')).toMatchObject([{ technicianNo: '2', earlyMinutes: 0, reason: null }]);
  });

  it('sends whoever wants to end early to the desk, where a reason can be given', () => {
    calledTo202();
    room.swipe('2');
    store.wait(20);
    const answer = room.swipe('2');
    expect(answer).toMatchObject({ tone: 'error', dialog: null, refusal: { code: 'TERMINAL_NO_KEYPAD', who: '2' } });
    expect(answer.lines).toEqual(['2号', '请到前台办理']);
    expect(store.eventsOf('clock.ended')).toEqual([]);
  });

  it('sends who would open a room, or choose from a menu, to the desk; nothing changes', () => {
    const before = store.state.visits.openIn('202');
    expect(room.swipe('W01')).toMatchObject({ tone: 'error', refusal: { code: 'TERMINAL_NO_KEYPAD', who: 'W01' } });
    expect(store.state.visits.openIn('202')).toBe(before);
    calledTo202();
    expect(room.swipe('W01')).toMatchObject({ tone: 'error', dialog: null });
  });

  it('turns away whom it would turn away with keys, for the same reason', () => {
    expect(room.swipe('1').refusal?.code).toBe('CLOCK_NOT_CALLED_HERE');
    expect(room.card('DEADBEEF').refusal?.code).toBe('CARD_UNKNOWN');
    calledTo202();
    const other = new AtTerminal(store, '203', { hasKeypad: false });
    expect(other.swipe('2').refusal?.code).toBe('CLOCK_CALLED_ELSEWHERE');
  });

  it('at the clock-room reader does what the card alone does, and waits for no key', () => {
    const reader = new AtTerminal(store, null, { hasKeypad: false });
    expect(reader.swipe('3')).toMatchObject({ tone: 'ok', dialog: null, technicianNo: '3' });
    expect(store.eventsOf('technician.cameOnDuty').map(({ technicianNo }) => technicianNo)).toContain('3');
    // On duty with nothing to do: place and day, said and not asked.
    const status = reader.swipe('3');
    expect(status).toMatchObject({ tone: 'ok', dialog: null, technicianNo: '3' });
    expect(status.lines[0]).toContain('3号');
  });
});
