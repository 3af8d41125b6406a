export type Intersection<Union> = (Union extends unknown ? (one: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;
export type Flat<Type> = { [Key in keyof Type]: Type[Key] };

/**
 * One facet of everything in a list, as one table: its type is what all of them have together, so that a table which
 * must be total is a type error where something is missing. Throws where two of them use the same name.
 */
export function merged<One extends object, Facet extends keyof One & string>(
  list: readonly One[],
  facet: Facet,
): Flat<Intersection<One[Facet]>> {
  const all: Record<string, unknown> = {};
  for (const one of list) {
    for (const [name, value] of Object.entries(one[facet] as object)) {
      if (Object.hasOwn(all, name)) throw new Error(`${facet}: ${name} twice`);
      all[name] = value;
    }
  }
  return all as Flat<Intersection<One[Facet]>>;
}
