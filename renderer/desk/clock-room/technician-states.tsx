import { TextInput, Title, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TechnicianState } from '../../../core/technicians/technician.ts';
import type { TechnicianView } from '../../../host/api/views.ts';
import { useFormat } from '../../client/format.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
import { isFound } from '../../components/initials.ts';
import { RemainingTime } from '../../components/remaining-time.tsx';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import classes from './clock-room.module.css';

interface TechnicianStatesProps {
  technicians: ReadonlyMap<string, TechnicianView>;
  chosenNo: string | null;
  onChoose: (no: string) => void;
}

const order: TechnicianState[] = ['called', 'working', 'idle', 'resting', 'paused', 'off-duty'];

/** All technicians by what they are doing. */
export function TechnicianStates({ technicians, chosenNo, onChoose }: TechnicianStatesProps) {
  const { t } = useTranslation(['clock-room', 'common']);
  const [typed, setTyped] = useState('');
  const found = [...technicians.values()].filter((one) => isFound(typed, one.no, [one.name]));
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
        {found.length === 0 && <EmptyNote text={t('noneFound')} />}
        {order.map((state) => {
          const its = found.filter((one) => one.state === state);
          if (its.length === 0) return null;
          return (
            <section key={state} className={classes.group} data-state={state}>
              <Title order={2} size="h5">
                {t(`common:technicianState.${state}`)} {its.length}
              </Title>
              <ul className={classes.grid}>
                {its.map((one) => (
                  <li key={one.no}>
                    <UnstyledButton
                      className={classes.person}
                      aria-current={one.no === chosenNo || undefined}
                      onClick={() => onChoose(one.no)}
                    >
                      <span className={classes.personHead}>
                        <span>
                          <b>{one.no}</b> {one.name}
                        </span>
                        {one.clock?.dueAt && <RemainingTime dueAt={one.clock.dueAt} />}
                      </span>
                      <small>
                        <Doing technician={one} />
                      </small>
                    </UnstyledButton>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </ScrollRegion>
    </section>
  );
}

function Doing({ technician: { clock, restUntil, state, today } }: { technician: TechnicianView }) {
  const { t } = useTranslation('clock-room');
  const format = useFormat();
  if (clock) {
    return <>{t('inRoom', { room: clock.roomNo, service: format.service(clock.serviceCode) })}</>;
  }
  if (state === 'resting' && restUntil !== null) return <>{t('restUntil', { time: format.time(restUntil) })}</>;
  return <>{t('counts', { ...today, extension: today.extension / 2 })}</>;
}
