/** Every time of the card readers, in milliseconds. */
export const timing = {
  /** Waits between two tries to open a reader that is away: they double from the first to the longest. */
  firstRetryMs: 500,
  longestRetryMs: 8_000,
  /** A card not seen for so long has been taken away, where the reader does not say so itself. */
  sameCardMs: 1_000,
  /** How often a serial reader, which only listens, is asked whether it is still there. */
  probeMs: 1_000,
  /** How often the smart-card service is asked for what changed. */
  pcscPollMs: 120,
} as const;
