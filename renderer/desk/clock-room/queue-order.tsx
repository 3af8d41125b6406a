import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconGripVertical } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueView, TechnicianView } from '../../../host/api/views.ts';
import { useBoard } from '../../client/board-store.ts';
import { useFormat } from '../../client/format.ts';
import { useMay } from '../../client/session.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
import { RemainingTime } from '../../components/remaining-time.tsx';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import classes from './clock-room.module.css';
import { MovePrompt } from './move-prompt.tsx';
import { useQueueName } from './queue-name.ts';
import { type RowDrag, useRowDrag, withMove } from './use-row-drag.ts';

interface QueueOrderProps {
  queue: QueueView;
  technicians: ReadonlyMap<string, TechnicianView>;
  chosenNo: string | null;
  onChoose: (no: string) => void;
}

const rowHeightPx = 52;

/** One queue in its order. Who may, moves somebody by grip, arrows or buttons, and says why. */
export function QueueOrder({ queue, technicians, chosenNo, onChoose }: QueueOrderProps) {
  const { t } = useTranslation('clock-room');
  const queueName = useQueueName()(queue);
  const mayMove = useMay('rotation.move');
  /** Where somebody shall go, until a reason was given or it was left. */
  const [asked, setAsked] = useState<RowDrag | null>(null);
  /** Where the arrow keys have brought a row, until Enter. */
  const [carried, setCarried] = useState<RowDrag | null>(null);
  const { drag, start } = useRowDrag(rowHeightPx, queue.places.length, setAsked);
  const moving = drag ?? carried ?? asked;
  const places = moving ? withMove(queue.places, moving.from, moving.to) : queue.places;

  const onKey = (event: KeyboardEvent, technicianNo: string, from: number) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (by !== 0) {
      event.preventDefault();
      const now = carried?.technicianNo === technicianNo ? carried : { technicianNo, from, to: from };
      setCarried({ ...now, to: Math.min(queue.places.length, Math.max(1, now.to + by)) });
    } else if (event.key === 'Enter' && carried) {
      event.preventDefault();
      if (carried.to !== carried.from) setAsked(carried);
      setCarried(null);
    } else if (event.key === 'Escape') setCarried(null);
  };
  if (queue.places.length === 0) return <EmptyNote text={t('emptyQueue')} />;
  return (
    <>
      {asked && <MovePrompt queueId={queue.id} move={asked} onClose={() => setAsked(null)} />}
      <ScrollRegion className={classes.scroll} label={t('queueOf', { queue: queueName })}>
        <ol className={classes.plain} aria-label={t('queueOf', { queue: queueName })}>
          {places.map((place, index) => {
            const { technicianNo: no, position } = place;
            const technician = technicians.get(no);
            const isMoving = moving?.technicianNo === no;
            return (
              <li
                key={no}
                className={classes.place}
                data-available={place.available || undefined}
                data-moving={isMoving || undefined}
                aria-current={no === chosenNo || undefined}
              >
                {mayMove && (
                  <ActionIcon
                    size={44}
                    variant="subtle"
                    color="gray"
                    className={classes.grip}
                    aria-label={t('move.handle', { no, position: isMoving ? index + 1 : position })}
                    onPointerDown={(event) => start(event, no, position)}
                    onKeyDown={(event) => onKey(event, no, position)}
                    onBlur={() => setCarried(null)}
                  >
                    <IconGripVertical size={20} aria-hidden />
                  </ActionIcon>
                )}
                <span className={classes.position}>{index + 1}</span>
                <UnstyledButton className={classes.who} onClick={() => onChoose(no)}>
                  <b>{no}</b>
                  <span>{technician?.name}</span>
                  <StateOf technician={technician} available={place.available} />
                </UnstyledButton>
                {mayMove && (
                  <>
                    <ActionIcon
                      size={44}
                      variant="subtle"
                      color="gray"
                      disabled={position === 1}
                      aria-label={t('move.up', { no })}
                      onClick={() => setAsked({ technicianNo: no, from: position, to: position - 1 })}
                    >
                      <IconChevronUp size={20} aria-hidden />
                    </ActionIcon>
                    <ActionIcon
                      size={44}
                      variant="subtle"
                      color="gray"
                      disabled={position === queue.places.length}
                      aria-label={t('move.down', { no })}
                      onClick={() => setAsked({ technicianNo: no, from: position, to: position + 1 })}
                    >
                      <IconChevronDown size={20} aria-hidden />
                    </ActionIcon>
                  </>
                )}
              </li>
            );
          })}
        </ol>
      </ScrollRegion>
    </>
  );
}

/** What keeps somebody from the next clock: one that runs, or a reservation, although the place may be the first. */
function StateOf({ technician, available }: { technician: TechnicianView | undefined; available: boolean }) {
  const { t } = useTranslation(['common', 'reservations']);
  const format = useFormat();
  const lock = useBoard((board) =>
    board.reservations.find((one) => one.locked && one.technicianNos.includes(technician?.no ?? '')),
  );
  if (!technician) return null;
  const { clock, state } = technician;
  if (lock && !clock) {
    return <small className={classes.state}>{t('reservations:lockedFor', { time: format.time(lock.startsAt) })}</small>;
  }
  if (available) return null;
  return (
    <small className={classes.state}>
      {t(`common:technicianState.${state}`)} {clock?.roomNo}{' '}
      {clock && clock.dueAt !== null && <RemainingTime dueAt={clock.dueAt} />}
    </small>
  );
}
