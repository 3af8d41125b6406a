import { Tabs, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBoard } from '../../client/board-store.ts';
import { CallList } from './call-list.tsx';
import classes from './clock-room.module.css';
import { GuestsToCome } from './guests-to-come.tsx';
import { PersonPanel } from './person-panel.tsx';
import { useQueueName } from './queue-name.ts';
import { QueueOrder } from './queue-order.tsx';
import { TechnicianStates } from './technician-states.tsx';

/** The dispatcher's screen: who waits in which order, who is called, who does what. */
export default function ClockRoomScreen() {
  const { t } = useTranslation('clock-room');
  const queues = useBoard((board) => board.queues);
  const technicians = useBoard((board) => board.technicians);
  const nameOf = useQueueName();
  const [queueId, setQueueId] = useState<string | null>(null);
  const [chosenNo, setChosenNo] = useState<string | null>(null);
  if (!queues || !technicians) return null;
  const queue = queues.find((one) => one.id === queueId) ?? queues[0];
  const chosen = chosenNo === null ? undefined : technicians.get(chosenNo);
  return (
    <div className={classes.screen}>
      <VisuallyHidden component="h1">{t('title')}</VisuallyHidden>
      <section className={classes.queues} aria-label={t('queues')}>
        <Tabs value={queue?.id ?? null} onChange={setQueueId} variant="pills" className={classes.tabs}>
          <Tabs.List aria-label={t('queues')} mb="sm">
            {queues.map((one) => (
              <Tabs.Tab key={one.id} value={one.id} h={44} px={10}>
                {nameOf(one)} <b>{one.places.filter((place) => place.available).length}</b>
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {queue && (
            <Tabs.Panel value={queue.id} className={classes.tabPanel}>
              <QueueOrder
                key={queue.id}
                queue={queue}
                technicians={technicians}
                chosenNo={chosenNo}
                onChoose={setChosenNo}
              />
            </Tabs.Panel>
          )}
        </Tabs>
      </section>
      <TechnicianStates technicians={technicians} chosenNo={chosenNo} onChoose={setChosenNo} />
      <div className={classes.side}>
        <CallList />
        <GuestsToCome />
        <PersonPanel key={chosen?.no ?? ''} technician={chosen} queues={queues} onClose={() => setChosenNo(null)} />
      </div>
    </div>
  );
}
