import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconGripVertical } from '@tabler/icons-react';
import { type Dispatch, type KeyboardEvent, memo, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueView } from '../../../host/parts/rotation/views.ts';
import type { TechnicianView } from '../../../host/parts/technicians/views.ts';

import { useBoard } from '../../client/board-store.ts';
import { useFormat } from '../../client/format.ts';
import { useMay } from '../../client/session.ts';
import { RemainingTime } from '../../components/remaining-time.tsx';
import classes from './clock-room.module.css';
import type { QueueMoveStep } from './queue-move.ts';

interface PlaceRowProps {
  place: QueueView['places'][number];
  /** Where it stands just now, from 1: while somebody is moved, not where it stands in the store. */
  shownAt: number;
  /** Places in the queue. */
  count: number;
  isMoving: boolean;
  isChosen: boolean;
  onChoose: (no: string) => void;
  onMove: Dispatch<QueueMoveStep>;
  onGrip: (event: PointerEvent<HTMLElement>, technicianNo: string, from: number) => void;
}

/** One place of a queue; repaints for itself and its technician only. */
export const PlaceRow = memo(function PlaceRow(props: PlaceRowProps) {
  const { place, shownAt, count, isMoving, isChosen, onChoose, onMove, onGrip } = props;
  const { t } = useTranslation('clock-room');
  const mayMove = useMay('rotation.move');
  const { technicianNo: no, position } = place;
  const technician = useBoard((board) => board.technicians.get(no));
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      onMove({ kind: 'carry', technicianNo: no, from: position, by: event.key === 'ArrowUp' ? -1 : 1, count });
    } else if (event.key === 'Enter' && isMoving) {
      event.preventDefault();
      onMove({ kind: 'put-down' });
    } else if (event.key === 'Escape') onMove({ kind: 'leave' });
  };
  const askFor = (to: number) => onMove({ kind: 'ask', move: { technicianNo: no, from: position, to } });
  return (
    <li
      className={classes.place}
      data-available={place.available || undefined}
      data-moving={isMoving || undefined}
      aria-current={isChosen || undefined}
    >
      {mayMove && (
        <ActionIcon
          size={44}
          variant="subtle"
          color="gray"
          className={classes.grip}
          aria-label={t('move.handle', { no, position: isMoving ? shownAt : position })}
          onPointerDown={(event) => onGrip(event, no, position)}
          onKeyDown={onKey}
          onBlur={() => onMove({ kind: 'leave' })}
        >
          <IconGripVertical size={20} aria-hidden />
        </ActionIcon>
      )}
      <span className={classes.position}>{shownAt}</span>
      <UnstyledButton className={classes.who} onClick={() => onChoose(no)}>
        <b>{no}</b>
        <span>{technician?.name}</span>
        <StateOf technician={technician ?? undefined} available={place.available} />
      </UnstyledButton>
      {mayMove && (
        <>
          <ActionIcon
            size={44}
            variant="subtle"
            color="gray"
            disabled={position === 1}
            aria-label={t('move.up', { no })}
            onClick={() => askFor(position - 1)}
          >
            <IconChevronUp size={20} aria-hidden />
          </ActionIcon>
          <ActionIcon
            size={44}
            variant="subtle"
            color="gray"
            disabled={position === count}
            aria-label={t('move.down', { no })}
            onClick={() => askFor(position + 1)}
          >
            <IconChevronDown size={20} aria-hidden />
          </ActionIcon>
        </>
      )}
    </li>
  );
});

/** What keeps somebody from the next clock: one that runs, or a reservation, although the place may be the first. */
function StateOf({ technician, available }: { technician: TechnicianView | undefined; available: boolean }) {
  const { t } = useTranslation(['common', 'clock-room']);
  const format = useFormat();
  const lock = useBoard((board) =>
    board.reservations.find((one) => one.locked && one.technicianNos.includes(technician?.no ?? '')),
  );
  if (!technician) return null;
  const { clock, state } = technician;
  if (lock && !clock) {
    return <small className={classes.state}>{t('clock-room:lockedFor', { time: format.time(lock.startsAt) })}</small>;
  }
  if (available) return null;
  return (
    <small className={classes.state}>
      {t(`common:technicianState.${state}`)} {clock?.roomNo}{' '}
      {clock && clock.dueAt !== null && <RemainingTime dueAt={clock.dueAt} />}
    </small>
  );
}
