import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withMove } from '../../renderer/store/clock-room/use-row-drag.ts';
import { rowsThatFit } from '../../renderer/store/display/rows-that-fit.ts';
import { ordersOf } from '../../renderer/store/kitchen/orders.ts';
import { cellsOf } from '../../renderer/store/practice/display-cells.ts';
import { BusyStore } from './support/busy-store.ts';

test('a list that fits is shown whole, a longer one leaves a row for the count of the rest', () => {
  expect(rowsThatFit([1, 2, 3], 3)).toEqual({ shown: [1, 2, 3], left: 0 });
  expect(rowsThatFit([1, 2, 3, 4], 3)).toEqual({ shown: [1, 2], left: 2 });
  expect(rowsThatFit([1, 2], 0)).toEqual({ shown: [], left: 2 });
});

test('moving one of a list to a place puts it there and keeps the order of the others', () => {
  expect(withMove(['a', 'b', 'c', 'd'], 4, 2)).toEqual(['a', 'd', 'b', 'c']);
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(), { minLength: 1 }), fc.nat(), fc.nat(), (list, a, b) => {
      const from = (a % list.length) + 1;
      const to = (b % list.length) + 1;
      const moved = withMove(list, from, to);
      expect(moved[to - 1]).toBe(list[from - 1]);
      expect(moved.filter((one) => one !== list[from - 1])).toEqual(list.filter((_, at) => at !== from - 1));
    }),
  );
});

test('a Chinese character takes two cells, a line never more than the display has', () => {
  expect(cellsOf('A房', 16).slice(0, 2)).toEqual([
    { at: 0, text: 'A', width: 1 },
    { at: 1, text: '房', width: 2 },
  ]);
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '9', ' ', '房', '钟', '·') }), (line) => {
      const cells = cellsOf(line, 16);
      expect(cells.reduce((sum, cell) => sum + cell.width, 0)).toBeGreaterThanOrEqual(15);
      expect(cells.reduce((sum, cell) => sum + cell.width, 0)).toBeLessThanOrEqual(16);
    }),
  );
});

test('lines ordered together are one order, the oldest first, and a category leaves out the others', () => {
  const { waiting } = new BusyStore();
  expect(ordersOf(waiting, []).map((order) => [order.roomNo, order.lines.length])).toEqual([
    ['303', 2],
    ['201', 1],
    ['402', 1],
  ]);
  expect(ordersOf(waiting, ['food']).flatMap((order) => order.lines.map((line) => line.goodsCode))).toEqual(['F01']);
});
