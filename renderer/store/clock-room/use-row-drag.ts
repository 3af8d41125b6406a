import { type PointerEvent, useCallback, useState } from 'react';

export interface RowDrag {
  technicianNo: string;
  /** Both from 1. */
  from: number;
  to: number;
}

/**
 * Moves rows of one height by finger, pen or mouse: hand `start` to the grip's `onPointerDown`. While it is held,
 * `drag` tells where the row would go; letting go elsewhere than at the start calls `onDrop`. `start` stays the same
 * as long as `count` and `onDrop` do.
 */
export function useRowDrag(rowHeightPx: number, count: number, onDrop: (drag: RowDrag) => void) {
  const [drag, setDrag] = useState<RowDrag | null>(null);
  const start = useCallback(
    (event: PointerEvent<HTMLElement>, technicianNo: string, from: number) => {
      if (event.button !== 0) return;
      const { pointerId } = event;
      const startY = event.clientY;
      let to = from;
      setDrag({ technicianNo, from, to });
      const move = (moved: globalThis.PointerEvent) => {
        if (moved.pointerId !== pointerId) return;
        const next = Math.min(count, Math.max(1, from + Math.round((moved.clientY - startY) / rowHeightPx)));
        if (next === to) return;
        to = next;
        setDrag({ technicianNo, from, to });
      };
      const end = (dropped: boolean) => {
        window.removeEventListener('pointermove', move);
        window.removeEventListener('pointerup', up);
        window.removeEventListener('pointercancel', cancel);
        setDrag(null);
        if (dropped && to !== from) onDrop({ technicianNo, from, to });
      };
      const up = (released: globalThis.PointerEvent) => released.pointerId === pointerId && end(true);
      const cancel = (lost: globalThis.PointerEvent) => lost.pointerId === pointerId && end(false);
      // At the window, not at the grip: its row is moved in the page while it is held, and would lose the pointer.
      window.addEventListener('pointermove', move);
      window.addEventListener('pointerup', up);
      window.addEventListener('pointercancel', cancel);
    },
    [rowHeightPx, count, onDrop],
  );
  return { drag, start };
}

/** A list with one of its members moved, places counted from 1. */
export function withMove<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  const [moved] = next.splice(from - 1, 1);
  if (moved !== undefined) next.splice(to - 1, 0, moved);
  return next;
}
