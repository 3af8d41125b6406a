import { useEffect, useEffectEvent, useId } from 'react';

/** What lies over the screen, the topmost last; `hash`: the address it was opened at. */
const open: { hash: string; close: () => void }[] = [];
/** Steps back that are taken here and not by somebody: they close nothing. */
let ownSteps = 0;

function onPop(): void {
  if (ownSteps > 0) {
    ownSteps -= 1;
    return;
  }
  const top = open.at(-1);
  // Another address: a link was followed, and what lies over the screen goes with the screen.
  if (top && top.hash === window.location.hash) top.close();
}

/**
 * Lets the browser's way back (the gesture of a phone, the button of a mouse) close what lies over a screen instead of
 * leaving the screen. While `isOpen` the history is one entry longer; closing it otherwise takes that entry away.
 */
export function useBackCloses(isOpen: boolean, onClose: () => void): void {
  const id = useId();
  const close = useEffectEvent(onClose);
  useEffect(() => {
    if (!isOpen) return;
    const entry = { hash: window.location.hash, close: () => close() };
    window.history.pushState({ over: id }, '');
    window.addEventListener('popstate', onPop);
    open.push(entry);
    return () => {
      open.splice(open.indexOf(entry), 1);
      // A link that was followed meanwhile stands above the entry: that is left alone.
      if ((window.history.state as { over?: string } | null)?.over === id) {
        ownSteps += 1;
        window.history.back();
      }
    };
  }, [isOpen, id]);
}
