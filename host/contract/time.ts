/** The store's time, as everything in it is given it. */
export interface StoreTime {
  /** UTC ms. */
  now(): number;
  /** The present trading day. */
  businessDate(): string;
}

/** A fresh UUIDv7. */
export type NewId = () => string;
