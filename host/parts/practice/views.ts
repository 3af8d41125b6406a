/** Whether a practice runs, beside the store's real work. */
export interface PracticeRunView {
  /** Null while none runs. */
  startedAt: number | null;
  /** Staff number of who started it. */
  startedBy: string | null;
  /** How many screens take part. */
  seats: number;
}

/** What a screen keeps while it takes part: where it sits, and who is signed in there. Good for this practice only. */
export interface PracticeSeat {
  token: string;
  sessionToken: string;
}
