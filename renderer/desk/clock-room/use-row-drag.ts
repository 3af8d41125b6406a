import { type PointerEvent, useState } from 'react';

export interface RowDrag {
  technicianNo: string;
  /** Both from 1. */
  from: number;
  to: number;
}

/**
 * Moves rows of one height by finger, pen or mouse: hand `start` to the grip's `onPointerDown`. While it is held,
 * `drag` tells where the row would go; letting go elsewhere than at the start calls `onDrop`.
 */
export function useRowDrag(rowHeightPx: number, count: number, onDrop: (drag: RowDrag) => void) {
  const [drag, setDrag] = useState<RowDrag | null>(null);
  const start = (event: PointerEvent<HTMLElement>, technicianNo: string, from: number) => {
    if (event.button !== 0) return;
    const grip = event.currentTarget;
    const startY = event.clientY;
    let to = from;
    grip.setPointerCapture(event.pointerId);
    setDrag({ technicianNo, from, to });
    const move = (moved: globalThis.PointerEvent) => {
      const next = Math.min(count, Math.max(1, from + Math.round((moved.clientY - startY) / rowHeightPx)));
      if (next === to) return;
      to = next;
      setDrag({ technicianNo, from, to });
    };
    const end = (dropped: boolean) => {
      grip.removeEventListener('pointermove', move);
      grip.removeEventListener('pointerup', up);
      grip.removeEventListener('pointercancel', cancel);
      setDrag(null);
      if (dropped && to !== from) onDrop({ technicianNo, from, to });
    };
    const up = () => end(true);
    const cancel = () => end(false);
    grip.addEventListener('pointermove', move);
    grip.addEventListener('pointerup', up);
    grip.addEventListener('pointercancel', cancel);
  };
  return { drag, start };
}

/** A list with one of its members moved, places counted from 1. */
export function withMove<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  const [moved] = next.splice(from - 1, 1);
  if (moved !== undefined) next.splice(to - 1, 0, moved);
  return next;
}
