import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RunningStore } from '../../../host/store/running-store.ts';
import { type Asked, DeskHand } from '../../../scripts/day/desk-hand.ts';
import { ManagerHand } from '../../../scripts/day/manager-hand.ts';
import { temporaryDirectory } from '../../db/files.ts';

const quiet = { info: () => {}, warn: () => {}, error: () => {} };
const pin = '0000';
const reason = '客人不满意';

describe('a hand at the desk', () => {
  let store: RunningStore;
  let desk: DeskHand;
  let manager: ManagerHand;
  let clockId: string;
  const refused: string[] = [];
  const asked: Asked[] = [];

  beforeEach(async () => {
    refused.length = 0;
    asked.length = 0;
    const dataDir = temporaryDirectory();
    store = await RunningStore.open({ dataDir, demo: true, voice: 'none', log: quiet });
    const options = {
      newId: randomUUID,
      onRefused: (code: string) => refused.push(code),
      onActed: () => {},
      seen: async () => {},
    };
    manager = new ManagerHand(store, 'office', options);
    await manager.signIn('M01', pin);
    const askManager = (approval: Asked) => {
      asked.push(approval);
      return manager.approve(approval);
    };
    desk = new DeskHand(store, 'desk', { ...options, askManager });
    await desk.signIn('R01', pin);
    await desk.act('technician.comeOnDuty', { technicianNo: '1' });
    await desk.act('visit.open', { roomNo: '201', guests: [{}], orders: [{ serviceCode: '41' }] });
    const guests = store.board.snapshot().rooms.flatMap(({ visit }) => visit?.guests ?? []);
    clockId = guests[0]?.clocks[0]?.id ?? '';
  });

  afterEach(() => store.close());

  it('has a manager approve what a refusal names', async () => {
    expect(await desk.act('clock.refuse', { clockId, reason, choice: { kind: 'rotation' } })).toBe(true);
    expect(asked).toMatchObject([{ act: 'clock.refuse', subject: { kind: 'clock', id: clockId }, reason }]);
    expect(refused).toEqual([]);
  });

  it('asks nobody again where what was approved was another thing: it was refused', async () => {
    const approval = { act: 'clock.cancel', subject: { kind: 'clock', id: clockId }, reason };
    const authorisationId = (await manager.approve({ ...approval, act: 'clock.cancel' })) ?? '';
    const taken = { clockId, reason, authorisationId, choice: { kind: 'rotation' as const } };
    expect(await desk.act('clock.refuse', taken)).toBe(false);
    expect(refused).toEqual(['AUTHORISATION_FOR_ANOTHER']);
    expect(asked).toEqual([]);
  });
});
