import type { KeyboardEvent } from 'react';

const steps: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Moves to the nearest tile in the arrow's direction, as it stands on the screen, across floors too. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key];
  const from = event.currentTarget;
  const all = from.closest('[data-rooms]')?.querySelectorAll<HTMLElement>('[data-room]');
  if (!step || !all) return;
  event.preventDefault();
  const [x, y] = step;
  const here = from.getBoundingClientRect();
  let best: HTMLElement | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const tile of all) {
    const there = tile.getBoundingClientRect();
    const dx = there.left - here.left;
    const dy = there.top - here.top;
    if (dx * x + dy * y <= 1) continue;
    // Off the line counts heavier than far along it.
    const distance = Math.abs(dx) * (x === 0 ? 10 : 1) + Math.abs(dy) * (y === 0 ? 10 : 1);
    if (distance < bestDistance) {
      best = tile;
      bestDistance = distance;
    }
  }
  best?.focus();
}
