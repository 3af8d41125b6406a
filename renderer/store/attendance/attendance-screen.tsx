import { Tabs, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TabPanel } from '../../components/tab-panel.tsx';
import classes from '../../components/tabbed.module.css';
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
        <div className={classes.head}>
          <Tabs.List aria-label={t('title')}>
            {(['today', 'week', 'month'] as const).map((tab) => (
              <Tabs.Tab key={tab} value={tab} h={48} fz={16}>
                {t(`tabs.${tab}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </div>
        <TabPanel value="today" label={t('tabs.today')}>
          <Presence />
        </TabPanel>
        <TabPanel value="week" label={t('tabs.week')}>
          <RosterWeek />
        </TabPanel>
        <TabPanel value="month" label={t('tabs.month')}>
          <MonthReport />
        </TabPanel>
      </Tabs>
    </div>
  );
}
