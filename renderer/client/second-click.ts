/** Longer apart, two clicks are two; milliseconds. */
const doubleMs = 400;
/** Further apart, they were aimed at two things; CSS pixels. */
const nearPx = 12;
/** What does something when it is clicked. */
const acting = 'button, a, input, select, textarea, label, summary, [role="button"], [role="tab"], [role="option"]';

interface Click {
  atMs: number;
  x: number;
  y: number;
  on: Element | null;
}

/**
 * The second click of a double click counts only on what the first one was on: whatever slid under the hand meanwhile,
 * the next order, another screen's button, was not meant. To be called once.
 */
export function dropStraySecondClicks(): void {
  let last: Click | null = null;
  document.addEventListener(
    'click',
    (event) => {
      // Keys press what has the focus, wherever the pointer is.
      if (event.detail === 0 || !(event.target instanceof Element)) return;
      const now = { atMs: event.timeStamp, x: event.clientX, y: event.clientY, on: event.target.closest(acting) };
      if (!isStray(last, now)) {
        last = now;
        return;
      }
      // A third one is as stray as the second.
      last = { ...now, on: last?.on ?? null };
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );
}

function isStray(before: Click | null, now: Click): boolean {
  if (!before?.on || !now.on || before.on === now.on) return false;
  // A label passes its click on to its field.
  if (before.on instanceof HTMLLabelElement && (before.on.control === now.on || before.on.contains(now.on)))
    return false;
  const isNear = Math.hypot(now.x - before.x, now.y - before.y) <= nearPx;
  return isNear && now.atMs - before.atMs <= doubleMs;
}
