import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { ScrollRegion } from './scroll-region.tsx';
import classes from './tab-panel.module.css';

interface TabPanelProps {
  value: string;
  label: string;
  children: ReactNode;
}

/** What stands under one tab of a screen; as high as what the tabs leave, scrolled within. */
export function TabPanel({ value, label, children }: TabPanelProps) {
  return (
    <Tabs.Panel value={value} className={classes.panel}>
      <ScrollRegion label={label}>
        <div className={classes.content}>{children}</div>
      </ScrollRegion>
    </Tabs.Panel>
  );
}
