import { Button, Chip, Group, Select, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../core/kernel/time.ts';
import { leaveKinds } from '../../../core/model/attendance/leave.ts';
import type { RosterWeekView } from '../../../host/parts/attendance/views.ts';
import { act } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { AsyncBoundary } from '../../components/async-boundary.tsx';
import { type ColumnHead, TableFrame } from '../../components/data-table.tsx';
import { showDone } from '../../components/undo.tsx';
import classes from './attendance.module.css';
import { BrokenBookings } from './broken-bookings.tsx';
import { type Brush, brushEntry } from './brush.ts';
import { RosterRow } from './roster-row.tsx';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** The roster of a week: choose what to put somebody down for, then touch the days. */
export function RosterWeek() {
  const [date, setDate] = useState<string | null>(null);
  const query = useQuery({
    queryKey: ['attendance', 'week', date],
    queryFn: () => api.attendance.week.query({ date }),
  });
  return <AsyncBoundary query={query}>{(week) => <Week week={week} onDate={setDate} />}</AsyncBoundary>;
}

function Week({ week, onDate }: { week: RosterWeekView; onDate: (date: string) => void }) {
  const { t } = useTranslation('attendance');
  const { groups } = useCatalog();
  const format = useFormat();
  const client = useQueryClient();
  const [brush, setBrush] = useState<Brush>(`shift ${week.shifts[0]?.code ?? ''}`);
  const [group, setGroup] = useState<string | null>(null);
  const monday = week.dates[0] ?? week.today;
  const shown = week.technicians.filter((technician) => group === null || technician.groups.includes(group));
  // The same function while the brush is the same: one touched day draws one row anew, not those of everybody.
  const set = useCallback(
    async (technicianNo: string, dates: readonly string[]) => {
      const entries = dates.map((date) => ({ technicianNo, date, entry: brushEntry(brush) }));
      if (await act('attendance.setRoster', { entries })) {
        await client.invalidateQueries({ queryKey: ['attendance'] });
      }
    },
    [brush, client],
  );
  const copy = async () => {
    const answer = await act('attendance.copyWeek', { fromMonday: addDays(monday, -7), toMonday: monday });
    if (!answer) return;
    showDone(t('week.copied'));
    await client.invalidateQueries({ queryKey: ['attendance'] });
  };
  const columns: ColumnHead[] = [
    { id: 'person', head: t('columns.person'), widthPx: 150 },
    ...week.dates.map((date, index): ColumnHead => {
      const isToday = date === week.today;
      const day = `${t(`weekday.${weekdays[index] ?? 'mon'}`)} ${date.slice(5)}`;
      const head = (
        <span key={date} className={isToday ? classes.today : undefined}>
          {isToday ? `${day} · ${t('week.today')}` : day}
        </span>
      );
      return { id: date, head, align: 'center' };
    }),
    { id: 'whole', head: t('week.whole'), isHeadHidden: true, widthPx: 90 },
  ];
  return (
    <>
      <Group gap="xs" mb="sm">
        <Button
          h={44}
          px="sm"
          variant="default"
          aria-label={t('week.before')}
          onClick={() => onDate(addDays(monday, -7))}
        >
          <IconChevronLeft size={20} aria-hidden />
        </Button>
        <Text fw={700} fz={18} className={classes.span}>
          {monday} – {week.dates[6]}
        </Text>
        <Button
          h={44}
          px="sm"
          variant="default"
          aria-label={t('week.after')}
          onClick={() => onDate(addDays(monday, 7))}
        >
          <IconChevronRight size={20} aria-hidden />
        </Button>
        <Button h={44} variant="default" onClick={() => onDate(week.today)}>
          {t('week.this')}
        </Button>
        <Button h={44} variant="default" onClick={() => void copy()}>
          {t('week.copy')}
        </Button>
        <Select
          size="md"
          ml="auto"
          aria-label={t('week.group')}
          placeholder={t('week.allGroups')}
          clearable
          clearButtonProps={{ 'aria-label': t('week.allGroups') }}
          data={groups.map(({ code }) => ({ value: code, label: format.group(code) }))}
          value={group}
          onChange={setGroup}
        />
      </Group>
      <Brushes week={week} brush={brush} onBrush={setBrush} />
      <BrokenBookings week={week} />
      <TableFrame columns={columns} isFixed>
        {shown.map((technician) => (
          <RosterRow key={technician.no} technician={technician} shifts={week.shifts} onSet={set} />
        ))}
      </TableFrame>
    </>
  );
}

interface BrushesProps {
  week: RosterWeekView;
  brush: Brush;
  onBrush: (brush: Brush) => void;
}

/** What the next touch puts down. */
function Brushes({ week, brush, onBrush }: BrushesProps) {
  const { t } = useTranslation(['attendance', 'roster']);
  const format = useFormat();
  const chip = (value: Brush, label: string) => (
    <Chip key={value} value={value} size="md">
      {label}
    </Chip>
  );
  return (
    <Chip.Group value={brush} onChange={(value) => onBrush(value as Brush)}>
      <Group gap="xs" role="radiogroup" aria-label={t('attendance:week.brush')} mb="sm">
        {week.shifts.map(({ code, name, from, to }) => chip(`shift ${code}`, `${format.text(name)} ${from}–${to}`))}
        {chip('off', t('roster:off'))}
        {leaveKinds.map((kind) => chip(`leave ${kind}`, t(`roster:leave.${kind}`)))}
        {chip('clear', t('attendance:entry.clear'))}
      </Group>
    </Chip.Group>
  );
}
