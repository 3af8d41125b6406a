/** Who asks, where: what the journal writes beside each row. */
export interface Origin {
  /** Staff or technician number, or `system`. */
  actor: string;
  /** Station or terminal. */
  station: string;
}
