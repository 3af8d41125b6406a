/** What a decision is told of the moment: time and ids come in, nothing is asked of the machine. */
export interface DecisionContext {
  /** UTC ms. */
  at: number;
  businessDate: string;
  /** Staff or technician number, or `system`. */
  actor: string;
  /** A fresh id (UUIDv7), another at every call. */
  newId(): string;
  /** SHA-256 of a text, in hex: names what is too long to be said. */
  digestOf(text: string): string;
}
