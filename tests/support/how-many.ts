/**
 * How often something is tried that is long by nature: kills, whole days, runs of a property. `npm test` tries fewer of
 * the same kind, `npm run nightly` (which sets CLOCKROOM_TESTS=nightly) the full number.
 */
export function howMany({ usual, nightly }: { usual: number; nightly: number }): number {
  return process.env.CLOCKROOM_TESTS === 'nightly' ? nightly : usual;
}
