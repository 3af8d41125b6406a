import { Anchor, Tabs, UnstyledButton } from '@mantine/core';
import { IconDoor } from '@tabler/icons-react';
import { memo, type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { minuteMs } from '../../../core/kernel/time.ts';
import type { TechnicianView } from '../../../host/parts/technicians/views.ts';

import { queueOf } from '../../client/board-state.ts';
import { useBoard } from '../../client/board-store.ts';
import { useFormat } from '../../client/format.ts';
import { hashOf } from '../../client/router.ts';
import { useMoment } from '../../client/store-time.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
import { RemainingTime } from '../../components/remaining-time.tsx';
import { chooseRoom, useBoardView } from '../../shared/command-line/board-view.ts';
import classes from './board.module.css';

const endingMinutes = 15;
const endingShown = 4;

/** The rotation beside the board: who is next in each group, who ends soon, who rests. */
export function RotationColumn() {
  const { t } = useTranslation('board');
  const ids = useBoard((board) => board.queueIds) ?? [];
  const [chosenId, setChosenId] = useState<string | null>(null);
  const fitting = useFittingQueues();
  // Whoever chose a room wants to see who comes next for it; another tab may be taken all the same.
  useEffect(() => {
    if (fitting === '') return;
    const fits = fitting.split(' ');
    setChosenId((now) => (now !== null && fits.includes(now) ? now : (fits[0] ?? null)));
  }, [fitting]);
  const id = ids.find((one) => one === chosenId) ?? ids[0];
  if (id === undefined) return <EmptyNote />;
  return (
    <aside className={classes.side} aria-label={t('rotation')}>
      <h2 className={classes.sideTitle}>
        {t('rotation')}
        <IdleCount queueId={id} />
      </h2>
      <Tabs value={id} onChange={setChosenId} variant="pills" keepMounted={false} style={{ display: 'contents' }}>
        <Tabs.List grow mb={4} style={{ gap: 4 }}>
          {ids.map((one) => (
            <Tabs.Tab key={one} value={one} px={6} h={44}>
              <QueueName queueId={one} />
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={id} className={classes.queue} tabIndex={0}>
          <Queue queueId={id} />
        </Tabs.Panel>
      </Tabs>
      <EndingSoon />
      <Resting />
    </aside>
  );
}

/** The queues of the group the chosen room is for, between blanks; none while no room is chosen. */
function useFittingQueues(): string {
  const roomNo = useBoardView((view) => view.roomNo);
  const fitting = useBoard((board) => {
    const kind = roomNo === null ? undefined : board.rooms.get(roomNo)?.kind;
    return board.queueIds.filter((id) => queueOf(board, id)?.group === kind).join(' ');
  });
  return fitting ?? '';
}

function QueueName({ queueId }: { queueId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const group = useBoard((board) => queueOf(board, queueId)?.group) ?? '';
  const gender = useBoard((board) => queueOf(board, queueId)?.gender);
  return gender ? `${format.group(group)} ${t(`genderShort.${gender}`)}` : format.group(group);
}

function IdleCount({ queueId }: { queueId: string }) {
  const { t } = useTranslation('board');
  const count = useBoard((board) => queueOf(board, queueId)?.places.filter((place) => place.available).length) ?? 0;
  return <span className={classes.sideCount}>{t('idleCount', { count })}</span>;
}

function Queue({ queueId }: { queueId: string }) {
  const { t } = useTranslation('board');
  const places = useBoard((board) => queueOf(board, queueId)?.places) ?? [];
  const firstNo = places.find((place) => place.available)?.technicianNo;
  if (places.length === 0) {
    return (
      <>
        <EmptyNote text={t('queueEmpty')} />
        <Anchor href={hashOf('clock-room')} ta="center" display="block" size="sm" lh="44px">
          {t('toDuty')}
        </Anchor>
      </>
    );
  }
  // Only those who wait are counted: who is in a room keeps a place, and no number.
  let waiting = 0;
  return places.map((place) => {
    if (place.available) waiting += 1;
    return (
      <Waiting
        key={place.technicianNo}
        technicianNo={place.technicianNo}
        waitingNo={place.available ? waiting : null}
        first={place.technicianNo === firstNo}
      />
    );
  });
}

interface WaitingProps {
  technicianNo: string;
  /** The how manieth of those who wait; null: does not wait. */
  waitingNo: number | null;
  first: boolean;
}

/** Repaints when the place or its technician changed, never for another one. */
const Waiting = memo(function Waiting({ technicianNo, waitingNo, first }: WaitingProps) {
  const { t } = useTranslation('board');
  const technician = useBoard((board) => board.technicians.get(technicianNo));
  if (!technician) return null;
  const where = technician.clock?.roomNo;
  return (
    <Person
      technician={technician}
      busy={waitingNo === null}
      first={first}
      note={where === undefined ? first ? t('headOfQueue') : waitingNo : <InRoom roomNo={where} />}
    />
  );
});

function EndingSoon() {
  const { t } = useTranslation('board');
  const technicians = useBoard((board) => board.technicians);
  // Who is in the list changes with the minutes; the list itself is drawn only then.
  const soon = useMoment((now) =>
    [...(technicians?.values() ?? [])]
      .flatMap(({ no, state, clock }) => (state === 'working' && clock?.dueAt ? [{ no, dueAt: clock.dueAt }] : []))
      .filter(({ dueAt }) => dueAt - now < endingMinutes * minuteMs)
      .toSorted((a, b) => a.dueAt - b.dueAt)
      .slice(0, endingShown)
      .map(({ no }) => no)
      .join(' '),
  );
  return (
    <>
      <h2 className={classes.sideTitle}>{t('endingSoon')}</h2>
      <div className={classes.shortList}>
        {soon === '' && <EmptyNote text={t('nobodyEnding')} />}
        {soon !== '' && soon.split(' ').map((no) => <Ending key={no} technicianNo={no} />)}
      </div>
    </>
  );
}

const Ending = memo(function Ending({ technicianNo }: { technicianNo: string }) {
  const technician = useBoard((board) => board.technicians.get(technicianNo));
  if (!technician) return null;
  const { clock } = technician;
  return (
    <Person
      technician={technician}
      name={clock?.roomNo ?? ''}
      note={clock?.dueAt ? <RemainingTime dueAt={clock.dueAt} /> : null}
    />
  );
});

function Resting() {
  const { t } = useTranslation();
  const nos = useBoard((board) =>
    [...board.technicians.values()].flatMap(({ no, state }) => (state === 'resting' ? no : [])).join(' '),
  );
  if (!nos) return null;
  return (
    <>
      <h2 className={classes.sideTitle}>{t('technicianState.resting')}</h2>
      <div className={classes.shortList}>
        {nos.split(' ').map((no) => (
          <Rester key={no} technicianNo={no} />
        ))}
      </div>
    </>
  );
}

const Rester = memo(function Rester({ technicianNo }: { technicianNo: string }) {
  const technician = useBoard((board) => board.technicians.get(technicianNo));
  if (!technician) return null;
  const { restUntil } = technician;
  return (
    <Person
      technician={technician}
      busy
      note={restUntil !== null && <RemainingTime dueAt={restUntil} soonMinutes={0} />}
    />
  );
});

interface PersonProps {
  technician: TechnicianView;
  name?: string;
  first?: boolean;
  busy?: boolean;
  note: ReactNode;
}

/** A door before it, so that a room is not taken for a place in the queue. */
function InRoom({ roomNo }: { roomNo: string }) {
  const { t } = useTranslation('board');
  return (
    <span role="img" aria-label={t('inRoom', { room: roomNo })}>
      <IconDoor size={14} style={{ verticalAlign: -2 }} aria-hidden /> {roomNo}
    </span>
  );
}

/** One technician; a tap goes to the room she or he is in. */
function Person({ technician, name = technician.name, first = false, busy = false, note }: PersonProps) {
  const content = (
    <>
      <span className={classes.personNo}>{technician.no}</span>
      <span className={classes.personName}>{name}</span>
      <span className={classes.personNote}>{note}</span>
    </>
  );
  const marks = { className: classes.person, 'data-first': first || undefined, 'data-busy': busy || undefined };
  const roomNo = technician.clock?.roomNo;
  if (!roomNo) return <div {...marks}>{content}</div>;
  return (
    <UnstyledButton {...marks} onClick={() => chooseRoom(roomNo)}>
      {content}
    </UnstyledButton>
  );
}
