/** One page of what somebody who helps is given. */
export interface SupportSection {
  name: string;
  /** Text as it is saved: JSON, or lines of JSON. */
  text: string;
}

/** All of it, as it is shown and saved. No names, PINs, cards or keys. */
export interface SupportBundle {
  kind: 'clockroom-support/1';
  /** UTC ms. */
  at: number;
  sections: SupportSection[];
}
