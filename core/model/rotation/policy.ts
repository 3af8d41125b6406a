/**
 * The rotation (排钟) as a policy: a table from what happened to what becomes of the technician's place. No two shops
 * rotate alike, so the table is data of the store; the defaults are the left column of `product.md`.
 */

export const rotationEffects = ['keep', 'tail', 'head', 'restore', 'remove', 'by-clocks'] as const;
/**
 * `restore` goes back to the place held before the call; `remove` leaves the queue; `by-clocks` goes behind everybody
 * who has had no more clocks on the trading day.
 */
export type RotationEffect = (typeof rotationEffects)[number];

export const rotationEvents = [
  'rotation-started',
  'requested-started',
  'requested-nth-started',
  'picked-started',
  'call-started',
  'converted-started',
  'hold-started',
  'reserved-started',
  'small-item-started',
  'extended',
  'rotation-ended',
  'requested-ended',
  'requested-ended-passed',
  'picked-ended',
  'call-ended',
  'converted-ended',
  'hold-ended',
  'reserved-ended',
  'small-item-ended',
  'cancelled-before-start',
  'cancelled-in-grace',
  'cancelled-after-grace',
  'refused',
  'late-to-room',
  'back-in-time',
  'back-late',
  'off-duty',
  'on-duty',
  'first-day',
] as const;
export type RotationEvent = (typeof rotationEvents)[number];

/** Named by older policies, and nothing makes them happen: a hold moves nobody, and there is no clock of that name. */
const neverMet: readonly RotationEvent[] = ['hold-started', 'hold-ended'];
/** What can happen: the rows of a policy that people are shown. */
export const metEvents = rotationEvents.filter((event) => !neverMet.includes(event));

export type RotationTable = Readonly<Record<RotationEvent, RotationEffect>>;

/** Where somebody stands who comes on duty: last, as yesterday, or by how few clocks there were yesterday. */
export const dayStarts = ['check-in', 'yesterday-order', 'fewest-clocks-yesterday'] as const;
export type DayStart = (typeof dayStarts)[number];

/** Everything a queue goes by. */
export interface QueuePolicy {
  effects: RotationTable;
  dayStart: DayStart;
  /** Clocks a technician gets from the rotation on a trading day; null: no limit. */
  dailyCap: number | null;
  /** So many requested clocks count as one turn (`requested-nth-started`); null: none ever does. */
  requestedPerTurn: number | null;
  /** Items that are no turn, besides those the item itself says so of. */
  noTurnItems: readonly string[];
  /** A rotation clock that costs less than this is no turn. */
  noTurnBelowMinor: number;
  /** How long a place may be held (留牌) when nobody says for how long; also the longest. */
  holdMinutes: number;
}

/** One version of a policy: whom it is for, and from which trading day on. */
export interface PolicyVersion {
  group: string;
  /** Null: both, where the group rotates by gender. */
  gender: 'F' | 'M' | null;
  fromDate: string;
  preset: PresetName | null;
  policy: QueuePolicy;
}

const defaultEffects: RotationTable = {
  'rotation-started': 'tail',
  'requested-started': 'keep',
  // Only met where a number of requested clocks counts as a turn.
  'requested-nth-started': 'tail',
  'picked-started': 'keep',
  'call-started': 'keep',
  'converted-started': 'tail',
  'hold-started': 'keep',
  'reserved-started': 'keep',
  // An item that does not count as a turn leaves the place as it is.
  'small-item-started': 'keep',
  extended: 'keep',
  'rotation-ended': 'keep',
  'requested-ended': 'keep',
  'requested-ended-passed': 'keep',
  'picked-ended': 'keep',
  'call-ended': 'keep',
  'converted-ended': 'keep',
  'hold-ended': 'keep',
  'reserved-ended': 'keep',
  'small-item-ended': 'keep',
  'cancelled-before-start': 'restore',
  'cancelled-in-grace': 'restore',
  'cancelled-after-grace': 'tail',
  refused: 'tail',
  'late-to-room': 'tail',
  'back-in-time': 'keep',
  'back-late': 'tail',
  'off-duty': 'remove',
  'on-duty': 'tail',
  'first-day': 'head',
};

export const defaultPolicy: QueuePolicy = {
  effects: defaultEffects,
  dayStart: 'check-in',
  dailyCap: null,
  requestedPerTurn: null,
  noTurnItems: [],
  noTurnBelowMinor: 0,
  holdMinutes: 30,
};

export const presetNames = ['default', 'tail-at-clock-off', 'fewest-clocks-first', 'requested-counts-every-n'] as const;
export type PresetName = (typeof presetNames)[number];

