/**
 * Every time constant of the room bus, in milliseconds. Source: SIA OSDP 2.2 as told in docs/design/osdp.md
 * where it says “protocol”; the others are ours.
 */
export const timing = {
  /** Protocol: a device begins its reply within this time. */
  replyTimeoutMs: 200,
  /** Protocol: longest pause between two characters of one frame. */
  interCharacterMs: 20,
  /** However slowly a reply trickles in, the line is given up after this time. */
  longestReplyMs: 1000,
  /** Protocol: a device is offline after this much silence, and a device drops its channel as well. */
  offlineAfterMs: 8000,
  /** Silence on the line before sending, where its speed is unknown (otherwise two characters). */
  idleGapMs: 2,
  /** How often an idle terminal is asked. */
  idlePollMs: 60,
  /** The thinnest polling asks by so much before both sides would give up. */
  idlePollSlackMs: 1000,
  /** How often a terminal is asked for tamper and power, and for its reader, in turn: some tell only when asked. */
  statusEveryMs: 60_000,
  /** What a terminal gets to change its address or its speed. */
  settleMs: 100,
  /** Before asking a busy device again. */
  busyRetryMs: 100,
  /** Waits before each resend to a silent terminal; the last one repeats until it is offline. */
  retryMs: [0, 100, 300, 600, 1000],
  /** Waits between probes of an offline terminal; the last one repeats. */
  probeMs: [1000, 2000, 3000, 5000],
  /** Least distance on one line between two frames to terminals that probably will not answer. */
  doubtfulSpacingMs: 500,
  /** The same for terminals that are offline: a 200 ms wait in 1250 ms costs the living a sixth at most. */
  probeSpacingMs: 1250,
  /** A full line lets a probe pass at least this often. */
  doubtfulPatienceMs: 1500,
  /** What a line in use gets for its own between two questions to terminals that may hang on it as well. */
  lendAgainMs: 100,
  /** Waits before each new attempt to open a lost line; the last one repeats. */
  reopenMs: [500, 1000, 2000, 5000, 10_000, 30_000],
  /**
   * A network line that was asked and from which nothing at all came for so long is connected anew; the last one repeats.
   * Longer than a dead terminal takes to be offline.
   */
  deafMs: [15_000, 30_000, 60_000],
  /** Between two searches for the speed of a line on which nobody answers. */
  searchAgainMs: 30_000,
} as const;

/** Counts, not times, that decide with the times above. */
export const limits = {
  /** Unanswered first questions until a terminal that was never seen counts as offline. */
  startAttempts: 2,
  /** Replies with a wrong MAC in one exchange until the channel is opened anew. */
  wrongMacs: 3,
  /** Restarts in a row without one good exchange until the terminal counts as offline. */
  restarts: 3,
  /** Times one command is carried over a restart before it counts as refused. */
  commandRestarts: 2,
  /** Commands that wait for one terminal. */
  queuedCommands: 32,
  /** Commands sent in a row before a due poll has its turn. */
  answersInARow: 4,
} as const;

/** The entry for attempt `index` (from 0) of a list of growing waits. */
export function growingMs(waitsMs: readonly number[], index: number): number {
  return waitsMs[Math.min(index, waitsMs.length - 1)] ?? 0;
}
