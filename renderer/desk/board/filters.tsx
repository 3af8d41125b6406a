import { Button, NativeSelect, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { roomStates } from '../../../core/rooms/room.ts';
import type { ReservationBrief } from '../../../host/api/reservation-service.ts';
import type { RoomView } from '../../../host/api/views.ts';
import { useBoard } from '../../client/board-store.ts';
import { useCatalog } from '../../client/catalog.tsx';
import { useMoment } from '../../client/store-time.ts';
import { RemainingTime } from '../../components/remaining-time.tsx';
import classes from './board.module.css';
import { type BoardFilter, chooseRoom, setFilter, useBoardView } from './board-view.ts';

const always = new Set<BoardFilter>(['vacant', 'in-service', 'waiting', 'awaiting-payment', 'dirty']);
const order: BoardFilter[] = ['all', 'vacant', 'in-service', 'waiting', 'awaiting-payment', 'dirty'];
const shownFreeRooms = 3;
const partySizes = [1, 2, 3, 4, 5, 6];

/** How many rooms are in which state (a tap shows only those), which are free for so many, which is free next. */
export function Filters() {
  const { t } = useTranslation(['board', 'common']);
  const rooms = useBoard((board) => board.rooms);
  const filter = useBoardView((view) => view.filter);
  const all = [...(rooms?.values() ?? [])];
  const count = (name: BoardFilter) => (name === 'all' ? all.length : all.filter((room) => room.state === name).length);
  const others = roomStates.filter((state) => !always.has(state) && (count(state) > 0 || filter === state));
  return (
    <div className={classes.filters}>
      {[...order, ...others].map((name) => (
        <Button
          key={name}
          variant={filter === name ? 'filled' : 'default'}
          h={44}
          px={9}
          fw={500}
          aria-pressed={filter === name}
          onClick={() => setFilter(name)}
        >
          {name === 'all' ? t('board:all') : t(`common:roomState.${name}`)}&nbsp;<strong>{count(name)}</strong>
        </Button>
      ))}
      <span className={classes.filterGap} />
      <FreeFor rooms={all} />
      <NextFree rooms={all} />
    </div>
  );
}

function FreeFor({ rooms }: { rooms: RoomView[] }) {
  const { t, i18n } = useTranslation('board');
  const [size, setSize] = useState(2);
  const { services } = useCatalog();
  const reservations = useBoard((board) => board.reservations) ?? [];
  // A room where the usual item would run into a reservation is not free for anybody now.
  const soonBooked = useMoment((now) => clashing(reservations, now + usualMinutes(services) * 60_000));
  const free = rooms
    .filter((room) => room.state === 'vacant' && room.beds >= size && !soonBooked.includes(` ${room.no} `))
    // The smallest that fits first: the big rooms stay for big parties.
    .toSorted((a, b) => a.beds - b.beds)
    .slice(0, shownFreeRooms);
  return (
    <div className={classes.hintBox}>
      <NativeSelect
        aria-label={t('freeFor')}
        variant="unstyled"
        size="sm"
        w={i18n.language === 'en' ? 102 : 92}
        value={String(size)}
        onChange={(event) => setSize(Number(event.currentTarget.value))}
        data={partySizes.map((guests) => ({ value: String(guests), label: t('freeForCount', { count: guests }) }))}
      />
      {free.length === 0 && <span>—</span>}
      {free.map((room) => (
        <UnstyledButton key={room.no} className={classes.hintRoom} onClick={() => chooseRoom(room.no)}>
          {room.no}
        </UnstyledButton>
      ))}
    </div>
  );
}

/** The room whose last running clock ends first. */
function NextFree({ rooms }: { rooms: RoomView[] }) {
  const { t } = useTranslation('board');
  const [next] = rooms
    .filter((room) => room.state === 'in-service')
    .map((room) => ({
      no: room.no,
      dueAt: Math.max(
        ...(room.visit?.guests ?? [])
          .flatMap((guest) => guest.clocks)
          .map((clock) => (clock.state === 'started' ? (clock.dueAt ?? 0) : 0)),
      ),
    }))
    .toSorted((a, b) => a.dueAt - b.dueAt);
  if (!next) return null;
  return (
    <div className={classes.hintBox}>
      {t('nextFree')}
      <UnstyledButton className={classes.hintRoom} onClick={() => chooseRoom(next.no)}>
        {next.no}
      </UnstyledButton>
      <RemainingTime dueAt={next.dueAt} />
    </div>
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
