import { Button, Group, Select, Tabs, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight, IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, hourMs } from '../../../core/kernel/time.ts';
import { normalCode } from '../../../core/kernel/typed.ts';
import {
  type ReservationState,
  reservationStates,
  techniciansIn,
} from '../../../core/model/reservations/reservation.ts';
import type { ReservationDay, ReservationView } from '../../../host/parts/reservations/views.ts';

import { useActionKeys } from '../../client/action-keys.ts';
import { api } from '../../client/api.ts';
import { useBoard } from '../../client/board-store.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { useRoute } from '../../client/router.ts';
import { useMay } from '../../client/session.ts';
import { storeNow } from '../../client/store-time.ts';
import { AsyncBoundary } from '../../components/async-boundary.tsx';
import { Columns } from '../../components/columns.tsx';
import { isFound } from '../../components/initials.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import { useEntryText } from '../../shared/roster/entry-text.ts';
import { type Draft, draftAt, nextQuarter } from './draft.ts';
import { ReservationList } from './reservation-list.tsx';
import classes from './reservations.module.css';
import { type Side, SidePanel } from './side-panel.tsx';
import { Timeline, type TimelineRow } from './timeline.tsx';

const tabs = ['technicians', 'rooms', 'list'] as const;
/** The line of what has no room or nobody asked for. */
const nobody = '-';

/** Reservations: who comes when, by technician and by room; booking, moving, arriving, cancelling. */
export default function ReservationsScreen() {
  const { t } = useTranslation('reservations');
  const { params } = useRoute();
  const [date, setDate] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [side, setSide] = useState<Side>(() => {
    const id = params.get('id');
    return id === null ? { kind: 'nothing' } : { kind: 'one', id };
  });
  const query = useQuery({
    queryKey: ['reservations', 'day', date],
    queryFn: () => api.reservations.day.query({ date }),
  });
  const mayErase = useMay('reservation.erase');
  const { store } = useCatalog();

  const bookNew = (at: number | null, more: Partial<Draft> = {}) => {
    const day = query.data;
    const soon = nextQuarter(storeNow());
    const isNow = !day || day.date === day.today;
    const start = at ?? (isNow ? soon : day.fromAt + 9 * hourMs);
    setSide({ kind: 'new', n: Date.now(), draft: draftAt(Math.max(start, soon), store, more) });
  };
  useActionKeys([{ key: 'N', run: () => bookNew(null) }]);
  return (
    <Columns
      label={t('title')}
      hasHeading
      columns={[
        {
          id: 'day',
          label: t('columns.day'),
          width: 'minmax(0, 1fr)',
          children: (
            <div className={classes.main}>
              <Group gap="xs" className={classes.bar}>
                <DayButtons day={query.data} onDate={setDate} />
                <TextInput
                  className={classes.search}
                  size="md"
                  aria-label={t('search')}
                  placeholder={t('searchHint')}
                  leftSection={<IconSearch size={18} aria-hidden />}
                  value={text}
                  onChange={(event) => setText(event.currentTarget.value)}
                />
                <Button
                  h={44}
                  leftSection={<IconPlus size={18} aria-hidden />}
                  rightSection={<KeyHint keys="N" />}
                  onClick={() => bookNew(null)}
                >
                  {t('new')}
                </Button>
              </Group>
              {text.trim() === '' ? (
                <AsyncBoundary query={query}>
                  {(day) => (
                    <Day
                      day={day}
                      chosenId={side.kind === 'one' ? side.id : null}
                      onChoose={(id) => setSide({ kind: 'one', id })}
                      onNew={bookNew}
                    />
                  )}
                </AsyncBoundary>
              ) : (
                <Found
                  text={text}
                  chosenId={side.kind === 'one' ? side.id : null}
                  onChoose={(id) => setSide({ kind: 'one', id })}
                />
              )}
            </div>
          ),
        },
        {
          id: 'side',
          label: t('columns.more'),
          width: '420px',
          over: {
            isOpen: side.kind !== 'nothing',
            onClose: () => setSide({ kind: 'nothing' }),
            isTab: mayErase,
            hasCross: side.kind === 'one',
            hasEscape: side.kind === 'new',
          },
          children: <SidePanel side={side} onSide={setSide} onDate={setDate} />,
        },
      ]}
    />
  );
}

