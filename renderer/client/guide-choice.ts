import { useSyncExternalStore } from 'react';
import { guideOf } from './storage.ts';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whose steps of the guide somebody walks; `off`: put off for good; null: nothing was chosen. */
export function useGuideChoice(staffNo: string): string | null {
  return useSyncExternalStore(subscribe, () => guideOf.get(staffNo));
}

/** Remembers it in this browser; null: as it was before anything was chosen. */
export function chooseGuide(staffNo: string, choice: string | null): void {
  guideOf.set(staffNo, choice);
  for (const listener of [...listeners]) listener();
}
