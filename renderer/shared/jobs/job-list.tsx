import { Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconClockX, IconHelpCircle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobView } from '../../../host/parts/devices/views.ts';

import { tellError } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useFormat } from '../../client/format.ts';
import { useMay } from '../../client/session.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
import classes from './job-list.module.css';
import { PrinterMenu } from './printer-menu.tsx';

const iconOf = { failed: IconAlertTriangle, expired: IconClockX, uncertain: IconHelpCircle };

/** Whether a person has to decide about a job. */
export function isToDecide(job: JobView): job is JobView & { state: 'failed' | 'expired' | 'uncertain' } {
  return job.state === 'failed' || job.state === 'expired' || job.state === 'uncertain';
}

/** What was not printed or spoken, or nobody knows: again, or off the list. */
export function JobList({ jobs }: { jobs: readonly JobView[] }) {
  const { t } = useTranslation('jobs');
  const open = jobs.filter(isToDecide);
  if (open.length === 0) return <EmptyNote text={t('none')} />;
  return (
    <ul className={classes.list} aria-label={t('title')}>
      {open.map((job) => (
        <JobRow key={job.id} job={job} state={job.state} />
      ))}
    </ul>
  );
}

function JobRow({ job, state }: { job: JobView; state: keyof typeof iconOf }) {
  const { t } = useTranslation('jobs');
  const format = useFormat();
  const client = useQueryClient();
  const mayResolve = useMay('job.resolve');
  const [busy, setBusy] = useState(false);
  const Icon = iconOf[state];
  const summary = format.text(job.summary);
  const voice = job.device === 'voice' || job.device.startsWith('voice/');
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      tellError(error);
    } finally {
      setBusy(false);
      await Promise.all([
        client.invalidateQueries({ queryKey: ['jobs'] }),
        client.invalidateQueries({ queryKey: ['kitchen'] }),
      ]);
    }
  };
  return (
    <li className={classes.row} data-state={state}>
      <Icon size={26} stroke={1.8} aria-hidden />
      <div className={classes.facts}>
        <Text fw={700}>{summary}</Text>
        <Text size="sm" c="var(--cr-quiet)">
          {t(voice ? `spoken.${state}` : `state.${state}`)} · {job.device} · {format.time(job.createdAt)}
          {job.attempts > 0 && ` · ${t('attempts', { count: job.attempts })}`}
        </Text>
      </div>
      {mayResolve && (
        <Group gap="xs" wrap="nowrap">
          <Button
            h={44}
            disabled={busy}
            aria-label={`${t(voice ? 'sayAgain' : 'printAgain')}: ${summary}`}
            onClick={() => void run(() => api.devices.retryJob.mutate({ jobId: job.id }))}
          >
            {t(voice ? 'sayAgain' : 'printAgain')}
          </Button>
          {!voice && (
            <PrinterMenu
              except={job.device}
              label={t('otherPrinter')}
              name={summary}
              disabled={busy}
              onPick={(printerId) => void run(() => api.outputs.rerouteJob.mutate({ jobId: job.id, printerId }))}
            />
          )}
          <Button
            h={44}
            variant="default"
            disabled={busy}
            aria-label={`${t(voice ? 'remove' : 'didPrint')}: ${summary}`}
            onClick={() => void run(() => api.devices.dismissJob.mutate({ jobId: job.id }))}
          >
            {t(voice ? 'remove' : 'didPrint')}
          </Button>
        </Group>
      )}
    </li>
  );
}
