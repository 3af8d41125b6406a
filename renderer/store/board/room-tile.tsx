import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconBellRinging, IconNote, IconPlugConnectedX } from '@tabler/icons-react';
import { Fragment, memo } from 'react';
import { useTranslation } from 'react-i18next';
import { minuteMs } from '../../../core/kernel/time.ts';
import { isWaiting, openBefore, waitsSince } from '../../../core/model/clocks/waiting.ts';
import type { ClockView } from '../../../host/parts/clocks/views.ts';
import type { RoomView } from '../../../host/parts/rooms/views.ts';

import { useBoard } from '../../client/board-store.ts';
import { useFormat } from '../../client/format.ts';
import { minutesUntil, useMoment } from '../../client/store-time.ts';
import { useWidth } from '../../client/window-width.ts';
import { ClockTypeTag } from '../../components/clock-type-tag.tsx';
import { Sums } from '../../components/money.tsx';
import { RemainingTime } from '../../components/remaining-time.tsx';
import { stateLooks } from '../../components/room-state.ts';
import { StateBadge } from '../../components/state-badge.tsx';
import { useGuestName } from '../../shared/arrival/use-words.ts';
import { chooseRoom, useBoardView } from '../../shared/command-line/board-view.ts';
import classes from './board.module.css';
import { moveFocus } from './move-focus.ts';

const maxLines = 3;
const soonMinutes = 5;

/** One room. Repaints when this room changed or its minutes went on, never for another room. */
export const RoomTile = memo(function RoomTile({ roomNo, tabbable }: { roomNo: string; tabbable: boolean }) {
  const room = useBoard((board) => board.rooms.get(roomNo));
  const chosen = useBoardView((view) => view.roomNo === roomNo);
  const alarmed = useMoment((now) => room?.alarmAt != null && room.alarmAt <= now);
  if (!room) return null;
  return (
    <UnstyledButton
      className={classes.tile}
      data-room={roomNo}
      data-state={room.state}
      data-alarm={alarmed || undefined}
      aria-pressed={chosen}
      tabIndex={tabbable ? 0 : -1}
      style={{ borderLeftColor: alarmed ? 'var(--cr-red)' : stateLooks[room.state].edge }}
      onClick={() => chooseRoom(roomNo)}
      onKeyDown={moveFocus}
    >
      <TileContent room={room} alarmed={alarmed} />
    </UnstyledButton>
  );
});

function TileContent({ room, alarmed }: { room: RoomView; alarmed: boolean }) {
  const isLarge = useWidth('large');
  const { t } = useTranslation(['board', 'common', 'wishes']);
  const all = (room.visit?.guests ?? []).flatMap((guest) => guest.clocks);
  const clocks = all.filter(
    (clock) =>
      clock.parentId === null && (clock.state === 'started' || clock.state === 'called' || clock.state === 'ordered'),
  );
  const extended = new Set(all.map((clock) => clock.parentId ?? ''));
  const shown = clocks.length > maxLines ? clocks.slice(0, maxLines - 1) : clocks;
  return (
    <>
      <span className={classes.tileHead}>
        <span className={classes.tileNo}>{room.no}</span>
        {room.serviceCallId !== null && (
          <span className={classes.sign} data-urgent>
            <IconBellRinging size={15} aria-hidden />
            <VisuallyHidden>{t('board:serviceCall')}</VisuallyHidden>
          </span>
        )}
        {hasWishes(room) && (
          <span className={classes.sign}>
            <IconNote size={15} aria-hidden />
            <VisuallyHidden>{t('wishes:title')}</VisuallyHidden>
          </span>
        )}
        {room.terminal === 'offline' && (
          <span className={classes.sign}>
            <IconPlugConnectedX size={15} aria-hidden />
            <VisuallyHidden>{t('board:terminalOffline')}</VisuallyHidden>
          </span>
        )}
        <span className={classes.tileBadge}>
          <TileBadge room={room} clocks={clocks} all={all} alarmed={alarmed} />
        </span>
      </span>
      {shown.map((clock) => (
        <Fragment key={clock.id}>
          <ClockLine clock={clock} extended={extended.has(clock.id)} later={openBefore(clock, all) !== undefined} />
          {isLarge && shown.length < maxLines && <ClockFacts clock={clock} room={room} isAlone={shown.length === 1} />}
        </Fragment>
      ))}
      {clocks.length > shown.length && (
        <span className={classes.tileNote}>{t('board:more', { count: clocks.length - shown.length })}</span>
      )}
      {room.state === 'awaiting-payment' && room.visit && (
        <span className={classes.tileNote}>
          <Sums of={room.visit.totals} /> · {t('common:people', { count: room.visit.guests.length })}
        </span>
      )}
      {room.state === 'occupied' && room.visit && (
        <span className={classes.tileNote}>{t('common:people', { count: room.visit.guests.length })}</span>
      )}
      {room.state === 'dirty' && room.dirtySince !== null && <Since at={room.dirtySince} />}
      {!room.visit && <Reserved roomNo={room.no} />}
      {room.outOfOrder && <span className={classes.tileNote}>{room.outOfOrder}</span>}
    </>
  );
}

function hasWishes({ visit }: RoomView): boolean {
  return visit !== null && visit.wishes.length > 0;
}

interface TileBadgeProps {
  room: RoomView;
  clocks: readonly ClockView[];
  /** Those that ended, and extensions, as well. */
  all: readonly ClockView[];
  alarmed: boolean;
}

