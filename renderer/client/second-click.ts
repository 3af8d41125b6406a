/** What does something when it is clicked. */
const acting = 'button, a, input, select, textarea, label, summary, [role="button"], [role="tab"], [role="option"]';

/**
 * The second click of a double click counts only on what the first one was on: whatever slid under the hand meanwhile,
 * the next order, another screen's button, was not meant. What a double click is, in time and place, says the system
 * (`detail`: the how manieth click; 0 where a key pressed the button). To be called once.
 */
export function dropStraySecondClicks(): void {
  let first: Element | null = null;
  document.addEventListener(
    'click',
    (event) => {
      if (event.detail === 0 || !(event.target instanceof Element)) return;
      const on = event.target.closest(acting);
      if (event.detail === 1) {
        first = on;
      } else if (isStray(first, on)) {
        event.preventDefault();
        event.stopPropagation();
      }
    },
    { capture: true },
  );
}

function isStray(first: Element | null, on: Element | null): boolean {
  if (!first || !on || first === on) return false;
  // A label passes its click on to its field.
  return !(first instanceof HTMLLabelElement && (first.control === on || first.contains(on)));
}
