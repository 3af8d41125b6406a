/** `a, b, c`, or `g.a, g.b, g.c` for a join. */
export function columns(names: readonly string[], prefix?: string): string {
  return names.map((name) => (prefix ? `${prefix}.${name}` : name)).join(', ');
}

/** Column names checked against the type: none that the type does not have, and none missing. */
export function columnsOf<T>() {
  return <const Names extends readonly (keyof T & string)[]>(
    ...names: Exclude<keyof T, Names[number]> extends never ? Names : [missing: Exclude<keyof T, Names[number]>]
  ): readonly string[] => names as readonly string[];
}
