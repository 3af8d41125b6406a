import { useEffect, useRef, useState } from 'react';
import type { BillPreview } from '../../../host/parts/bills/views.ts';

export type PreviewLine = BillPreview['lines'][number];

/** One difference between the bill the cashier looked at and the bill as it is. */
export interface BillDifference {
  kind: 'added' | 'removed' | 'changed';
  /** As it is now; as it was, for a removed line. */
  line: PreviewLine;
  beforeMinor: number;
  afterMinor: number;
}

/** A name for a line that stays with it: what was sold, or which charge it is. */
export function lineKey(line: Pick<PreviewLine, 'kind' | 'refId'>): string {
  return line.refId ?? line.kind;
}

/** What became different from one bill to the next. */
export function differencesOf(before: readonly PreviewLine[], after: readonly PreviewLine[]): BillDifference[] {
  const was = new Map(before.map((line) => [lineKey(line), line]));
  const is = new Map(after.map((line) => [lineKey(line), line]));
  return [
    ...after.flatMap((line): BillDifference[] => {
      const old = was.get(lineKey(line));
      if (!old) return [{ kind: 'added', line, beforeMinor: 0, afterMinor: line.amountMinor }];
      if (old.amountMinor === line.amountMinor) return [];
      return [{ kind: 'changed', line, beforeMinor: old.amountMinor, afterMinor: line.amountMinor }];
    }),
    ...before
      .filter((line) => !is.has(lineKey(line)))
      .map((line): BillDifference => ({ kind: 'removed', line, beforeMinor: line.amountMinor, afterMinor: 0 })),
  ];
}

/** Watches the bill on screen: what changed under the cashier's eyes is told until it is acknowledged. */
export function useBillDifferences(preview: BillPreview | undefined): {
  differences: BillDifference[];
  acknowledge: () => void;
} {
  const seen = useRef<BillPreview | undefined>(undefined);
  const [differences, setDifferences] = useState<BillDifference[]>([]);
  useEffect(() => {
    const before = seen.current;
    if (!preview) return;
    const same = before && keyOf(before) === keyOf(preview);
    if (!same) setDifferences([]);
    else if (before !== preview) {
      const now = differencesOf(before.lines, preview.lines);
      // The bill first seen stays the measure until its changes are acknowledged.
      setDifferences(now);
      if (now.length > 0) return;
    }
    seen.current = preview;
  }, [preview]);
  const acknowledge = () => {
    seen.current = preview;
    setDifferences([]);
  };
  return { differences, acknowledge };
}

function keyOf(preview: BillPreview): string {
  return `${preview.visitId} ${[...preview.guestIds].sort().join(',')}`;
}
