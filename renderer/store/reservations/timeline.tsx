import { ScrollArea, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { type MouseEvent, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { hourMs, minuteMs } from '../../../core/kernel/time.ts';
import type { AwayTime, ReservationDay, ReservationView } from '../../../host/parts/reservations/views.ts';

import { useFormat } from '../../client/format.ts';
import { useMoment } from '../../client/store-time.ts';
import { useGuestName, useReservationWords } from '../../shared/arrival/use-words.ts';
import { useMissWords } from './booked-words.ts';
import classes from './reservations.module.css';

/** One line of the timeline: a technician, a room, or what has neither. */
export interface TimelineRow {
  key: string;
  /** What stands before the line, in two sizes. */
  label: string;
  detail: string;
  reservations: ReservationView[];
  /** When a technician is not there, by the roster, and why. */
  away: (Pick<AwayTime, 'fromAt' | 'toAt'> & { why: string })[];
}

interface TimelineProps {
  day: ReservationDay;
  rows: readonly TimelineRow[];
  label: string;
  chosenId: string | null;
  onChoose: (id: string) => void;
  /** A new one for this line, at an instant (UTC ms), or without one as soon as it can be. */
  onNew: (key: string, at: number | null) => void;
}

const hourPx = 104;
const blockMinPx = 84;
const lanePx = 52;

const widthOf = ({ minutes }: ReservationView) => Math.max(blockMinPx, (minutes / 60) * hourPx - 3);

/** What would cover another stands below it; each takes the first lane that is free. At least one. */
function lanesOf(reservations: readonly ReservationView[]) {
  const endsAt: number[] = [];
  const lanes = new Map<string, number>();
  for (const one of reservations.toSorted((a, b) => a.startsAt - b.startsAt)) {
    const free = endsAt.findIndex((end) => end <= one.startsAt);
    const lane = free === -1 ? endsAt.length : free;
    endsAt[lane] = one.startsAt + (widthOf(one) / hourPx) * hourMs;
    lanes.set(one.id, lane);
  }
  return { count: Math.max(1, endsAt.length), laneOf: ({ id }: ReservationView) => lanes.get(id) ?? 0 };
}

/** A day, line by line: blocks are reservations, a click where nothing stands makes a new one there. */
export function Timeline({ day, rows, label, chosenId, onChoose, onNew }: TimelineProps) {
  const { t } = useTranslation('reservations');
  const format = useFormat();
  const scroller = useRef<HTMLDivElement>(null);
  const xOf = (at: number) => ((at - day.fromAt) / hourMs) * hourPx;
  const width = xOf(day.toAt);
  const hours = useMemo(
    () => Array.from({ length: Math.round((day.toAt - day.fromAt) / hourMs) }, (_, hour) => day.fromAt + hour * hourMs),
    [day.fromAt, day.toAt],
  );
  const minute = useMoment((now) => Math.floor(now / minuteMs)) * minuteMs;
  const isToday = minute >= day.fromAt && minute < day.toAt;

  // Where it begins to be of interest: an hour before now, or before the first reservation.
  const first = isToday ? minute : (day.reservations[0]?.startsAt ?? day.fromAt + 8 * hourMs);
  const beginsAt = useRef(first);
  useEffect(() => {
    const left = ((beginsAt.current - day.fromAt) / hourMs - 1) * hourPx;
    scroller.current?.scrollTo({ left: Math.max(0, left) });
  }, [day.fromAt]);

  const onLane = (event: MouseEvent<HTMLElement>, key: string) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    onNew(key, day.fromAt + ((event.clientX - left) / hourPx) * hourMs);
  };
  return (
    <ScrollArea
      viewportRef={scroller}
      className={classes.timeline}
      viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': label }}
    >
      <div className={classes.hours} style={{ width: width + 140 }}>
        <span className={classes.corner} />
        {hours.map((at) => (
          <span key={at} className={classes.hour} style={{ width: hourPx }}>
            {format.time(at)}
          </span>
        ))}
      </div>
      {rows.map((row) => (
        <div
          key={row.key}
          className={classes.row}
          style={{ width: width + 140, height: lanesOf(row.reservations).count * lanePx }}
        >
          <UnstyledButton
            className={classes.rowHead}
            aria-label={t('newFor', { who: `${row.label} ${row.detail}`.trim() })}
            onClick={() => onNew(row.key, null)}
          >
            <b>{row.label}</b> <span>{row.detail}</span>
          </UnstyledButton>
          <div className={classes.lane} style={{ width }}>
            {row.away.map(({ fromAt, toAt, why }) => (
              <span key={fromAt} className={classes.away} style={{ left: xOf(fromAt), width: xOf(toAt) - xOf(fromAt) }}>
                <span>{why}</span>
              </span>
            ))}
            {/* For the mouse; by keyboard the head of the line does the same. */}
            <UnstyledButton
              className={classes.laneClick}
              tabIndex={-1}
              aria-hidden
              onClick={(event) => onLane(event, row.key)}
            />
            {isToday && <span className={classes.nowLine} style={{ left: xOf(minute) }} />}
            {row.reservations.map((one) => (
              <Block
                key={one.id}
                reservation={one}
                left={xOf(one.startsAt)}
                top={lanesOf(row.reservations).laneOf(one) * lanePx + 3}
                width={widthOf(one)}
                isChosen={one.id === chosenId}
                onChoose={onChoose}
              />
            ))}
          </div>
        </div>
      ))}
    </ScrollArea>
  );
}

interface BlockProps {
  reservation: ReservationView;
  left: number;
  top: number;
  width: number;
  isChosen: boolean;
  onChoose: (id: string) => void;
}

function Block({ reservation, left, top, width, isChosen, onChoose }: BlockProps) {
  const { t } = useTranslation(['reservations', 'arrival']);
  const format = useFormat();
  const words = useReservationWords();
  const nameOfGuest = useGuestName();
  const missWords = useMissWords();
  const { id, startsAt, roomNo, state, guestName, rosterMisses } = reservation;
  return (
    <UnstyledButton
      className={classes.block}
      data-state={state}
      data-off-roster={rosterMisses.length > 0 || undefined}
      aria-pressed={isChosen}
      style={{ left, top, width }}
      onClick={() => onChoose(id)}
    >
      <b>
        {format.time(startsAt)} {nameOfGuest(guestName)}
      </b>{' '}
      <span>
        {[
          words(reservation, '').trim(),
          roomNo === null ? t('arrival:noRoom') : format.room(roomNo),
          ...rosterMisses.map(missWords),
        ].join(' · ')}{' '}
        {state === 'booked' ? <VisuallyHidden>{t('state.booked')}</VisuallyHidden> : t(`state.${state}`)}
      </span>
    </UnstyledButton>
  );
}
