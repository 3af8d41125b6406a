import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BoardChange } from '../../host/screens/views.ts';

import { applyChange, type Board, boardOf } from '../../renderer/client/board-state.ts';
import { exampleSite, Scene } from './support/scene.ts';

const scene = new Scene(exampleSite(), 1_800_000_000_000);
const start = boardOf(scene.snapshot(10));

function change(afterSeq: number, seq: number, more: Partial<BoardChange> = {}): BoardChange {
  return {
    seq,
    afterSeq,
    serverTime: 0,
    businessDate: '2026-11-21',
    catalogVersion: 1,
    rooms: [],
    technicians: [],
    queues: [],
    calls: null,
    serviceCalls: null,
    reservations: null,
    devices: null,
    stale: [],
    spotlight: null,
    events: [],
    ...more,
  };
}

function dirty(roomNo: string) {
  return { ...scene.room(roomNo), state: 'dirty' as const };
}

describe('the live board', () => {
  test('takes the change that follows; what did not change keeps its identity', () => {
    const next = applyChange(start, change(10, 12, { rooms: [dirty('302')] })) as Board;
    expect(next.seq).toBe(12);
    expect(next.rooms.get('302')?.state).toBe('dirty');
    expect(next.rooms.get('303')).toBe(start.rooms.get('303'));
    expect(next.technicians).toBe(start.technicians);
    expect(next.roomNos).toBe(start.roomNos);
    expect(next.calls).toBe(start.calls);
  });

  test('what comes again as it was keeps its identity: a room’s guests, a queue’s places, the calls', () => {
    const { rooms, technicians, queues, calls, serviceCalls } = structuredClone(scene.snapshot(10));
    const same = applyChange(start, change(10, 11, { rooms, technicians, queues, calls, serviceCalls })) as Board;
    expect(same).toEqual({ ...start, seq: 11 });
    for (const part of ['rooms', 'technicians', 'queues', 'calls', 'serviceCalls'] as const)
      expect(same[part]).toBe(start[part]);

    const places = structuredClone(scene.queues.map((queue) => queue.places));
    const [first, ...others] = places[0] ?? [];
    if (!first) throw new Error('nobody waits in the scene');
    const changed = {
      ...structuredClone(scene.queues[0]),
      places: [{ ...first, available: !first.available }, ...others],
    };
    const next = applyChange(
      same,
      change(11, 12, { queues: [changed] as typeof queues, calls: calls.slice(1) }),
    ) as Board;
    expect(next.queues[0]?.places[0]).toEqual({ ...first, available: !first.available });
    expect(next.queues[0]?.places[1]).toBe(start.queues[0]?.places[1]);
    expect(next.queues[1]).toBe(start.queues[1]);
    expect(next.calls).toHaveLength(start.calls.length - 1);
    expect(next.calls[0]).toBe(start.calls[1]);
  });

  test('knows what it has already, and what is missing', () => {
    expect(applyChange(start, change(8, 9))).toBe('old');
    expect(applyChange(start, change(9, 10))).toBe('old');
    expect(applyChange(start, change(11, 12))).toBe('gap');
  });

  test('a device without journal rows changes at the seq the board has', () => {
    const devices = { ...start.devices, jobsToSee: 3 };
    const next = applyChange(start, change(10, 10, { devices })) as Board;
    expect(next.devices.jobsToSee).toBe(3);
    expect(next.seq).toBe(10);
  });

  test('the newest events stand first and are not kept for ever', () => {
    let board = start;
    for (let at = 0; at < 60; at += 1) {
      const seq = board.seq + 1;
      const event = { seq, type: 'room.cleaned' as const, at: 0, actor: 'R02', station: 'desk' };
      board = applyChange(board, change(board.seq, seq, { events: [event] })) as Board;
    }
    expect(board.recent[0]?.seq).toBe(board.seq);
    expect(board.recent.length).toBeLessThan(60);
  });

  test('wherever a snapshot falls among the changes, the board comes out the same', () => {
    const nos = [...start.rooms.keys()];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...nos), fc.boolean(), fc.integer({ min: 1, max: 3 })), { maxLength: 20 }),
        fc.nat(20),
        (acts, cut) => {
          let seq = 10;
          const changes = acts.map(([no, isDirty, rows]) => {
            const afterSeq = seq;
            seq += rows;
            return change(afterSeq, seq, { rooms: [isDirty ? dirty(no) : scene.room(no)] });
          });
          const play = (from: Board, list: BoardChange[]) =>
            list.reduce((board, one) => {
              const next = applyChange(board, one);
              expect(next).not.toBe('gap');
              return typeof next === 'string' ? board : next;
            }, from);
          const all = play(start, changes);
          // A snapshot taken after `cut` changes, while all of them were being received.
          const snapshot = play(start, changes.slice(0, cut));
          expect(play(snapshot, changes)).toEqual(all);
        },
      ),
    );
  });
});
