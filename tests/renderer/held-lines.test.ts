import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HeldLines, holdMs } from '../../renderer/store/kitchen/held-lines.ts';

let told: (readonly string[])[] = [];
let shown: string[] = [];
let lines: HeldLines;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  shown = [];
  lines = new HeldLines(
    (ids) => told.push(ids),
    (ids) => {
      shown = [...ids];
    },
  );
});
afterEach(() => {
  vi.useRealTimers();
});

test('a touched line is told after a moment, each touch by itself', () => {
  lines.hold(['cola']);
  vi.advanceTimersByTime(holdMs / 2);
  lines.hold(['noodles', 'tea']);
  expect([told, shown]).toEqual([[], ['cola', 'noodles', 'tea']]);
  vi.advanceTimersByTime(holdMs / 2);
  expect([told, shown]).toEqual([[['cola']], ['noodles', 'tea']]);
  vi.advanceTimersByTime(holdMs);
  expect([told, shown]).toEqual([[['cola'], ['noodles', 'tea']], []]);
});

test('a line that is taken back is not told; the others that were touched with it are', () => {
  lines.hold(['cola']);
  lines.hold(['noodles', 'tea']);
  lines.takeBack('cola');
  lines.takeBack('tea');
  expect(shown).toEqual(['noodles']);
  vi.advanceTimersByTime(2 * holdMs);
  expect(told).toEqual([['noodles']]);
});

test('whoever leaves the screen has said it: nothing is lost, and nothing is told twice', () => {
  lines.hold(['cola']);
  lines.hold(['tea']);
  lines.tellAll();
  expect([told, shown]).toEqual([[['cola'], ['tea']], []]);
  vi.advanceTimersByTime(2 * holdMs);
  expect(told).toHaveLength(2);
});
