import type { Display, Rectangle } from './electron-api.ts';

/** How much of a window's upper edge has to be on a monitor for it to be seen, and dragged. */
const leastSeen = { width: 120, height: 40 };

/** Whether that place can be seen on one of these monitors: its upper edge, by which a window is dragged. */
export function isSeen(place: Rectangle, displays: readonly Display[]): boolean {
  return displays.some(({ bounds }) => {
    const width = Math.min(place.x + place.width, bounds.x + bounds.width) - Math.max(place.x, bounds.x);
    const isTopInside = place.y >= bounds.y && place.y + leastSeen.height <= bounds.y + bounds.height;
    return isTopInside && width >= Math.min(leastSeen.width, place.width);
  });
}

/** Where a window opens: where it stood, if that is still there; else in this size, where the system likes. */
export function placeFor(
  remembered: Rectangle | null,
  displays: readonly Display[],
  size: { width: number; height: number },
): Rectangle | { width: number; height: number } {
  return remembered && isSeen(remembered, displays) ? rectangleOf(remembered) : size;
}

function rectangleOf({ x, y, width, height }: Rectangle): Rectangle {
  return { x, y, width, height };
}
