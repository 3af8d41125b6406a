import { useSyncExternalStore } from 'react';

/*
 * How much there is beside each other, for every screen: the one place that knows the widths. Style sheets ask for
 * `:root[data-narrow]` and `:root[data-phone]`, components for the hooks. CSS pixels: zoom counts as a smaller window.
 */
const queries = {
  /** Below this the side columns of a screen are tabs, and what is chosen lies over them. */
  narrow: '(max-width: 1099.98px)',
  /** Below this it lies over all of them, and the rail is behind a button. */
  phone: '(max-width: 699.98px)',
  /** From here on there is room to say more and to say it larger. */
  large: '(min-width: 1800px)',
} as const;
type Width = keyof typeof queries;

const lists: Partial<Record<Width, MediaQueryList>> = {};
/** One for each width: hundreds of tiles ask for the same at every change. */
function media(width: Width): MediaQueryList {
  lists[width] ??= window.matchMedia(queries[width]);
  return lists[width];
}

/** Marks the page's root with what holds now (`data-narrow` …), and keeps doing so. To be called once, before drawing. */
export function followWidth(): void {
  for (const width of Object.keys(queries) as Width[]) {
    const list = media(width);
    const mark = () => document.documentElement.toggleAttribute(`data-${width}`, list.matches);
    mark();
    list.addEventListener('change', mark);
  }
}

/** Whether the window is that narrow (or large) now. */
export function useWidth(width: Width): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const list = media(width);
      list.addEventListener('change', onChange);
      return () => list.removeEventListener('change', onChange);
    },
    () => media(width).matches,
  );
}
