import { ScrollArea } from '@mantine/core';
import type { ReactNode } from 'react';

interface ScrollRegionProps {
  /** What is in it, for those who cannot see it. */
  label: string;
  /** Without one it is as high as what holds it. */
  className?: string | undefined;
  children: ReactNode;
}

/** What may be longer than its place: scrolled by finger, wheel and keys, and named as a region. */
export function ScrollRegion({ label, className, children }: ScrollRegionProps) {
  return (
    <ScrollArea
      {...(className === undefined ? { h: '100%' } : { className })}
      // A bar over the last digits of a column is read as one of them.
      offsetScrollbars="present"
      viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': label }}
    >
      {children}
    </ScrollArea>
  );
}