/** What a preset changes of a policy; whatever it does not name stays as the shop has it. */
export function presetOf(
  name: PresetName,
  { dailyCap, noTurnItems, noTurnBelowMinor, holdMinutes }: QueuePolicy = defaultPolicy,
): QueuePolicy {
  const base: QueuePolicy = { ...defaultPolicy, dailyCap, noTurnItems, noTurnBelowMinor, holdMinutes };
  const withEffects = (effects: Partial<RotationTable>): QueuePolicy => ({
    ...base,
    effects: { ...defaultEffects, ...effects },
  });
  switch (name) {
    case 'default':
      return base;
    case 'tail-at-clock-off':
      return withEffects({
        'rotation-started': 'keep',
        'rotation-ended': 'tail',
        'converted-started': 'keep',
        'converted-ended': 'tail',
      });
    case 'fewest-clocks-first':
      return {
        ...withEffects({
          'rotation-started': 'by-clocks',
          'requested-started': 'by-clocks',
          'picked-started': 'by-clocks',
          'call-started': 'by-clocks',
          'converted-started': 'by-clocks',
          'hold-started': 'by-clocks',
          'reserved-started': 'by-clocks',
          'on-duty': 'by-clocks',
        }),
        dayStart: 'fewest-clocks-yesterday',
      };
    case 'requested-counts-every-n':
      return { ...base, requestedPerTurn: 3 };
  }
}

/** A policy as a site file has it: what is missing is the default. */
export interface PolicyFields {
  dayStart: DayStart;
  dailyCap?: number | undefined;
  requestedPerTurn?: number | undefined;
  noTurnItems?: readonly string[] | undefined;
  noTurnBelow?: number | undefined;
  holdMinutes?: number | undefined;
  /** `default`, or the entries that differ from it. */
  effects: 'default' | Partial<RotationTable>;
}

export function policyOf(fields: PolicyFields | undefined): QueuePolicy {
  if (!fields) return defaultPolicy;
  const { dayStart, dailyCap, requestedPerTurn, noTurnItems, noTurnBelow, holdMinutes, effects } = fields;
  return {
    effects: effects === 'default' ? defaultEffects : { ...defaultEffects, ...effects },
    dayStart,
    dailyCap: dailyCap ?? null,
    requestedPerTurn: requestedPerTurn ?? null,
    noTurnItems: noTurnItems ?? [],
    noTurnBelowMinor: noTurnBelow ?? defaultPolicy.noTurnBelowMinor,
    holdMinutes: holdMinutes ?? defaultPolicy.holdMinutes,
  };
}

/** The same the other way round: only what differs from the default. */
export function fieldsOf(policy: QueuePolicy): PolicyFields {
  const { dayStart, dailyCap, requestedPerTurn, noTurnItems, noTurnBelowMinor, holdMinutes, effects } = policy;
  const differing = rotationEvents.filter((event) => effects[event] !== defaultEffects[event]);
  return {
    dayStart,
    ...(dailyCap === null ? {} : { dailyCap }),
    ...(requestedPerTurn === null ? {} : { requestedPerTurn }),
    ...(noTurnItems.length === 0 ? {} : { noTurnItems: [...noTurnItems] }),
    ...(noTurnBelowMinor === 0 ? {} : { noTurnBelow: noTurnBelowMinor }),
    ...(holdMinutes === defaultPolicy.holdMinutes ? {} : { holdMinutes }),
    effects: differing.length === 0 ? 'default' : Object.fromEntries(differing.map((event) => [event, effects[event]])),
  };
}

/** A policy as it was kept, perhaps by an older program: entries it did not know of are the default. */
export function completePolicy(kept: QueuePolicy): QueuePolicy {
  return { ...defaultPolicy, ...kept, effects: { ...defaultEffects, ...kept.effects } };
}

const placing: readonly RotationEffect[] = ['tail', 'head', 'by-clocks'];
const moving: readonly RotationEffect[] = ['keep', ...placing];

/**
 * The effects that make sense for an event: whoever is on duty stands in the queue, so only going home takes out of
 * it and coming always puts in; a place held before a call exists only on a clock.
 */
export function effectsFor(event: RotationEvent): readonly RotationEffect[] {
  switch (event) {
    case 'off-duty':
      return ['remove'];
    case 'on-duty':
    case 'first-day':
      return placing;
    case 'back-in-time':
    case 'back-late':
      return moving;
    default:
      return [...moving, 'restore'];
  }
}

/** A policy version as the site file has it. */
export function versionFields({ gender, fromDate, preset, policy }: PolicyVersion) {
  const { noTurnItems, ...fields } = fieldsOf(policy);
  return {
    ...(gender === null ? {} : { gender }),
    from: fromDate,
    ...(preset === null ? {} : { preset }),
    ...fields,
    ...(noTurnItems ? { noTurnItems: [...noTurnItems] } : {}),
  };
}
