import { Button, Group, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttendanceMonthView } from '../../../host/parts/attendance/views.ts';

import { tellError } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useFormat } from '../../client/format.ts';
import { saveFile } from '../../client/save-file.ts';
import { AsyncBoundary } from '../../components/async-boundary.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { type OpenDay, SpellDay } from './spell-day.tsx';

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

type Person = AttendanceMonthView['people'][number];

/** Of which days times were put right, and of which nobody knows the end. */
function useDayColumns(): Column<Person>[] {
  const { t } = useTranslation('attendance');
  return [
    {
      id: 'corrected',
      head: t('month.corrected'),
      align: 'right',
      cell: ({ correctedDates }) => <span title={correctedDates.join(' ')}>{correctedDates.length}</span>,
    },
    {
      id: 'unended',
      head: t('month.unended'),
      align: 'right',
      cell: ({ unendedDates }) => (
        <Text span inherit c={unendedDates.length > 0 ? 'var(--cr-red)' : undefined} title={unendedDates.join(' ')}>
          {unendedDates.length}
        </Text>
      ),
    },
  ];
}

function Report({ view }: { view: AttendanceMonthView }) {
  const { t } = useTranslation('attendance');
  const [open, setOpen] = useState<OpenDay | null>(null);
  const counted = (count: number, minutes: number) => (count === 0 ? 0 : t('month.counted', { count, minutes }));
  const numbers = {
    rostered: ({ rosteredDays }) => rosteredDays,
    worked: ({ workedDays }) => workedDays,
    hours: ({ workedMinutes }) => (workedMinutes / 60).toFixed(1),
    late: ({ lateCount, lateMinutes }) => counted(lateCount, lateMinutes),
    early: ({ earlyCount, earlyMinutes }) => counted(earlyCount, earlyMinutes),
    absent: ({ absentDays }) =>
      absentDays > 0 ? (
        <Text span inherit c="var(--cr-red)">
          {absentDays}
        </Text>
      ) : (
        0
      ),
    leave: ({ leaveDays }) => Object.values(leaveDays).reduce((sum, days) => sum + days, 0),
    meal: ({ mealMinutes }) => mealMinutes,
    rest: ({ restMinutes }) => restMinutes,
    overrun: ({ overrunMinutes }) => overrunMinutes,
  } as const satisfies Record<string, (sums: Person['sums']) => ReactNode>;
  const columns: Column<Person>[] = [
    {
      id: 'person',
      head: t('columns.person'),
      cell: ({ no, name, hasLeft }) => (
        <>
          <b>{no}</b> {name}
          {hasLeft && <small> · {t('month.hasLeft')}</small>}
        </>
      ),
    },
    ...(Object.keys(numbers) as (keyof typeof numbers)[]).map(
      (id): Column<Person> => ({ id, head: t(`month.${id}`), align: 'right', cell: ({ sums }) => numbers[id](sums) }),
    ),
    ...useDayColumns(),
    {
      id: 'correct',
      head: t('columns.correct'),
      isHeadHidden: true,
      align: 'right',
      cell: ({ person, no, name, correctedDates, unendedDates }) => (
        <Button
          h={44}
          px="sm"
          variant="subtle"
          aria-label={t('spell.openOf', { no })}
          onClick={() =>
            setOpen({ person, no, name, date: unendedDates[0] ?? correctedDates.at(-1) ?? `${view.month}-01` })
          }
        >
          {t('spell.open')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <DataTable columns={columns} rows={view.people} keyOf={({ person }) => `${person.kind} ${person.no}`} />
      {open && <SpellDay open={open} onClose={() => setOpen(null)} />}
    </>
  );
}
