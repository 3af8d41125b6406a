import type { TypedCardShape } from '../../host/parts/readers/views.ts';
import { Wedge, type WedgeKey, wedgeGapMs, wedgeSlackMs } from './wedge.ts';

interface HeldKey extends WedgeKey {
  event: KeyboardEvent;
}

/**
 * Hears readers that pose as a keyboard on the whole page: `onCard` gets what they type, and nothing of it reaches the
 * page, except where a field that is scanned into (`data-scanned`) has the focus. Typing goes on as ever, later by a blink
 * where a key could begin a card. Returns how to stop.
 */
export function listenForTypedCards(shapes: readonly TypedCardShape[], onCard: (text: string) => void): () => void {
  if (shapes.length === 0) return () => {};
  const wedge = new Wedge<HeldKey>(shapes);
  const replayed = new WeakSet<KeyboardEvent>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  // Steps are microtasks: all is typed before the key that follows reaches anybody else.
  const release = async (keys: readonly HeldKey[]) => {
    for (const { event } of keys) await typeAgain(event, replayed);
  };
  const onSilence = () => {
    const { release: typed, card } = wedge.onSilence();
    void release(typed);
    if (card !== null) onCard(card);
  };
  const onKey = (event: KeyboardEvent) => {
    if (replayed.has(event) || isScannedInto()) return;
    const isSpecial = event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing;
    const step = wedge.onKey({ key: event.key, atMs: event.timeStamp, isSpecial, event });
    clearTimeout(timer);
    // A page may take the focus to a field for what is typed nowhere: then this key has to go there too.
    const follows = step.release.length > 0 && !step.hold && !isSpecial && isText(event) && !isInField();
    if (step.hold || follows) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    void release(
      follows ? [...step.release, { key: event.key, atMs: event.timeStamp, isSpecial, event }] : step.release,
    );
    if (step.card !== null) onCard(step.card);
    if (!wedge.isHolding) return;
    timer = setTimeout(() => {
      // After the page was busy this can run before keys that are waiting already: they are let in first.
      timer = setTimeout(onSilence);
    }, wedgeGapMs + wedgeSlackMs);
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
async function typeAgain(event: KeyboardEvent, replayed: WeakSet<KeyboardEvent>): Promise<void> {
  const { key, code, location, shiftKey } = event;
  const again = new KeyboardEvent('keydown', { key, code, location, shiftKey, bubbles: true, cancelable: true });
  replayed.add(again);
  const target = document.activeElement ?? document.body;
  const isWanted = target.dispatchEvent(again);
  // As with the key itself, what the listeners changed is shown first, and the character goes to where the focus is then.
  await Promise.resolve();
  if (!isWanted) return;
  if (key === 'Enter') pressEnter();
  else document.execCommand('insertText', false, key);
}

function isText({ key }: KeyboardEvent): boolean {
  return key === 'Enter' || [...key].length === 1;
}

function isInField(): boolean {
  return document.activeElement?.matches('input, textarea, select, [contenteditable]') ?? false;
}

/** A field that codes are scanned into takes what is typed there, whatever it looks like. */
function isScannedInto(): boolean {
  return document.activeElement?.matches('[data-scanned]') ?? false;
}

/** What Enter does by itself where the focus is: sends the form of a field, presses a button, follows a link. */
function pressEnter(): void {
  const focused = document.activeElement;
  if (focused instanceof HTMLInputElement && focused.form) {
    const button = focused.form.querySelector<HTMLElement>('button:not([type="button"]), input[type="submit"]');
    if (button) button.click();
    else focused.form.requestSubmit();
  } else if (focused instanceof HTMLButtonElement || focused instanceof HTMLAnchorElement) focused.click();
}
