/** Who is late turns with the clock, not with an event: so often lists of presence are asked for again. */
export const presenceRefetchMs = 60_000;
