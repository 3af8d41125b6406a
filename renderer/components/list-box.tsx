import type { ReactNode } from 'react';
import classes from './list-box.module.css';

/** A list in a dialogue that is as high as it needs to be, and scrolls before it would push the buttons out of sight. */
export function ListBox({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by keys.
    <section className={classes.box} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
