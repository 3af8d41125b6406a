import { Chip, Group, Table, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleMinus, IconLoader } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../core/error-texts.ts';
import type { DeviceSummary, TerminalState, TerminalView } from '../../../host/parts/devices/views.ts';

import { api } from '../../client/api.ts';
import { useFormat } from '../../client/format.ts';
import { useMay } from '../../client/session.ts';
import { AsyncBoundary, EmptyNote } from '../../components/async-boundary.tsx';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import classes from './devices.module.css';
import { TestButton } from './test-button.tsx';

const reloadEveryMs = 2000;

const iconOf: Record<TerminalState, typeof IconCircleCheck> = {
  online: IconCircleCheck,
  offline: IconAlertTriangle,
  starting: IconLoader,
  disabled: IconCircleMinus,
  none: IconCircleMinus,
};

/** Every terminal: its state, when it was last heard, and how clean its line is. */
export function TerminalTable({ summary }: { summary: DeviceSummary['terminals'] | null }) {
  const { t } = useTranslation('devices');
  const [onlyTrouble, setOnlyTrouble] = useState(false);
  const mayTest = useMay('device.test');
  const query = useQuery({
    queryKey: ['terminals'],
    queryFn: () => api.devices.terminals.query(),
    refetchInterval: reloadEveryMs,
  });
  const troubled = (query.data ?? []).filter((terminal) => terminal.state !== 'online');
  return (
    <section className={classes.terminals}>
      <Group justify="space-between" px="md" py="xs">
        <Title order={2} size="h4">
          {t('terminals', { online: summary?.online ?? 0, total: summary?.total ?? 0 })}
        </Title>
        <Chip size="md" checked={onlyTrouble} onChange={setOnlyTrouble}>
          {t('onlyTrouble', { count: troubled.length })}
        </Chip>
      </Group>
      <AsyncBoundary query={query} isEmpty={(all) => all.length === 0} emptyText={t('noTerminals')}>
        {(all) => {
          const shown = onlyTrouble ? troubled : all;
          if (shown.length === 0) return <EmptyNote text={t('noTrouble')} />;
          return (
            <ScrollRegion className={classes.scroll} label={t('title')}>
              <Table stickyHeader verticalSpacing={4} fz={15}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('column.place')}</Table.Th>
                    <Table.Th>{t('column.state')}</Table.Th>
                    <Table.Th>{t('column.seen')}</Table.Th>
                    <Table.Th ta="right">{t('column.good')}</Table.Th>
                    <Table.Th ta="right">{t('column.bad')}</Table.Th>
                    <Table.Th ta="right">{t('column.discarded')}</Table.Th>
                    {mayTest && <Table.Th w={110}>{t('column.test')}</Table.Th>}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {shown.map((terminal) => (
                    <Row key={terminal.id} terminal={terminal} mayTest={mayTest} />
                  ))}
                </Table.Tbody>
              </Table>
            </ScrollRegion>
          );
        }}
      </AsyncBoundary>
    </section>
  );
}

function Row({ terminal, mayTest }: { terminal: TerminalView; mayTest: boolean }) {
  const { t } = useTranslation(['devices', 'common']);
  const format = useFormat();
  const { id, place, state, reason, lastSeenAt, frames } = terminal;
  const name = place === 'clock-room' ? t('clockRoom') : place;
  const Icon = iconOf[state];
  return (
    <Table.Tr h={54}>
      <Table.Td>
        <b>{name}</b> <span className={classes.quiet}>{id}</span>
      </Table.Td>
      <Table.Td>
        <span className={classes.state} data-state={state}>
          <Icon size={17} aria-hidden />
          {t(`common:terminalState.${state}`)}
        </span>
        {reason !== null && <span className={classes.quiet}> {errorText(reason, format.language)}</span>}
      </Table.Td>
      <Table.Td>{lastSeenAt === null ? t('never') : format.timeWithSeconds(lastSeenAt)}</Table.Td>
      <Table.Td ta="right">{frames.good}</Table.Td>
      <Table.Td ta="right" fw={frames.bad > 0 ? 700 : undefined}>
        {frames.bad}
      </Table.Td>
      <Table.Td ta="right" fw={frames.discarded > 0 ? 700 : undefined}>
        {frames.discarded}
      </Table.Td>
      {mayTest && (
        <Table.Td>
          <TestButton device={`terminal/${id}`} name={name} />
        </Table.Td>
      )}
    </Table.Tr>
  );
}
