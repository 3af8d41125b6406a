import { ScrollArea, Tabs, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './attendance.module.css';
import { MonthReport } from './month-report.tsx';
import { Presence } from './presence.tsx';
import { RosterWeek } from './roster-week.tsx';

/** Attendance: who is here, who is down for when, and what the month comes to. */
export default function AttendanceScreen() {
  const { t } = useTranslation('attendance');
  return (
    <div className={classes.screen}>
      <VisuallyHidden component="h1">{t('title')}</VisuallyHidden>
      <Tabs defaultValue="today" className={classes.tabs} keepMounted={false}>
        <Tabs.List aria-label={t('title')} className={classes.head}>
          {(['today', 'week', 'month'] as const).map((tab) => (
            <Tabs.Tab key={tab} value={tab} h={48} fz={16}>
              {t(`tabs.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Panel value="today" label={t('tabs.today')}>
          <Presence />
        </Panel>
        <Panel value="week" label={t('tabs.week')}>
          <RosterWeek />
        </Panel>
        <Panel value="month" label={t('tabs.month')}>
          <MonthReport />
        </Panel>
      </Tabs>
    </div>
  );
}

function Panel({ value, label, children }: { value: string; label: string; children: ReactNode }) {
  return (
    <Tabs.Panel value={value} className={classes.panel}>
      <ScrollArea h="100%" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': label }}>
        <div className={classes.content}>{children}</div>
      </ScrollArea>
    </Tabs.Panel>
  );
}
