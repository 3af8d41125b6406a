const hourMs = 3_600_000;

/** `12.5` hours, to a tenth. */
export function hoursOf(ms: number): string {
  return (ms / hourMs).toFixed(1);
}
