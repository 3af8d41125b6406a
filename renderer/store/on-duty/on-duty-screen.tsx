import { Badge, Button, Chip, Group, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TechnicianState } from '../../../core/model/technicians/technician.ts';
import type { OnDutyRow } from '../../../host/parts/attendance/views.ts';
import { act } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useBoard } from '../../client/board-store.ts';
import { useFormat } from '../../client/format.ts';
import { useMay } from '../../client/session.ts';
import { AsyncBoundary, EmptyNote } from '../../components/async-boundary.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import { useEntryText } from '../../shared/roster/entry-text.ts';
import { presenceRefetchMs } from '../../shared/roster/refetch-ms.ts';
import { LeftOpen } from './left-open.tsx';
import classes from './on-duty.module.css';
import { dueOf, RollCall } from './roll-call.tsx';

const filters = ['all', 'here', 'due', 'away'] as const;
type Filter = (typeof filters)[number];

function isUnder(filter: Filter, { duty, day }: OnDutyRow): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'here':
      return duty !== 'off';
    case 'due':
      return duty === 'off' && (day.state === 'planned' || day.state === 'missing');
    case 'away':
      return duty === 'off';
  }
}

/** Everybody with today's roster beside who is on duty, and the roll call of those who are due. */
export default function OnDutyScreen() {
  const { t } = useTranslation('on-duty');
  const query = useQuery({
    queryKey: ['attendance', 'on-duty'],
    queryFn: () => api.attendance.onDuty.query(),
    refetchInterval: presenceRefetchMs,
  });
  return (
    <div className={classes.screen}>
      <VisuallyHidden component="h1">{t('title')}</VisuallyHidden>
      <LeftOpen />
      <AsyncBoundary query={query}>{(rows) => <People rows={rows} />}</AsyncBoundary>
    </div>
  );
}

function People({ rows }: { rows: readonly OnDutyRow[] }) {
  const { t } = useTranslation('on-duty');
  const [filter, setFilter] = useState<Filter>('all');
  const [isOpen, setOpen] = useState(false);
  const shown = rows.filter((row) => isUnder(filter, row));
  const due = dueOf(rows);
  return (
    <>
      <div className={classes.head}>
        <Chip.Group value={filter} onChange={(value) => setFilter(value as Filter)}>
          <Group gap="xs" role="radiogroup" aria-label={t('filters.label')}>
            {filters.map((one) => (
              <Chip key={one} value={one} size="md">
                {t(`filters.${one}`)} <b>{rows.filter((row) => isUnder(one, row)).length}</b>
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        <Button h={44} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('rollCall.open', { count: due.length })}
        </Button>
      </div>
      {isOpen && <RollCall rows={rows} onClose={() => setOpen(false)} />}
      {shown.length === 0 ? (
        <EmptyNote text={t('nobody')} />
      ) : (
        <ScrollRegion className={classes.list} label={t('title')}>
          <PeopleTable rows={shown} />
        </ScrollRegion>
      )}
    </>
  );
}

function PeopleTable({ rows }: { rows: readonly OnDutyRow[] }) {
  const { t } = useTranslation('on-duty');
  const format = useFormat();
  const entryText = useEntryText();
  const mayBring = useMay('technician.duty');
  const columns: Column<OnDutyRow>[] = [
    {
      id: 'person',
      head: t('columns.person'),
      cell: ({ no, name }) => (
        <>
          <b>{no}</b> {name}
        </>
      ),
    },
    {
      id: 'group',
      head: t('columns.group'),
      cell: (row) => (row.isStaff ? t('staff') : row.groups.map((id) => format.group(id)).join(' ')),
    },
    { id: 'shift', head: t('columns.shift'), cell: ({ entry }) => entryText(entry) },
    { id: 'state', head: t('columns.state'), cell: (row) => <State row={row} /> },
    {
      id: 'since',
      head: t('columns.since'),
      cell: ({ onSince }) => (onSince === null ? '' : t('since', { time: format.time(onSince) })),
    },
    { id: 'remarks', head: t('columns.remarks'), cell: (row) => <Remarks row={row} /> },
    ...(mayBring ? [{ id: 'bring', head: '', cell: (row: OnDutyRow) => <Bring row={row} /> }] : []),
  ];
  return <DataTable columns={columns} rows={rows} keyOf={keyOf} label={t('title')} />;
}

/** Brings one technician on duty, rostered or not: a store may have no roster at all. */
function Bring({ row: { no, name, isStaff, duty } }: { row: OnDutyRow }) {
  const { t } = useTranslation('on-duty');
  const [busy, setBusy] = useState(false);
  if (isStaff || duty !== 'off') return null;
  const bring = async () => {
    setBusy(true);
    await act('technician.comeOnDuty', { technicianNo: no });
    setBusy(false);
  };
  return (
    <Button
      h={44}
      variant="default"
      loading={busy}
      aria-label={t('bringOne', { name: `${no} ${name}` })}
      onClick={() => void bring()}
    >
      {t('bring')}
    </Button>
  );
}

/** Numbers of technicians and of other staff are two lists. */
function keyOf({ no, isStaff }: OnDutyRow): string {
  return isStaff ? `staff ${no}` : no;
}

const colours: Record<TechnicianState, string> = {
  'off-duty': 'gray',
  idle: 'green',
  called: 'yellow',
  working: 'teal',
  resting: 'blue',
  paused: 'orange',
};

/** What she or he does now, as the board has it. */
function State({ row }: { row: OnDutyRow }) {
  const { t } = useTranslation(['on-duty', 'common']);
  const live = useBoard((board) => (row.isStaff ? undefined : board.technicians.get(row.no)?.state));
  const isHere = row.duty !== 'off';
  const state = live ?? (isHere ? 'idle' : 'off-duty');
  const staffWords = isHere ? t('on-duty:onDuty') : t('on-duty:offDuty');
  return (
    <Badge size="lg" variant="light" color={colours[state]} className={classes.badge}>
      {row.isStaff ? staffWords : t(`common:technicianState.${state}`)}
    </Badge>
  );
}

function Remarks({ row: { no, isStaff, day, duty, breakKind, restUntil } }: { row: OnDutyRow }) {
  const { t } = useTranslation('on-duty');
  const format = useFormat();
  const technician = useBoard((board) => (isStaff ? undefined : board.technicians.get(no)));
  const isMissed = duty === 'off' && (day.state === 'missing' || day.state === 'absent') ? day.state : null;
  const remarks = [
    technician?.clock && t('remark.room', { room: technician.clock.roomNo }),
    breakKind && restUntil !== null && t(`remark.${breakKind}`, { time: format.time(restUntil) }),
    day.lateMinutes > 0 && t('remark.late', { minutes: day.lateMinutes }),
    technician?.cardLostAt != null && t('remark.cardLost'),
  ].filter((remark) => typeof remark === 'string');
  return (
    <>
      {isMissed && <span className={classes.red}>{t(`remark.${isMissed}`)} </span>}
      {remarks.join(' · ')}
    </>
  );
}
