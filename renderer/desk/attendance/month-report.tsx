import { Button, Group, Table, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttendanceMonthView } from '../../../host/api/pay-service.ts';
import { tellError } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useFormat } from '../../client/format.ts';
import { saveFile } from '../../client/save-file.ts';
import { AsyncBoundary } from '../../components/async-boundary.tsx';
import classes from './attendance.module.css';

const isMonth = (text: string) => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

/** What a month comes to: days, minutes late and early, absence, leave. */
export function MonthReport() {
  const { t } = useTranslation('attendance');
  const [typed, setTyped] = useState('');
  const month = isMonth(typed) ? typed : null;
  const query = useQuery({
    queryKey: ['attendance', 'month', month],
    queryFn: () => api.attendance.month.query({ month }),
  });
  return (
    <>
      <Group gap="xs" mb="sm" align="flex-end">
        <TextInput
          size="md"
          w={180}
          type="month"
          label={t('month.which')}
          value={typed || (query.data?.month ?? '')}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {query.data && <Excel month={query.data.month} />}
      </Group>
      <AsyncBoundary query={query}>{(view) => <Report view={view} />}</AsyncBoundary>
    </>
  );
}

function Excel({ month }: { month: string }) {
  const { t } = useTranslation('attendance');
  const format = useFormat();
  const save = async () => {
    try {
      saveFile(await api.attendance.excel.query({ month, language: format.language }));
    } catch (error) {
      tellError(error);
    }
  };
  return (
    <Button h={44} variant="default" onClick={() => void save()}>
      {t('month.excel')}
    </Button>
  );
}

function Report({ view }: { view: AttendanceMonthView }) {
  const { t } = useTranslation('attendance');
  return (
    <Table fz={15} verticalSpacing={6} className={classes.table} stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('columns.person')}</Table.Th>
          {(
            ['rostered', 'worked', 'hours', 'late', 'early', 'absent', 'leave', 'meal', 'rest', 'overrun'] as const
          ).map((column) => (
            <Table.Th key={column} ta="right">
              {t(`month.${column}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {view.people.map(({ no, name, sums }) => (
          <Table.Tr key={no}>
            <Table.Td>
              <b>{no}</b> {name}
            </Table.Td>
            <Table.Td ta="right">{sums.rosteredDays}</Table.Td>
            <Table.Td ta="right">{sums.workedDays}</Table.Td>
            <Table.Td ta="right">{(sums.workedMinutes / 60).toFixed(1)}</Table.Td>
            <Counted count={sums.lateCount} minutes={sums.lateMinutes} />
            <Counted count={sums.earlyCount} minutes={sums.earlyMinutes} />
            <Table.Td ta="right" c={sums.absentDays > 0 ? 'var(--cr-red)' : undefined}>
              {sums.absentDays}
            </Table.Td>
            <Table.Td ta="right">{Object.values(sums.leaveDays).reduce((sum, days) => sum + days, 0)}</Table.Td>
            <Table.Td ta="right">{sums.mealMinutes}</Table.Td>
            <Table.Td ta="right">{sums.restMinutes}</Table.Td>
            <Table.Td ta="right">{sums.overrunMinutes}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Counted({ count, minutes }: { count: number; minutes: number }) {
  const { t } = useTranslation('attendance');
  return <Table.Td ta="right">{count === 0 ? 0 : t('month.counted', { count, minutes })}</Table.Td>;
}