/** The state with the one number that matters: how many beds run, how long it waits, how late it is. */
function TileBadge({ room, clocks, all, alarmed }: TileBadgeProps) {
  const { t } = useTranslation(['board', 'common']);
  const running = clocks.filter((clock) => clock.state === 'started');
  const dueAt = Math.min(...running.map((clock) => clock.dueAt ?? Number.POSITIVE_INFINITY));
  const waitingSince = Math.min(
    ...clocks.filter((clock) => isWaiting(clock, all)).map((clock) => waitsSince(clock, all)),
  );
  const minutes = useMoment((now) => {
    if (room.state === 'waiting') return Math.floor((now - waitingSince) / minuteMs);
    return room.state === 'in-service' && Number.isFinite(dueAt) ? minutesUntil(dueAt, now) : null;
  });
  // The signs of a call, of wishes or of a dead terminal need the room of the state's own sign, and so do minutes.
  const hasMinutes = room.state === 'waiting' || (minutes !== null && minutes < 0);
  const plain = hasMinutes || room.serviceCallId !== null || room.terminal === 'offline' || hasWishes(room);
  const badge = (label?: string, alarm = false) => (
    <StateBadge state={room.state} plain={plain} alarm={alarm} {...(label && { label })} />
  );
  if (room.state === 'waiting') {
    // Who was called and did not come is another matter than a guest for whom nobody is free yet.
    const isCalled = clocks.some((clock) => clock.state === 'called');
    const label = alarmed ? (isCalled ? 'board:badge.notCome' : 'board:badge.queued') : 'board:badge.waiting';
    return badge(t(label, { minutes: minutes ?? 0 }), alarmed);
  }
  // Nobody is served or waits, and the trading day is over.
  if (room.state === 'awaiting-payment' && alarmed) return badge(t('board:badge.leftOpen'), true);
  if (room.state !== 'in-service' || minutes === null) return badge();
  if (minutes < 0) return badge(t('board:badge.late', { minutes: -minutes }), true);
  if (minutes <= soonMinutes) return badge(t('board:badge.ending'), true);
  const served = new Set(running.map((clock) => clock.guestId));
  return badge(t('board:badge.running', { count: served.size, beds: room.beds }));
}

interface ClockLineProps {
  clock: ClockView;
  extended: boolean;
  /** It comes after another one, which goes on. */
  later: boolean;
}

function ClockLine({ clock, extended, later }: ClockLineProps) {
  const { t } = useTranslation(['board', 'common']);
  const { startedAt, dueAt } = clock;
  const percent = useMoment((now) =>
    startedAt === null || dueAt === null
      ? 0
      : Math.max(0, Math.min(100, Math.round(((now - startedAt) / (dueAt - startedAt)) * 100))),
  );
  const late = useMoment((now) => dueAt !== null && minutesUntil(dueAt, now) <= soonMinutes);
  return (
    <span className={classes.clockLine}>
      <span className={classes.clockNo}>{clock.technicianNo ?? (later ? clock.requestedNo : null) ?? '—'}</span>
      <ClockTypeTag type={extended ? 'extension' : clock.type} />
      <span
        className={classes.bar}
        data-late={late || undefined}
        style={{ backgroundSize: `${percent}% 100%` }}
        aria-hidden
      />
      <span className={classes.clockLeft}>
        {dueAt !== null && clock.state === 'started' ? (
          <RemainingTime dueAt={dueAt} soonMinutes={soonMinutes} />
        ) : (
          t(later ? 'board:afterThat' : clock.state === 'ordered' ? 'board:inQueue' : 'board:toCome', {
            count: clock.callCount,
          })
        )}
      </span>
    </span>
  );
}

/** Until when it goes, whose band it is on, what the item is. */
function ClockFacts({ clock, room, isAlone }: { clock: ClockView; room: RoomView; isAlone: boolean }) {
  const { t } = useTranslation(['board', 'common']);
  const format = useFormat();
  const band = room.visit?.guests.find(({ id }) => id === clock.guestId)?.wristbandNo;
  const until = clock.state === 'started' && clock.dueAt !== null ? format.time(clock.dueAt) : null;
  const facts = [until && t('board:until', { time: until }), band && t('common:band', { no: band })].filter(Boolean);
  const item = format.service(clock.serviceCode);
  if (isAlone) {
    return (
      <>
        <span className={classes.clockFacts}>{item}</span>
        <span className={classes.clockFacts}>{facts.join(' · ')}</span>
      </>
    );
  }
  return <span className={classes.clockFacts}>{[...facts, item].join(' · ')}</span>;
}

function Since({ at }: { at: number }) {
  const { t } = useTranslation('board');
  const minutes = useMoment((now) => Math.max(0, Math.floor((now - at) / minuteMs)));
  return <span className={classes.tileNote}>{t('sinceMinutes', { minutes })}</span>;
}

/** Who has reserved the room next, while nobody is in it. */
function Reserved({ roomNo }: { roomNo: string }) {
  const { t } = useTranslation(['board', 'arrival', 'common']);
  const format = useFormat();
  const nameOfGuest = useGuestName();
  const today = useBoard((board) => board.businessDate) ?? '';
  const next = useBoard((board) => board.reservations.find((one) => one.roomNo === roomNo));
  if (!next) return null;
  const time = format.timeOn(today, next.startsAt);
  if (!next.kept) return <span className={classes.tileNote}>{t('board:kept', { time })}</span>;
  return (
    <>
      <span className={classes.tileNote}>
        {time} {nameOfGuest(next.guestName)} {t('common:people', { count: next.guestCount })}
      </span>
      {next.technicianNos.length > 0 && (
        <span className={classes.tileNote}>{t('arrival:asks', { nos: next.technicianNos.join(' ') })}</span>
      )}
    </>
  );
}
