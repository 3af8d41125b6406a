import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queueOf } from '../../client/board-state.ts';
import { useBoard } from '../../client/board-store.ts';
import { Columns } from '../../components/columns.tsx';
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
  const ids = useBoard((board) => board.queueIds);
  const [askedId, setQueueId] = useState<string | null>(null);
  const [chosenNo, setChosenNo] = useState<string | null>(null);
  if (!ids) return null;
  const id = ids.find((one) => one === askedId) ?? ids[0];
  return (
    <Columns
      label={t('title')}
      hasHeading
      columns={[
        {
          id: 'queues',
          label: t('queues'),
          width: 'minmax(340px, 430px)',
          children: (
            <section className={classes.queues} aria-label={t('queues')}>
              <Tabs value={id ?? null} onChange={setQueueId} variant="pills" className={classes.tabs}>
                <Tabs.List aria-label={t('queues')} mb="sm">
                  {ids.map((one) => (
                    <Tabs.Tab key={one} value={one} h={44} px={10}>
                      <QueueTab queueId={one} />
                    </Tabs.Tab>
                  ))}
                </Tabs.List>
                {id !== undefined && (
                  <Tabs.Panel value={id} className={classes.tabPanel}>
                    <QueueOrder key={id} queueId={id} chosenNo={chosenNo} onChoose={setChosenNo} />
                  </Tabs.Panel>
                )}
              </Tabs>
            </section>
          ),
        },
        {
          id: 'people',
          label: t('people'),
          width: 'minmax(0, 1fr)',
          children: <TechnicianStates chosenNo={chosenNo} onChoose={setChosenNo} />,
        },
        {
          id: 'side',
          label: t('columns.calls'),
          width: 'minmax(320px, 400px)',
          over: { isOpen: chosenNo !== null, onClose: () => setChosenNo(null), isTab: true, hasCross: true },
          children: (
            <div className={classes.side}>
              <CallList />
              <GuestsToCome />
              <PersonPanel key={chosenNo} technicianNo={chosenNo} onClose={() => setChosenNo(null)} />
            </div>
          ),
        },
      ]}
    />
  );
}

/** A queue's name, and how many in it can be called. */
function QueueTab({ queueId }: { queueId: string }) {
  const name = useQueueName(queueId);
  const waiting = useBoard((board) => queueOf(board, queueId)?.places.filter((place) => place.available).length);
  return (
    <>
      {name} <b>{waiting}</b>
    </>
  );
}
