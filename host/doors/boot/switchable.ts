/**
 * Something that others hold on to while what stands behind it is exchanged: each look at a property is at what stands
 * behind it then.
 */
export function switchable<Thing extends object>(first: Thing): { face: Thing; switchTo(next: Thing): void } {
  let current = first;
  const face = new Proxy({} as Thing, {
    get: (_face, name) => {
      const value: unknown = Reflect.get(current, name, current);
      return typeof value === 'function' ? value.bind(current) : value;
    },
    has: (_face, name) => Reflect.has(current, name),
  });
  return {
    face,
    switchTo: (next) => {
      current = next;
    },
  };
}