function DayButtons({ day, onDate }: { day: ReservationDay | undefined; onDate: (date: string | null) => void }) {
  const { t } = useTranslation('reservations');
  const { timeZone } = useCatalog().store;
  const { language } = useFormat();
  if (!day) return null;
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone }).format(day.fromAt);
  return (
    <Group gap="xs" wrap="nowrap">
      <Button
        h={44}
        px="sm"
        variant="default"
        aria-label={t('dayBefore')}
        onClick={() => onDate(addDays(day.date, -1))}
      >
        <IconChevronLeft size={20} aria-hidden />
      </Button>
      <Text fw={700} fz={18} className={classes.date}>
        {day.date} {weekday}
      </Text>
      <Button h={44} px="sm" variant="default" aria-label={t('dayAfter')} onClick={() => onDate(addDays(day.date, 1))}>
        <IconChevronRight size={20} aria-hidden />
      </Button>
      <Button h={44} variant="default" onClick={() => onDate(null)}>
        {t('today')}
      </Button>
    </Group>
  );
}

interface DayProps {
  day: ReservationDay;
  chosenId: string | null;
  onChoose: (id: string) => void;
  onNew: (at: number | null, more?: Partial<Draft>) => void;
}

function Day({ day, chosenId, onChoose, onNew }: DayProps) {
  const { t } = useTranslation(['reservations', 'arrival', 'common']);
  const format = useFormat();
  const { groups, services } = useCatalog();
  const board = useBoard((all) => all);
  const [group, setGroup] = useState<string | null>(null);
  const [state, setState] = useState<ReservationState | null>(null);
  const byTechnician = useTechnicianRows(day, group);
  const byRoom = useRoomRows(day);
  const skillsOf = (no: string) => board?.technicians.get(no)?.skills ?? [];
  const newForTechnician = (no: string, at: number | null) => {
    const serviceCode = services.find(({ skill }) => skillsOf(no).includes(skill))?.code ?? '';
    onNew(at, no === nobody ? {} : { rows: [{ id: 1, serviceCode, technicians: no }] });
  };
  const counted = (one: ReservationState) => day.reservations.filter((each) => each.state === one).length;
  const timeline = { day, chosenId, onChoose };
  return (
    <Tabs defaultValue="technicians" className={classes.tabs} keepMounted={false}>
      <Group justify="space-between" wrap="nowrap" className={classes.tabBar}>
        <Tabs.List aria-label={t('reservations:title')}>
          {tabs.map((tab) => (
            <Tabs.Tab key={tab} value={tab} h={46} fz={16}>
              {t(`reservations:tabs.${tab}`)} {tab === 'list' && day.reservations.length}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Group>
      <Tabs.Panel value="technicians" className={classes.panel}>
        <Group gap="xs" className={classes.bar}>
          <Select
            size="md"
            w={200}
            aria-label={t('reservations:group')}
            placeholder={t('reservations:allGroups')}
            clearable
            clearButtonProps={{ 'aria-label': t('reservations:allGroups') }}
            data={groups.map(({ code }) => ({ value: code, label: format.group(code) }))}
            value={group}
            onChange={setGroup}
          />
        </Group>
        <Timeline
          {...timeline}
          rows={byTechnician}
          label={t('reservations:tabs.technicians')}
          onNew={newForTechnician}
        />
      </Tabs.Panel>
      <Tabs.Panel value="rooms" className={classes.panel}>
        <Timeline
          {...timeline}
          rows={byRoom}
          label={t('reservations:tabs.rooms')}
          onNew={(roomNo, at) => onNew(at, roomNo === nobody ? {} : { roomNo })}
        />
      </Tabs.Panel>
      <Tabs.Panel value="list" className={classes.panel}>
        <Group gap="xs" className={classes.bar}>
          {[null, ...reservationStates].map((one) => (
            <Button
              key={one ?? 'all'}
              h={44}
              variant={state === one ? 'filled' : 'default'}
              aria-pressed={state === one}
              onClick={() => setState(one)}
            >
              {one === null
                ? `${t('reservations:all')} ${day.reservations.length}`
                : `${t(`reservations:state.${one}`)} ${counted(one)}`}
            </Button>
          ))}
        </Group>
        <ScrollRegion className={classes.scroll} label={t('reservations:tabs.list')}>
          <ReservationList
            reservations={day.reservations.filter((one) => state === null || one.state === state)}
            withDate={false}
            chosenId={chosenId}
            onChoose={onChoose}
            label={t('reservations:title')}
          />
        </ScrollRegion>
      </Tabs.Panel>
    </Tabs>
  );
}

const shownOn = (day: ReservationDay) => day.reservations.filter((one) => one.state !== 'cancelled');

/**
 * A line for each technician of a group (null: all), who is asked for first, with when they are not there. Who left the
 * settings may be promised to guests all the same: without a line of her own they would come to nobody.
 */
function useTechnicianRows(day: ReservationDay, group: string | null): TimelineRow[] {
  const { t } = useTranslation('reservations');
  const format = useFormat();
  const entryText = useEntryText();
  const technicians = useBoard((board) => board.technicians);
  const shown = shownOn(day);
  const people = [...(technicians?.values() ?? [])].filter((one) => group === null || one.groups.includes(group));
  const left = leftOf(shown.flatMap(techniciansIn), (no) => technicians?.has(no) ?? true);
  const awayOf = Map.groupBy(day.away, ({ technicianNo }) => technicianNo);
  return [
    rowOf(nobody, t('anybody'), '', shown, (one) => techniciansIn(one).length === 0),
    ...left.map((no) => rowOf(no, format.person(no), t('left'), shown, (one) => techniciansIn(one).includes(no))),
    ...people
      .map(({ no, name }) => ({
        ...rowOf(no, no, name, shown, (one) => techniciansIn(one).includes(no)),
        away: (awayOf.get(no) ?? []).map(({ entry, ...span }) => ({
          ...span,
          why: entry.kind === 'shift' ? t('onlyFrom', entry) : entryText(entry),
        })),
      }))
      .toSorted((a, b) => Number(b.reservations.length > 0) - Number(a.reservations.length > 0)),
  ];
}

/** A line for each room, and for what is booked in none or in one that is gone. */
function useRoomRows(day: ReservationDay): TimelineRow[] {
  const { t } = useTranslation(['reservations', 'arrival']);
  const format = useFormat();
  const rooms = useBoard((board) => board.rooms);
  const shown = shownOn(day);
  const left = leftOf(
    shown.flatMap(({ roomNo }) => roomNo ?? []),
    (no) => rooms?.has(no) ?? true,
  );
  return [
    rowOf(nobody, t('arrival:noRoom'), '', shown, (one) => one.roomNo === null),
    ...left.map((no) => rowOf(no, format.room(no), t('reservations:left'), shown, (one) => one.roomNo === no)),
    ...[...(rooms?.values() ?? [])].map(({ no, beds }) =>
      rowOf(no, no, t('reservations:beds', { count: beds }), shown, (one) => one.roomNo === no),
    ),
  ];
}

function rowOf(
  key: string,
  label: string,
  detail: string,
  all: readonly ReservationView[],
  isIts: (one: ReservationView) => boolean,
): TimelineRow {
  return { key, label, detail, reservations: all.filter(isIts), away: [] };
}

/** Those that are asked for and there no more, once each. */
function leftOf(nos: readonly string[], isThere: (no: string) => boolean): string[] {
  return [...new Set(nos)].filter((no) => !isThere(no)).toSorted();
}

const digitsFound = 3;

/** By phone the store looks, by name or initials this screen does. */
function Found({
  text,
  chosenId,
  onChoose,
}: {
  text: string;
  chosenId: string | null;
  onChoose: (id: string) => void;
}) {
  const { t } = useTranslation('reservations');
  const [asked] = useDebouncedValue(normalCode(text), 200);
  const isPhone = asked.replace(/\D/g, '').length >= digitsFound;
  const query = useQuery({
    queryKey: ['reservations', 'find', isPhone ? asked : ''],
    queryFn: () => api.reservations.find.query({ text: isPhone ? asked : '' }),
  });
  return (
    <AsyncBoundary query={query}>
      {(all) => (
        <ScrollRegion className={classes.scroll} label={t('found')}>
          <ReservationList
            reservations={isPhone ? all : all.filter((one) => isFound(asked, one.roomNo ?? '', [one.guestName]))}
            withDate
            chosenId={chosenId}
            onChoose={onChoose}
            label={t('found')}
          />
        </ScrollRegion>
      )}
    </AsyncBoundary>
  );
}
