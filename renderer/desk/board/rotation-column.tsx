import { Anchor, Tabs, UnstyledButton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueView, TechnicianView } from '../../../host/api/views.ts';
import { useBoard } from '../../client/board-store.ts';
import { useFormat } from '../../client/format.ts';
import { useMoment } from '../../client/store-time.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
import { RemainingTime } from '../../components/remaining-time.tsx';
import { hashOf } from '../../router.ts';
import classes from './board.module.css';
import { chooseRoom } from './board-view.ts';

const endingMinutes = 15;
const endingShown = 4;

/** The rotation beside the board: who is next in each group, who ends soon, who rests. */
export function RotationColumn() {
  const { t } = useTranslation(['board', 'common']);
  const format = useFormat();
  const queues = useBoard((board) => board.queues) ?? [];
  const technicians = useBoard((board) => board.technicians);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const queue = queues.find((one) => one.id === chosenId) ?? queues[0];
  if (!queue || !technicians) return <EmptyNote />;
  const nameOf = (one: QueueView) =>
    one.gender ? `${format.group(one.group)} ${t(`common:genderShort.${one.gender}`)}` : format.group(one.group);
  const everybody = [...technicians.values()];
  const resting = everybody.filter((technician) => technician.state === 'resting');
  return (
    <aside className={classes.side} aria-label={t('board:rotation')}>
      <h2 className={classes.sideTitle}>
        {t('board:rotation')}
        <span className={classes.sideCount}>
          {t('board:idleCount', { count: queue.places.filter((place) => place.available).length })}
        </span>
      </h2>
      <Tabs value={queue.id} onChange={setChosenId} variant="pills" keepMounted={false} style={{ display: 'contents' }}>
        <Tabs.List grow mb={4} style={{ gap: 4 }}>
          {queues.map((one) => (
            <Tabs.Tab key={one.id} value={one.id} px={6} h={44}>
              {nameOf(one)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={queue.id} className={classes.queue} tabIndex={0}>
          {queue.places.length === 0 && (
            <>
              <EmptyNote text={t('board:queueEmpty')} />
              <Anchor href={hashOf('clock-room')} ta="center" display="block" size="sm" lh="44px">
                {t('board:toDuty')}
              </Anchor>
            </>
          )}
          <Queue queue={queue} technicians={technicians} />
        </Tabs.Panel>
      </Tabs>
      <EndingSoon technicians={everybody} />
      {resting.length > 0 && (
        <>
          <h2 className={classes.sideTitle}>{t('common:technicianState.resting')}</h2>
          <div className={classes.shortList}>
            {resting.map((technician) => (
              <Person
                key={technician.no}
                technician={technician}
                busy
                note={technician.restUntil !== null && <RemainingTime dueAt={technician.restUntil} soonMinutes={0} />}
              />
            ))}
          </div>
        </>
      )}
    </aside>
  );
}

function Queue({ queue, technicians }: { queue: QueueView; technicians: ReadonlyMap<string, TechnicianView> }) {
  const { t } = useTranslation('board');
  const firstNo = queue.places.find((place) => place.available)?.technicianNo;
  return queue.places.map((place) => {
    const technician = technicians.get(place.technicianNo);
    if (!technician) return null;
    const first = place.technicianNo === firstNo;
    const where = technician.clock?.roomNo;
    return (
      <Person
        key={place.technicianNo}
        technician={technician}
        busy={!place.available}
        first={first}
        note={where ?? (first ? t('headOfQueue') : place.position)}
      />
    );
  });
}

function EndingSoon({ technicians }: { technicians: TechnicianView[] }) {
  const { t } = useTranslation('board');
  // Who is in the list changes with the minutes; the list itself is drawn only then.
  const soon = useMoment((now) =>
    technicians
      .flatMap(({ no, state, clock }) => (state === 'working' && clock?.dueAt ? [{ no, dueAt: clock.dueAt }] : []))
      .filter(({ dueAt }) => dueAt - now < endingMinutes * 60_000)
      .toSorted((a, b) => a.dueAt - b.dueAt)
      .slice(0, endingShown)
      .map(({ no }) => no)
      .join(' '),
  );
  const found = soon.split(' ').flatMap((no) => technicians.find((technician) => technician.no === no) ?? []);
  return (
    <>
      <h2 className={classes.sideTitle}>{t('endingSoon')}</h2>
      <div className={classes.shortList}>
        {found.length === 0 && <EmptyNote text={t('nobodyEnding')} />}
        {found.map((technician) => (
          <Person
            key={technician.no}
            technician={technician}
            name={technician.clock?.roomNo ?? ''}
            note={technician.clock?.dueAt ? <RemainingTime dueAt={technician.clock.dueAt} /> : null}
          />
        ))}
      </div>
    </>
  );
}

interface PersonProps {
  technician: TechnicianView;
  name?: string;
  first?: boolean;
  busy?: boolean;
  note: ReactNode;
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
