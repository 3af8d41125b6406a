import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconClockExclamation } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortErrorText } from '../../../core/error-texts.ts';
import type { HealthLineView, WellView } from '../../../host/parts/health/views.ts';
import { useFormat } from '../../client/format.ts';
import { languageOf } from '../../client/i18n.ts';
import { hashOf } from '../../client/router.ts';
import { useMay } from '../../client/session.ts';
import { ErrorNote, LoadingNote } from '../../components/async-boundary.tsx';
import { useHealth } from '../../shared/health/use-health.ts';
import classes from './health.module.css';
import { SupportDialog } from './support-dialog.tsx';
import { useWays, wayOf } from './ways.ts';

/** What is wrong, since when, what to do, and the way there; what is well is folded. */
export default function HealthScreen() {
  const { t } = useTranslation('health');
  const { data, error } = useHealth();
  const maySupport = useMay('settings.devices');
  const [isOpen, setOpen] = useState(false);
  if (!data) return error ? <ErrorNote error={error} /> : <LoadingNote />;
  const { lines, well } = data;
  return (
    <div className={classes.screen}>
      <Stack>
        <Group justify="space-between">
          <Title order={1} size="h3">
            {t('title')}
          </Title>
          {maySupport && (
            <Button h={44} variant="default" onClick={() => setOpen(true)}>
              {t('support.title')}
            </Button>
          )}
        </Group>
        {lines.length === 0 ? (
          <Group gap="xs" role="status">
            <IconCircleCheck color="var(--cr-green)" aria-hidden />
            <Text fw={700}>{t('allWell')}</Text>
          </Group>
        ) : (
          <ul className={classes.lines} aria-label={t('wrong')}>
            {lines.map((line) => (
              <li key={`${line.code} ${line.subject}`}>
                <Line line={line} />
              </li>
            ))}
          </ul>
        )}
        <Well parts={well} />
      </Stack>
      {isOpen && <SupportDialog onClose={() => setOpen(false)} />}
    </div>
  );
}

function Line({ line: { code, tone, subject, facts, since } }: { line: HealthLineView }) {
  const { t, i18n } = useTranslation('health');
  const { dateTime } = useFormat();
  const ways = useWays();
  const way = wayOf[code];
  // Where a part tells a refusal, its sentence says more than a code.
  const isRefusal = code === 'TRADING_STOPPED' || code === 'COPY_FAILED' || code === 'ROWS_NOT_KEPT';
  const why = isRefusal && subject !== null ? shortErrorText(subject, languageOf(i18n.language)) : subject;
  const Icon = tone === 'wrong' ? IconAlertTriangle : IconClockExclamation;
  return (
    <Card withBorder padding="sm" data-tone={tone} className={classes.line}>
      <Group wrap="nowrap" align="flex-start">
        <Icon size={24} className={classes.sign} role="img" aria-label={t(tone)} />
        <Stack gap={4} flex={1} miw={0}>
          <Text fw={700}>{t(`says.${code}`, { ...facts, subject: why ?? '' })}</Text>
          <Text size="sm">{t(`todo.${code}`)}</Text>
          <Group justify="space-between" gap="xs">
            <Text size="sm" c="var(--cr-quiet)">
              {t('since', { time: dateTime(since) })}
            </Text>
            {way !== null && ways[way] && (
              <Button component="a" href={hashOf(way)} h={44} variant="default">
                {t('go')}
              </Button>
            )}
          </Group>
        </Stack>
      </Group>
    </Card>
  );
}

function Well({ parts }: { parts: readonly WellView[] }) {
  const { t } = useTranslation('health');
  if (parts.length === 0) return null;
  return (
    <details className={classes.well}>
      <summary>{t('wellParts', { count: parts.length })}</summary>
      <ul>
        {parts.map(({ part, facts }) => (
          <li key={part}>{t(`parts.${part}`, facts)}</li>
        ))}
      </ul>
    </details>
  );
}
