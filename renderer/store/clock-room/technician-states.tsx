import { TextInput, Title, UnstyledButton } from '@mantine/core';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TechnicianState } from '../../../core/model/technicians/technician.ts';
import type { TechnicianView } from '../../../host/parts/technicians/views.ts';

import type { Board } from '../../client/board-state.ts';
import { useBoard } from '../../client/board-store.ts';
import { useFormat } from '../../client/format.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
import { isFound } from '../../components/initials.ts';
import { RemainingTime } from '../../components/remaining-time.tsx';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import classes from './clock-room.module.css';

interface TechnicianStatesProps {
  chosenNo: string | null;
  onChoose: (no: string) => void;
}

const order: TechnicianState[] = ['called', 'working', 'idle', 'resting', 'paused', 'off-duty'];

/** All technicians by what they are doing. */
export function TechnicianStates({ chosenNo, onChoose }: TechnicianStatesProps) {
  const { t } = useTranslation('clock-room');
  const [typed, setTyped] = useState('');
  return (
    <section className={classes.people} aria-label={t('people')}>
      <TextInput
        size="md"
        aria-label={t('find')}
        placeholder={t('findHint')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <ScrollRegion className={classes.scroll} label={t('people')}>
        <NoneFound typed={typed} />
        {order.map((state) => (
          <StateGroup key={state} state={state} typed={typed} chosenNo={chosenNo} onChoose={onChoose} />
        ))}
      </ScrollRegion>
    </section>
  );
}

/** Their numbers, between blanks. */
function foundIn({ technicians }: Board, typed: string, state?: TechnicianState): string {
  const nos: string[] = [];
  for (const one of technicians.values()) {
    if ((state === undefined || one.state === state) && isFound(typed, one.no, [one.name])) nos.push(one.no);
  }
  return nos.join(' ');
}

function NoneFound({ typed }: { typed: string }) {
  const { t } = useTranslation('clock-room');
  const isAnybody = useBoard((board) => foundIn(board, typed) !== '');
  return isAnybody ? null : <EmptyNote text={t('noneFound')} />;
}

interface StateGroupProps extends TechnicianStatesProps {
  state: TechnicianState;
  typed: string;
}

/** Those of one state; repaints when one of them comes or goes. */
function StateGroup({ state, typed, chosenNo, onChoose }: StateGroupProps) {
  const { t } = useTranslation();
  const found = useBoard((board) => foundIn(board, typed, state));
  if (!found) return null;
  const nos = found.split(' ');
  return (
    <section className={classes.group} data-state={state}>
      <Title order={2} size="h5">
        {t(`technicianState.${state}`)} {nos.length}
      </Title>
      <ul className={classes.grid}>
        {nos.map((no) => (
          <li key={no}>
            <Person technicianNo={no} isChosen={no === chosenNo} onChoose={onChoose} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface PersonProps {
  technicianNo: string;
  isChosen: boolean;
  onChoose: (no: string) => void;
}

const Person = memo(function Person({ technicianNo, isChosen, onChoose }: PersonProps) {
  const technician = useBoard((board) => board.technicians.get(technicianNo));
  if (!technician) return null;
  return (
    <UnstyledButton
      className={classes.person}
      aria-current={isChosen || undefined}
      onClick={() => onChoose(technicianNo)}
    >
      <span className={classes.personHead}>
        <span>
          <b>{technicianNo}</b> {technician.name}
        </span>
        {technician.clock?.dueAt && <RemainingTime dueAt={technician.clock.dueAt} />}
      </span>
      <small>
        <Doing technician={technician} />
      </small>
    </UnstyledButton>
  );
});

function Doing({ technician: { clock, restUntil, state, today } }: { technician: TechnicianView }) {
  const { t } = useTranslation('clock-room');
  const format = useFormat();
  if (clock) {
    return <>{t('inRoom', { room: clock.roomNo, service: format.service(clock.serviceCode) })}</>;
  }
  if (state === 'resting' && restUntil !== null) return <>{t('restUntil', { time: format.time(restUntil) })}</>;
  return <>{t('counts', { ...today, extension: today.extension / 2 })}</>;
}
