import { Button, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../client/api.ts';
import { useBoard } from '../../client/board-store.ts';
import { useMay, useSession } from '../../client/session.ts';
import { AsyncBoundary } from '../../components/async-boundary.tsx';
import { Columns } from '../../components/columns.tsx';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import { PairingCode } from '../../shared/access/pairing-code.tsx';
import { PinDialog } from '../../shared/access/pin-dialog.tsx';
import { JobList } from '../../shared/jobs/job-list.tsx';
import { DeviceLog } from './device-log.tsx';
import classes from './devices.module.css';
import { Outputs } from './outputs.tsx';
import { Readers } from './readers.tsx';
import { SiteFile } from './site-file.tsx';
import { SystemTime } from './system-time.tsx';
import { TerminalTable } from './terminal-table.tsx';

/** What hangs on the store's lines, how it is, and what of it needs somebody. */
export default function DevicesScreen() {
  const { t } = useTranslation(['devices', 'jobs']);
  const devices = useBoard((board) => board.devices);
  const jobs = useQuery({ queryKey: ['jobs'], queryFn: () => api.devices.jobs.query() });
  return (
    <Columns
      label={t('devices:title')}
      hasHeading
      columns={[
        {
          id: 'terminals',
          label: t('devices:columns.terminals'),
          width: 'minmax(0, 1fr)',
          children: <TerminalTable summary={devices?.terminals ?? null} />,
        },
        {
          id: 'others',
          label: t('devices:columns.others'),
          width: 'minmax(360px, 520px)',
          children: (
            <ScrollRegion className={classes.side} label={t('title')}>
              <div className={classes.sideInner}>
                {devices && devices.clockApartMs !== null && <SystemTime apartMs={devices.clockApartMs} />}
                <Section title={t('jobs:title')}>
                  <AsyncBoundary query={jobs}>{(list) => <JobList jobs={list} />}</AsyncBoundary>
                </Section>
                {devices && <Outputs devices={devices} />}
                <Log />
                <Readers />
                <People />
                <SiteFile />
              </div>
            </ScrollRegion>
          ),
        },
      ]}
    />
  );
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className={classes.section}>
      <Title order={2} size="h5">
        {title}
      </Title>
      {children}
    </section>
  );
}

function Log() {
  const { t } = useTranslation('devices');
  const [isOpen, setOpen] = useState(false);
  return (
    <Section title={t('log.title')}>
      <div className={classes.buttons}>
        <Button h={44} variant="default" onClick={() => setOpen(true)}>
          {t('log.open')}
        </Button>
      </div>
      {isOpen && <DeviceLog onClose={() => setOpen(false)} />}
    </Section>
  );
}

function People() {
  const { t } = useTranslation('devices');
  const session = useSession();
  const maySetPins = useMay('staff.pin');
  const mayPair = useMay('station.pair');
  const [open, setOpen] = useState<'mine' | 'staff' | 'pair' | null>(null);
  if (!session) return null;
  return (
    <Section title={t('people')}>
      <div className={classes.buttons}>
        <Button h={44} variant="default" onClick={() => setOpen('mine')}>
          {t('myPin')}
        </Button>
        {maySetPins && (
          <Button h={44} variant="default" onClick={() => setOpen('staff')}>
            {t('staffPins')}
          </Button>
        )}
        {mayPair && (
          <Button h={44} variant="default" onClick={() => setOpen('pair')}>
            {t('pair')}
          </Button>
        )}
      </div>
      <Text size="sm" c="var(--cr-quiet)">
        {session.staffNo} {session.name}
      </Text>
      {(open === 'mine' || open === 'staff') && (
        <PinDialog mine={open === 'mine'} session={session} onClose={() => setOpen(null)} />
      )}
      {open === 'pair' && <PairingCode onClose={() => setOpen(null)} />}
    </Section>
  );
}
