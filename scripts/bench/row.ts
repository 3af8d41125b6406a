/** Bytes. */
export const mib = 1024 * 1024;

/** One measured figure, as docs/design/measure.md wants it: a count, or a ratio against the same run's reference. */
export interface BenchRow {
  name: string;
  unit: string;
  value: number;
  /** What the same run measured (or what can be reckoned) to compare with; null where the value is a count. */
  reference: number | null;
  /** value ÷ reference. */
  ratio: number | null;
  target: string;
  ok: boolean;
  note: string;
}

/** Makes a row; `isMet` gets the ratio, or the value where there is no reference. */
export function benchRow(
  facts: Pick<BenchRow, 'name' | 'unit' | 'value' | 'target' | 'note'> & { reference?: number },
  isMet: (figure: number) => boolean,
): BenchRow {
  const { reference = null, value } = facts;
  const ratio = reference === null ? null : value / reference;
  return {
    ...facts,
    value: rounded(value),
    reference: reference === null ? null : rounded(reference),
    ratio: ratio === null ? null : rounded(ratio),
    ok: isMet(ratio ?? value),
  };
}

/** Three significant places are all that a shared machine can tell. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

/** The value that a share of all stays at or below; NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.ceil(sorted.length * share), sorted.length) - 1] ?? Number.NaN;
}
