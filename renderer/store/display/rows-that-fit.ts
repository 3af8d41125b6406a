import { useElementSize } from '@mantine/hooks';

/** What of a list can be shown in so many rows: all of it, or one row less and how many are left out. */
export function rowsThatFit<T>(items: readonly T[], rows: number): { shown: readonly T[]; left: number } {
  const room = Math.max(0, rows);
  if (items.length <= room) return { shown: items, left: 0 };
  const shown = items.slice(0, Math.max(0, room - 1));
  return { shown, left: items.length - shown.length };
}

/**
 * Measures how many rows of a height fit into an element; all of them until it is measured, since a list that showed
 * nothing but how many are left out would have lost its head. The unit `--u` is a hundredth of the screen's width.
 */
export function useRows(rowHeightUnits: number): { ref: (element: HTMLElement | null) => void; rows: number } {
  const { ref, height } = useElementSize<HTMLElement>();
  const unitPx = Math.min(window.innerWidth / 100, window.innerHeight / 56.25);
  const fitting = Math.floor((height + 0.5) / (rowHeightUnits * unitPx));
  return { ref, rows: height === 0 ? Number.POSITIVE_INFINITY : fitting };
}
