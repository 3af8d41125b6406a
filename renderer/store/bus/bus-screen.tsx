import { SegmentedControl, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../core/error-texts.ts';
import type { BusStatus } from '../../../host/parts/bus/views.ts';
import { api } from '../../client/api.ts';
import { useFormat } from '../../client/format.ts';
import { navigate, useRoute } from '../../client/router.ts';
import { AsyncBoundary } from '../../components/async-boundary.tsx';
import classes from './bus.module.css';
import { FrameLog } from './frame-log.tsx';
import { TerminalRows } from './terminal-rows.tsx';

const reloadEveryMs = 2000;

/** The lines with terminals, one at a time: every terminal with its state and counters, and what passes. */
export default function BusMonitorScreen() {
  const { t } = useTranslation('bus');
  const query = useQuery({
    queryKey: ['bus'],
    queryFn: () => api.bus.status.query(),
    refetchInterval: reloadEveryMs,
  });
  return (
    <div className={classes.screen}>
      <VisuallyHidden component="h1">{t('title')}</VisuallyHidden>
      <AsyncBoundary query={query} isEmpty={(lines) => lines.length === 0} emptyText={t('noLines')}>
        {(lines) => <Lines lines={lines} />}
      </AsyncBoundary>
    </div>
  );
}

function Lines({ lines }: { lines: BusStatus[] }) {
  const { t } = useTranslation('bus');
  const wanted = useRoute().params.get('line');
  const line = lines.find(({ id }) => id === wanted) ?? lines[0];
  if (!line) return null;
  return (
    <>
      <div className={classes.head}>
        <SegmentedControl
          size="md"
          aria-label={t('choose')}
          value={line.id}
          onChange={(id) => navigate('bus', { line: id })}
          data={lines.map(({ id }) => ({ value: id, label: id }))}
        />
        <LineFacts line={line} />
      </div>
      <TerminalRows line={line} />
      <FrameLog key={line.id} line={line} />
    </>
  );
}

function LineFacts({ line }: { line: BusStatus }) {
  const { t } = useTranslation('bus');
  const { language } = useFormat();
  const online = line.terminals.filter(({ state }) => state === 'online').length;
  return (
    <span>
      <b>{t('online', { online, total: line.terminals.length })}</b>{' '}
      <span className={line.open ? classes.quiet : classes.alarm}>
        {line.line} · {t(line.open ? 'lineOpen' : 'lineClosed')}
        {line.bitsPerSecond !== null && ` · ${t('speed', { speed: line.bitsPerSecond })}`}
        {line.reason !== null && ` · ${errorText(line.reason, language)}`}
      </span>
    </span>
  );
}
