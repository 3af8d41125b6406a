import { Anchor, Tabs, UnstyledButton } from '@mantine/core';
import { IconDoor } from '@tabler/icons-react';
import { memo, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { minuteMs } from '../../../core/kernel/time.ts';
import type { QueueView } from '../../../host/parts/rotation/views.ts';
import type { TechnicianView } from '../../../host/parts/technicians/views.ts';

import { queueOf } from '../../client/board-state.ts';
import { useBoard } from '../../client/board-store.ts';
import { useFormat } from '../../client/format.ts';
import { hashOf } from '../../client/router.ts';
import { useMoment } from '../../client/store-time.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
import { RemainingTime } from '../../components/remaining-time.tsx';
import { chooseRoom } from '../../shared/command-line/board-view.ts';
import classes from './board.module.css';

const endingMinutes = 15;
const endingShown = 4;

/** The rotation beside the board: who is next in each group, who ends soon, who rests. */
export function RotationColumn() {
  const { t } = useTranslation('board');
  const ids = useBoard((board) => board.queueIds) ?? [];
  const [chosenId, setChosenId] = useState<string | null>(null);
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
  return places.map((place) => (
    <Waiting key={place.technicianNo} place={place} first={place.technicianNo === firstNo} />
  ));
}

/** Repaints when the place or its technician changed, never for another one. */
const Waiting = memo(function Waiting({ place, first }: { place: QueueView['places'][number]; first: boolean }) {
  const { t } = useTranslation('board');
  const { technicianNo, position, available } = place;
  const technician = useBoard((board) => board.technicians.get(technicianNo));
  if (!technician) return null;
  const where = technician.clock?.roomNo;
  return (
    <Person
      technician={technician}
      busy={!available}
      first={first}
      note={where === undefined ? first ? t('headOfQueue') : position : <InRoom roomNo={where} />}
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
