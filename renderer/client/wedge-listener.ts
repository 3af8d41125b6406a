import type { TypedCardShape } from '../../host/api/reader-views.ts';
import { Wedge, type WedgeKey, wedgeGapMs } from './wedge.ts';

/** A late timer must not cut a card in two: so much is waited on top of the longest gap. */
const slackMs = 15;

interface HeldKey extends WedgeKey {
  event: KeyboardEvent;
}

/**
 * Hears readers that pose as a keyboard on the whole page: `onCard` gets what they type, and nothing of it reaches the
 * page. Typing goes on as ever, later by a blink where a key could begin a card. Returns how to stop.
 */
export function listenForTypedCards(shapes: readonly TypedCardShape[], onCard: (text: string) => void): () => void {
  if (shapes.length === 0) return () => {};
  const wedge = new Wedge<HeldKey>(shapes);
  const replayed = new WeakSet<KeyboardEvent>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const release = (keys: readonly HeldKey[]) => {
    for (const { event } of keys) typeAgain(event, replayed);
  };
  const onSilence = () => {
    const { release: typed, card } = wedge.onSilence();
    release(typed);
    if (card !== null) onCard(card);
  };
  const onKey = (event: KeyboardEvent) => {
    if (replayed.has(event)) return;
    const isSpecial = event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing;
    const step = wedge.onKey({ key: event.key, atMs: event.timeStamp, isSpecial, event });
    clearTimeout(timer);
    if (step.hold) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    release(step.release);
    if (step.card !== null) onCard(step.card);
    if (wedge.isHolding) timer = setTimeout(onSilence, wedgeGapMs + slackMs);
  };
  // Somebody clicks elsewhere while a key is held back: it belongs to where it was typed.
  const onPointer = () => {
    if (!wedge.isHolding) return;
    clearTimeout(timer);
    onSilence();
  };
  window.addEventListener('keydown', onKey, { capture: true });
  window.addEventListener('pointerdown', onPointer, { capture: true });
  return () => {
    clearTimeout(timer);
    onSilence();
    window.removeEventListener('keydown', onKey, { capture: true });
    window.removeEventListener('pointerdown', onPointer, { capture: true });
  };
}

/** Gives a key the effect it would have had: whoever listens hears it, and a field with the focus gets its character. */
function typeAgain(event: KeyboardEvent, replayed: WeakSet<KeyboardEvent>): void {
  const { key, code, location, shiftKey } = event;
  const again = new KeyboardEvent('keydown', { key, code, location, shiftKey, bubbles: true, cancelable: true });
  replayed.add(again);
  const target = document.activeElement ?? document.body;
  // As with the key itself, the character goes to where the focus is after the listeners had their say.
  if (target.dispatchEvent(again)) document.execCommand('insertText', false, key);
}
