import { Button, NativeSelect, UnstyledButton } from '@mantine/core';
import { memo, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { minuteMs } from '../../../core/kernel/time.ts';
import { type RoomState, roomStates } from '../../../core/model/rooms/room.ts';
import type { ReservationBrief } from '../../../host/parts/reservations/views.ts';
import type { RoomView } from '../../../host/parts/rooms/views.ts';

import type { Board } from '../../client/board-state.ts';
import { useBoard } from '../../client/board-store.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useMoment } from '../../client/store-time.ts';
import { RemainingTime } from '../../components/remaining-time.tsx';
import { type BoardFilter, chooseRoom, setFilter, useBoardView } from '../../shared/command-line/board-view.ts';
import classes from './board.module.css';

const always = new Set<BoardFilter>(['vacant', 'in-service', 'waiting', 'awaiting-payment', 'dirty']);
const order: BoardFilter[] = ['all', 'vacant', 'in-service', 'waiting', 'awaiting-payment', 'dirty'];
const shownFreeRooms = 3;
const partySizes = [1, 2, 3, 4, 5, 6];

/** How many rooms are in which state (a tap shows only those), which are free for so many, which is free next. */
export function Filters() {
  const filter = useBoardView((view) => view.filter);
  // Plain words, so that nothing here repaints for a change that adds or removes none of them.
  const rare = useBoard((board) => rareStates(board.rooms, filter).join(' '));
  const others = rare ? (rare.split(' ') as RoomState[]) : [];
  return (
    <div className={classes.filters}>
      {[...order, ...others].map((name) => (
        <FilterButton key={name} name={name} chosen={filter === name} />
      ))}
      <span className={classes.filterGap} />
      <FreeFor />
      <NextFree />
    </div>
  );
}

const FilterButton = memo(function FilterButton({ name, chosen }: { name: BoardFilter; chosen: boolean }) {
  const { t } = useTranslation(['board', 'common']);
  return (
    <Button
      variant={chosen ? 'filled' : 'default'}
      h={44}
      px={9}
      fw={500}
      aria-pressed={chosen}
      onClick={() => setFilter(name)}
    >
      {name === 'all' ? t('board:all') : t(`common:roomState.${name}`)}&nbsp;
      <Count of={name} />
    </Button>
  );
});

/** By itself: two of the counts change with most events, and the buttons never do. */
function Count({ of }: { of: BoardFilter }) {
  return <strong>{useBoard((board) => countOf(board.rooms, of)) ?? 0}</strong>;
}

function FreeFor() {
  const { t, i18n } = useTranslation('board');
  const [size, setSize] = useState(2);
  const { services } = useCatalog();
  const usual = useMemo(() => usualMinutes(services), [services]);
  const reservations = useBoard((board) => board.reservations);
  // A room where the usual item would run into a reservation is not free for anybody now.
  const soonBooked = useMoment((now) => clashing(reservations ?? [], now + usual * minuteMs));
  const free = useBoard((board) => freeFor(board.rooms, size, soonBooked).join(' '));
  return (
    <div className={classes.hintBox}>
      <NativeSelect
        aria-label={t('freeFor')}
        variant="unstyled"
        size="sm"
        rightSectionWidth={30}
        w={i18n.language === 'en' ? 102 : 92}
        value={String(size)}
        onChange={(event) => setSize(Number(event.currentTarget.value))}
        data={partySizes.map((guests) => ({ value: String(guests), label: t('freeForCount', { count: guests }) }))}
      />
      {!free && <span>—</span>}
      {free?.split(' ').map((no) => (
        <HintRoom key={no} roomNo={no} />
      ))}
    </div>
  );
}

/** The room whose last running clock ends first. */
function NextFree() {
  const { t } = useTranslation('board');
  const next = useBoard((board) => nextFree(board.rooms));
  if (!next) return null;
  return (
    <div className={classes.hintBox}>
      {t('nextFree')}
      <HintRoom roomNo={next.no} />
      <RemainingTime dueAt={lastDueAt(next)} />
    </div>
  );
}

function HintRoom({ roomNo }: { roomNo: string }) {
  return (
    <UnstyledButton className={classes.hintRoom} onClick={() => chooseRoom(roomNo)}>
      {roomNo}
    </UnstyledButton>
  );
}

function countOf(rooms: Board['rooms'], name: BoardFilter): number {
  if (name === 'all') return rooms.size;
  let count = 0;
  for (const room of rooms.values()) if (room.state === name) count += 1;
  return count;
}

/** States that get a filter only while a room is in them, or while they are chosen. */
function rareStates(rooms: Board['rooms'], chosen: BoardFilter): RoomState[] {
  const found = new Set([...rooms.values()].map(({ state }) => state));
  return roomStates.filter((state) => !always.has(state) && (found.has(state) || chosen === state));
}

/** The numbers of the first rooms free for so many, the smallest first: the big ones stay for big parties. */
function freeFor(rooms: Board['rooms'], size: number, soonBooked: string): string[] {
  return [...rooms.values()]
    .filter((room) => room.state === 'vacant' && room.beds >= size && !soonBooked.includes(` ${room.no} `))
    .toSorted((a, b) => a.beds - b.beds)
    .slice(0, shownFreeRooms)
    .map(({ no }) => no);
}

function nextFree(rooms: Board['rooms']): RoomView | undefined {
  let next: RoomView | undefined;
  let nextAt = Number.POSITIVE_INFINITY;
  for (const room of rooms.values()) {
    const at = room.state === 'in-service' ? lastDueAt(room) : Number.POSITIVE_INFINITY;
    if (at < nextAt) [next, nextAt] = [room, at];
  }
  return next;
}

/** When the last running clock of a room ends, UTC ms. */
function lastDueAt(room: RoomView): number {
  return Math.max(
    ...(room.visit?.guests ?? [])
      .flatMap((guest) => guest.clocks)
      .map((clock) => (clock.state === 'started' ? (clock.dueAt ?? 0) : 0)),
  );
}

/** The rooms booked to begin before an instant (UTC ms), between blanks. */
function clashing(reservations: readonly ReservationBrief[], until: number): string {
  return ` ${reservations
    .filter((one) => one.startsAt < until)
    .map((one) => one.roomNo ?? '')
    .join(' ')} `;
}

/** The length of the item in the middle of all, by length. */
function usualMinutes(services: readonly { minutes: number }[]): number {
  const lengths = services.map(({ minutes }) => minutes).toSorted((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)] ?? 0;
}
