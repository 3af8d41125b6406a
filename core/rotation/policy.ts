/**
 * The rotation (排钟) as a policy: a table from what happened to what becomes of the technician's place. No two shops
 * rotate alike, so the table is data of the store; the defaults are the left column of `product.md`.
 */

export const rotationEffects = ['keep', 'tail', 'head', 'restore', 'remove'] as const;
/** `restore` goes back to the place held before the call; `remove` leaves the queue. */
export type RotationEffect = (typeof rotationEffects)[number];

export const rotationEvents = [
  'rotation-started',
  'requested-started',
  'picked-started',
  'call-started',
  'converted-started',
  'small-item-started',
  'extended',
  'cancelled-before-start',
  'cancelled-in-grace',
  'cancelled-after-grace',
  'back-in-time',
  'back-late',
  'off-duty',
  'on-duty',
  'first-day',
] as const;
export type RotationEvent = (typeof rotationEvents)[number];

export type RotationPolicy = Readonly<Record<RotationEvent, RotationEffect>>;

export const defaultPolicy: RotationPolicy = {
  'rotation-started': 'tail',
  'requested-started': 'keep',
  'picked-started': 'keep',
  'call-started': 'keep',
  'converted-started': 'tail',
  // An item that does not count as a turn leaves the place as it is.
  'small-item-started': 'keep',
  extended: 'keep',
  'cancelled-before-start': 'restore',
  'cancelled-in-grace': 'restore',
  'cancelled-after-grace': 'tail',
  'back-in-time': 'keep',
  'back-late': 'tail',
  'off-duty': 'remove',
  'on-duty': 'tail',
  'first-day': 'head',
};

/** The store's table: the defaults, overridden by what the site says. */
export function policyOf(effects: 'default' | Partial<RotationPolicy> | undefined): RotationPolicy {
  return effects === undefined || effects === 'default' ? defaultPolicy : { ...defaultPolicy, ...effects };
}
