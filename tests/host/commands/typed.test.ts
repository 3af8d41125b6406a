import { describe, expect, it } from 'vitest';
import { CommandExecutor } from '../../../host/store/executor.ts';
import { TestStore } from '../test-store.ts';
import { guestIn, refused } from './at-store.ts';

const desk = { actor: 'R01', station: 'desk', sender: 'screen' } as const;

function executorOf(store: TestStore) {
  return new CommandExecutor({
    db: store.db,
    now: () => store.at,
    newId: () => store.newId(),
    onCommitted: () => {},
  });
}

describe('what is typed in full width, or with marks nobody sees', () => {
  it('opens that room, with that band, item and technician', () => {
    const store = new TestStore();
    store.act('technician.comeOnDuty', { technicianNo: '５１' });
    store.act('visit.open', {
      roomNo: '２０１',
      guests: [{ wristbandNo: '\u200b１２ ' }],
      orders: [{ serviceCode: '２０１', choices: [{ kind: 'requested', technicianNo: '\ufeff５１' }] }],
    });
    expect(store.state.visits.guest(guestIn(store, '201'))?.wristbandNo).toBe('12');
    expect(store.eventsOf('clock.ordered')).toMatchObject([
      { serviceCode: '201', choice: { kind: 'requested', technicianNo: '51' } },
    ]);
    store.act('goods.order', { guestId: guestIn(store, '201'), lines: [{ goodsCode: 'Ｄ０１', quantity: 1 }] });
    expect(store.eventsOf('goods.ordered')).toMatchObject([{ lines: [{ goodsCode: 'D01' }] }]);
  });

  it('is the same command under the same id', () => {
    const store = new TestStore();
    const executor = executorOf(store);
    const commandId = store.newId();
    const answer = executor.execute(commandId, 'visit.open', { roomNo: '201', guests: [{}] }, desk);
    expect(executor.execute(commandId, 'visit.open', { roomNo: ' ２０１', guests: [{}] }, desk)).toEqual(answer);
  });

  it('is booked under one name and one phone number; the note keeps its punctuation', () => {
    const store = new TestStore();
    const startsAt = store.at + 3_600_000;
    const booked = {
      roomNo: null,
      startsAt,
      guestCount: 1,
      guestName: '\u200f王女士　',
      phone: '＋８６ （１３８）1234—5678',
    };
    store.act('reservation.book', { ...booked, note: '靠窗，２位。' });
    expect(store.eventsOf('reservation.booked')).toMatchObject([
      { guestName: '王女士', phone: '+8613812345678', note: '靠窗，2位。' },
    ]);
  });

  it('is refused as empty where only invisible marks were typed', () => {
    const store = new TestStore();
    const booked = { roomNo: null, startsAt: store.at + 3_600_000, guestCount: 1, phone: '' };
    for (const guestName of ['\u200b\u2060', ' \ufeff', '\u3164', '\ufe0f']) {
      refused(store, 'INPUT_INVALID', () => store.act('reservation.book', { ...booked, guestName }));
    }
    refused(store, 'INPUT_INVALID', () => store.act('room.putOutOfOrder', { roomNo: '201', reason: '\u200b' }));
  });
});
