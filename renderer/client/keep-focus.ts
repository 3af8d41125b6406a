/** What takes the focus when that which had it is gone. */
const homes = '[data-focus-home], [role="dialog"], #main';

/**
 * Keeps whoever works by keys where she is: a button that did its work and is gone, or is locked while it works, would
 * leave the focus nowhere, and the next Tab would begin at the top of the page. It goes to the part of the screen that
 * the button was in, and back to the button if that is unlocked. To be called once.
 */
export function keepFocus(): void {
  /** What had the focus last, and all that it was in then. */
  let chain: Element[] = [];
  /** Is locked, and gets the focus back. */
  let locked: HTMLElement | null = null;

  const remember = ({ target }: FocusEvent) => {
    chain = [];
    for (let one = target instanceof Element ? target : null; one; one = one.parentElement) chain.push(one);
  };
  // A tap on nothing takes the focus away on purpose.
  const forget = () => {
    chain = [];
    locked = null;
  };
  const look = () => {
    const now = document.activeElement;
    if (locked && now?.matches(homes) && locked.isConnected && !locked.matches(':disabled')) {
      locked.focus({ preventScroll: true });
      locked = null;
      return;
    }
    const [last] = chain;
    if ((now && now !== document.body) || !last || (last.isConnected && !last.matches(':disabled'))) return;
    const home = chain.find((one) => one !== last && one.isConnected && one.matches(homes));
    locked = last instanceof HTMLElement && last.isConnected ? last : null;
    if (home instanceof HTMLElement) home.focus({ preventScroll: true });
  };

  window.addEventListener('focusin', remember);
  window.addEventListener('pointerdown', forget, { capture: true });
  new MutationObserver(look).observe(document.body, {
    ...{ subtree: true, childList: true, attributes: true, attributeFilter: ['disabled'] },
  });
}
