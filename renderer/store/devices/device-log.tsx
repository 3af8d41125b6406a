import { Button, Chip, Group, Modal, ScrollArea, Select, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localTime } from '../../../core/kernel/time.ts';
import type { DeviceLogView } from '../../../host/parts/outputs/views.ts';

import { tellError } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { AsyncBoundary } from '../../components/async-boundary.tsx';
import { download } from './download.ts';

const linesShown = 300;
const reloadEveryMs = 5_000;
const kinds = ['printer/', 'terminal/', 'line/', 'voice', 'drawer/', 'reader/'] as const;

/** What happened to the devices, the newest first; filtered, and as a file to keep. */
export function DeviceLog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['devices', 'common']);
  const [device, setDevice] = useState<string | null>(null);
  const [onlyTrouble, setOnlyTrouble] = useState(false);
  const query = useQuery({
    queryKey: ['device-log', device, onlyTrouble],
    queryFn: () =>
      api.outputs.log.query({
        limit: linesShown,
        ...(device === null ? {} : { device }),
        ...(onlyTrouble ? { level: 'warn' as const } : {}),
      }),
    refetchInterval: reloadEveryMs,
  });
  const save = async () => {
    try {
      download('devices.log', await api.outputs.logText.query(), 'text/plain');
    } catch (error) {
      tellError(error);
    }
  };
  return (
    <Modal
      opened
      size="xl"
      onClose={onClose}
      title={t('devices:log.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Group mb="sm">
        <Select
          aria-label={t('devices:log.kind')}
          placeholder={t('devices:log.all')}
          clearable
          data={kinds.map((value) => ({ value, label: t(`devices:log.kinds.${kindKey(value)}`) }))}
          value={device}
          onChange={setDevice}
        />
        <Chip checked={onlyTrouble} onChange={setOnlyTrouble}>
          {t('devices:log.onlyTrouble')}
        </Chip>
        <Button h={44} variant="default" onClick={() => void save()}>
          {t('devices:log.download')}
        </Button>
      </Group>
      <AsyncBoundary query={query} isEmpty={(all) => all.length === 0} emptyText={t('devices:log.none')}>
        {(all) => <Lines entries={all} />}
      </AsyncBoundary>
    </Modal>
  );
}

function kindKey(kind: (typeof kinds)[number]): 'printer' | 'terminal' | 'line' | 'voice' | 'drawer' | 'reader' {
  if (kind === 'voice') return kind;
  if (kind === 'printer/') return 'printer';
  if (kind === 'terminal/') return 'terminal';
  if (kind === 'line/') return 'line';
  return kind === 'drawer/' ? 'drawer' : 'reader';
}

function Lines({ entries }: { entries: readonly DeviceLogView[] }) {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const { timeZone } = useCatalog().store;
  return (
    <ScrollArea h="60dvh" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('log.title') }}>
      <Table stickyHeader fz={14}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('log.at')}</Table.Th>
            <Table.Th>{t('log.device')}</Table.Th>
            <Table.Th>{t('log.what')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <Table.Tr key={entry.id} fw={entry.level === 'warn' ? 700 : undefined}>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>
                {localTime(entry.at, timeZone).date} {format.timeWithSeconds(entry.at)}
              </Table.Td>
              <Table.Td>{entry.device}</Table.Td>
              <Table.Td>
                {entry.event}{' '}
                {Object.entries(entry.facts)
                  .map(([name, value]) => `${name}=${value}`)
                  .join(' ')}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}
