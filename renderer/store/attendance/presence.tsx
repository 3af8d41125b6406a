import { Badge, Button, Chip, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayState } from '../../../core/model/attendance/day.ts';
import type { CommandInput } from '../../../core/model/commands.ts';
import type { PresenceRow } from '../../../host/parts/attendance/views.ts';
import { act } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useFormat } from '../../client/format.ts';
import { useMay } from '../../client/session.ts';
import { AsyncBoundary, EmptyNote } from '../../components/async-boundary.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { useEntryText } from '../../shared/roster/entry-text.ts';
import { presenceRefetchMs } from '../../shared/roster/refetch-ms.ts';
import classes from './attendance.module.css';
import { type OpenDay, SpellDay } from './spell-day.tsx';

const filters = ['all', 'here', 'due', 'away'] as const;
type Filter = (typeof filters)[number];

/** Whether somebody belongs under a filter: everybody, on duty, expected and not here, absent or on leave. */
function isUnder(filter: Filter, { duty, day }: PresenceRow): boolean {
  switch (filter) {
    case 'all':
      return duty !== 'off' || day.state !== 'none';
    case 'here':
      return duty !== 'off';
    case 'due':
      return duty === 'off' && (day.state === 'planned' || day.state === 'missing');
    case 'away':
      return day.state === 'absent' || day.state === 'leave' || day.state === 'off';
  }
}

/** Who is here today, who should be, and since when. */
export function Presence() {
  const { t } = useTranslation('attendance');
  const [open, setOpen] = useState<OpenDay | null>(null);
  const [filter, setFilter] = useState<Filter>('all');
  const query = useQuery({
    queryKey: ['attendance', 'today'],
    queryFn: () => api.attendance.today.query(),
    refetchInterval: presenceRefetchMs,
  });
  return (
    <AsyncBoundary query={query}>
      {(rows) => {
        const shown = rows.filter((row) => isUnder(filter, row));
        return (
          <>
            <Chip.Group value={filter} onChange={(value) => setFilter(value as Filter)}>
              <Group gap="xs" role="radiogroup" aria-label={t('filters.label')} mb="sm">
                {filters.map((one) => (
                  <Chip key={one} value={one} size="md">
                    {t(`filters.${one}`)} <b>{rows.filter((row) => isUnder(one, row)).length}</b>
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
            {shown.length === 0 ? <EmptyNote text={t('noneShown')} /> : <PresenceTable rows={shown} onOpen={setOpen} />}
            {open && <SpellDay open={open} onClose={() => setOpen(null)} />}
          </>
        );
      }}
    </AsyncBoundary>
  );
}

const colours: Record<DayState, string> = {
  none: 'gray',
  off: 'gray',
  leave: 'blue',
  planned: 'gray',
  missing: 'red',
  absent: 'red',
  worked: 'teal',
  extra: 'teal',
};

function PresenceTable({ rows, onOpen }: { rows: readonly PresenceRow[]; onOpen: (day: OpenDay) => void }) {
  const { t } = useTranslation(['attendance', 'roster']);
  const format = useFormat();
  const entryText = useEntryText();
  const mayDuty = useMay('technician.duty');
  const time = (at: number | null) => (at === null ? '' : format.time(at));
  const columns: Column<PresenceRow>[] = [
    {
      id: 'person',
      head: t('columns.person'),
      cell: (row) => (
        <>
          <b>{row.no}</b> {row.name}
        </>
      ),
    },
    { id: 'shift', head: t('columns.shift'), cell: (row) => entryText(row.entry) },
    {
      id: 'state',
      head: t('columns.state'),
      cell: ({ day }) => (
        <Badge size="lg" variant="light" color={colours[day.state]} className={classes.badge}>
          {day.leave ? t(`roster:leave.${day.leave}`) : t(`state.${day.state}`)}
        </Badge>
      ),
    },
    { id: 'on', head: t('columns.on'), cell: (row) => time(row.day.onAt) },
    { id: 'off', head: t('columns.off'), cell: (row) => (row.duty === 'off' ? time(row.day.offAt) : '') },
    { id: 'remarks', head: t('columns.remarks'), cell: (row) => <Remarks row={row} /> },
  ];
  if (mayDuty) {
    columns.push({
      id: 'acts',
      head: t('columns.acts'),
      isHeadHidden: true,
      align: 'right',
      cell: (row) => <Acts row={row} />,
    });
  }
  columns.push({
    id: 'correct',
    head: t('columns.correct'),
    isHeadHidden: true,
    align: 'right',
    cell: ({ no, name, isStaff }) => (
      <Button
        h={44}
        px="sm"
        variant="subtle"
        aria-label={t('spell.openOf', { no })}
        onClick={() => onOpen({ no, person: { kind: isStaff ? 'staff' : 'technician', no }, name, date: null })}
      >
        {t('spell.open')}
      </Button>
    ),
  });
  return <DataTable columns={columns} rows={rows} keyOf={(row) => row.no} />;
}

function Remarks({ row: { day, duty, breakKind, restUntil, isCorrected } }: { row: PresenceRow }) {
  const { t } = useTranslation('attendance');
  const format = useFormat();
  const remarks = [
    day.lateMinutes > 0 && t('remark.late', { minutes: day.lateMinutes }),
    day.earlyMinutes > 0 && duty === 'off' && t('remark.early', { minutes: day.earlyMinutes }),
    breakKind && restUntil !== null && t(`remark.${breakKind}`, { time: format.time(restUntil) }),
    day.overrunMinutes > 0 && t('remark.overrun', { minutes: day.overrunMinutes }),
    isCorrected && t('remark.corrected'),
  ];
  return <>{remarks.filter((remark) => remark !== false && remark !== null).join(' · ')}</>;
}

type Duty =
  | 'technician.comeOnDuty'
  | 'technician.goOffDuty'
  | 'technician.rest'
  | 'technician.comeBack'
  | 'staff.comeOnDuty'
  | 'staff.goOffDuty';

function Acts({ row: { no, duty, isStaff } }: { row: PresenceRow }) {
  const { t } = useTranslation('attendance');
  const [busy, setBusy] = useState(false);
  const run = async <N extends Duty>(command: N, data: CommandInput<N>) => {
    setBusy(true);
    await act(command, data);
    setBusy(false);
  };
  const button = (label: 'on' | 'off' | 'meal' | 'back', onClick: () => void) => (
    <Button
      h={44}
      px="sm"
      variant="default"
      disabled={busy}
      aria-label={t('acts.of', { act: t(`acts.${label}`), no })}
      onClick={onClick}
    >
      {t(`acts.${label}`)}
    </Button>
  );
  if (isStaff) {
    return duty === 'off'
      ? button('on', () => void run('staff.comeOnDuty', { staffNo: no }))
      : button('off', () => void run('staff.goOffDuty', { staffNo: no }));
  }
  return (
    <Group gap={6} justify="flex-end" wrap="nowrap">
      {duty === 'off' && button('on', () => void run('technician.comeOnDuty', { technicianNo: no }))}
      {duty === 'on' && button('meal', () => void run('technician.rest', { technicianNo: no, kind: 'meal' }))}
      {duty === 'resting' && button('back', () => void run('technician.comeBack', { technicianNo: no }))}
      {duty !== 'off' && button('off', () => void run('technician.goOffDuty', { technicianNo: no }))}
    </Group>
  );
}
