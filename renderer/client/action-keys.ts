import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useSession } from './session.ts';
import { actsByLetters } from './storage.ts';
import { wedgeGapMs, wedgeSlackMs } from './wedge.ts';

const fields = 'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]';

const listeners = new Set<() => void>();

/** Whether single keys act for who is signed in at this browser; each person may switch it off. */
export function useActsByLetters(): [boolean, (acts: boolean) => void] {
  const staffNo = useSession()?.staffNo ?? '';
  const acts = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => actsByLetters.get(staffNo),
  );
  return [
    acts,
    (next) => {
      actsByLetters.set(staffNo, next);
      for (const listener of [...listeners]) listener();
    },
  ];
}

interface ActionKey {
  /** As the event has it, of whatever case: `a`, `Enter`. */
  key: string;
  run(): void;
}

/**
 * Single keys that do something at once. They act alone only: what comes in a burst, before or after, was typed by a
 * scanner or a reader and is nobody's wish. And only where nothing else has the focus: the page itself, its main part or
 * the rail, no field, no dialogue; Enter belongs to a button or link that has it.
 */
export function useActionKeys(keys: readonly ActionKey[]): void {
  const latest = useRef(keys);
  const [acts] = useActsByLetters();
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    let lastMs = Number.NEGATIVE_INFINITY;
    let last = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pending: { said: string; isLetter: boolean; atMs: number } | null = null;
    const doPending = () => {
      clearTimeout(timer);
      if (pending && isMeant(pending.isLetter)) actOn(latest.current, pending.said);
      pending = null;
    };
    const onAny = (event: KeyboardEvent) => {
      if (event.key === 'Shift') return;
      clearTimeout(timer);
      // Slower than any scanner, though before the timer.
      if (pending && event.timeStamp - pending.atMs > wedgeGapMs) doPending();
      pending = null;
      // An Enter ends what a line or a scan was; what follows begins anew.
      const isAlone = event.timeStamp - lastMs > wedgeGapMs || last === 'Enter';
      [last, lastMs] = [event.key, event.timeStamp];
      if (!isAlone || event.repeat || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
      const said = event.key.toLowerCase();
      const isLetter = [...said].length === 1;
      // Where it was typed: whoever took it may have let the focus go since.
      if (event.defaultPrevented || (isLetter && !acts) || !isMeant(isLetter, event.target)) return;
      if (!latest.current.some(({ key }) => key.toLowerCase() === said)) return;
      pending = { said, isLetter, atMs: event.timeStamp };
      // After the page was busy this can run before keys that are waiting already: they are let in first.
      timer = setTimeout(() => {
        timer = setTimeout(doPending);
      }, wedgeGapMs + wedgeSlackMs);
    };
    window.addEventListener('keydown', onAny);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', onAny);
    };
  }, [acts]);
}

function actOn(keys: readonly ActionKey[], said: string): void {
  keys.find(({ key }) => key.toLowerCase() === said)?.run();
}

function isMeant(isLetter: boolean, target: EventTarget | null = document.activeElement): boolean {
  const focused = target instanceof Element ? target : null;
  if (!focused || focused === document.body) return true;
  if (focused.matches(fields) || focused.closest(fields)) return false;
  if (!isLetter && focused.matches('button, a')) return false;
  // A link of the rail keeps the focus after it led to a screen.
  return focused.closest('main, nav') !== null;
}
