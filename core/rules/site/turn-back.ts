/**
 * A change of the settings turned back over what holds now: what was changed again since stays, and so does whatever
 * the change did not touch. Pure.
 */

type Fields = Readonly<Record<string, unknown>>;

interface Turned<Value> {
  /** As it was before the change. */
  before: Value;
  /** As the change made it. */
  after: Value;
  now: Value;
}

/** `now`, where it stands as `after` left it, as `before` had it. */
export function turnedBack<Value>({ before, after, now }: Turned<Value>): Value {
  return merged(before, after, now) as Value;
}

function merged(before: unknown, after: unknown, now: unknown): unknown {
  if (isSame(before, after) || isSame(before, now)) return now;
  if (isSame(after, now)) return before;
  if (isFields(before) && isFields(after) && isFields(now)) return mergedFields(before, after, now);
  const lists = [before, after, now].map(keyed);
  const [were, became, are] = lists;
  // What was changed again, and is no list of things that are known by a number, stays.
  return were && became && are ? mergedLists(were, became, are) : now;
}

function mergedFields(before: Fields, after: Fields, now: Fields): Fields {
  const names = woven(Object.keys(now), Object.keys(before));
  const fields = names.map((name) => [name, merged(before[name], after[name], now[name])] as const);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

type Keyed = ReadonlyMap<string, unknown>;

function mergedLists(before: Keyed, after: Keyed, now: Keyed): unknown[] {
  const values = new Map<string, unknown>();
  for (const key of new Set([...now.keys(), ...before.keys()])) {
    const value = merged(before.get(key), after.get(key), now.get(key));
    if (value !== undefined) values.set(key, value);
  }
  const both = (one: Keyed, other: Keyed) => [...one.keys()].filter((key) => other.has(key));
  const isOrderKept = isSame(both(now, after), both(after, now));
  const order = isOrderKept ? woven([...before.keys()], [...now.keys()]) : woven([...now.keys()], [...before.keys()]);
  return order.flatMap((key) => (values.has(key) ? [values.get(key)] : []));
}

/** The first in their order, and those of the second alone each behind what it stands behind there. */
function woven(first: readonly string[], second: readonly string[]): string[] {
  const all = [...first];
  second.forEach((key, index) => {
    if (all.includes(key)) return;
    const previous = second[index - 1];
    all.splice(previous === undefined ? 0 : all.indexOf(previous) + 1, 0, key);
  });
  return all;
}

/** A list by what each of its entries is known by; null: it is none, or some are known by nothing, or alike. */
function keyed(list: unknown): Keyed | null {
  if (!Array.isArray(list)) return null;
  const keys = list.map(keyOf);
  if (keys.includes(null) || new Set(keys).size < keys.length) return null;
  return new Map(list.map((entry, index) => [keys[index] as string, entry]));
}

function keyOf(entry: unknown): string | null {
  if (!isFields(entry)) return null;
  // Rules of pay are known by whom they are for.
  if (isFields(entry.match)) return JSON.stringify([entry.onTop === true, Object.entries(entry.match).sort()]);
  const key = entry.id ?? entry.code ?? entry.no ?? entry.address;
  return key === undefined ? null : String(key);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
