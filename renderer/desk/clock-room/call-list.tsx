import { Button, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CallView } from '../../../host/api/views.ts';
import { act } from '../../client/act.ts';
import { useBoard } from '../../client/board-store.ts';
import { useCatalog } from '../../client/catalog.tsx';
import { useFormat } from '../../client/format.ts';
import { useMay } from '../../client/session.ts';
import { useMoment } from '../../client/store-time.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
import { ClockTypeTag } from '../../components/clock-type-tag.tsx';
import { Elapsed } from '../../components/remaining-time.tsx';
import { showDone } from '../../components/undo.tsx';
import classes from './clock-room.module.css';

/** The calls whose technicians have not started yet, the oldest first. */
export function CallList() {
  const { t } = useTranslation('clock-room');
  const calls = useBoard((board) => board.calls) ?? [];
  return (
    <section className={classes.calls} aria-label={t('calls')}>
      <Title order={2} size="h5">
        {t('calls')} {calls.length > 0 && calls.length}
      </Title>
      {calls.length === 0 ? (
        <EmptyNote text={t('noCalls')} />
      ) : (
        <ul className={classes.plain}>
          {calls
            .toSorted((a, b) => a.calledAt - b.calledAt)
            .map((call) => (
              <CallRow key={call.clockId} call={call} />
            ))}
        </ul>
      )}
    </section>
  );
}

function CallRow({ call }: { call: CallView }) {
  const { t } = useTranslation('clock-room');
  const format = useFormat();
  const { toRoomMinutes } = useCatalog().store;
  const mayCall = useMay('clock.call');
  const late = useMoment((now) => now - call.calledAt > toRoomMinutes * 60_000);
  const { technicianNo: no, roomNo: room } = call;
  const callAgain = async () => {
    if (await act('clock.callAgain', { clockId: call.clockId })) showDone(t('calledAgain', { no }));
  };
  return (
    <li className={classes.call} data-late={late || undefined}>
      <div>
        <b>{t('callOf', { no, room })}</b> <ClockTypeTag type={call.type} />
        <div className={classes.quiet}>
          {format.service(call.serviceCode)} · {t('called', { count: call.callCount })} ·{' '}
          <Elapsed since={call.calledAt} />
        </div>
      </div>
      {mayCall && (
        <Button h={44} variant="light" aria-label={t('callAgainOf', { no, room })} onClick={() => void callAgain()}>
          {t('callAgain')}
        </Button>
      )}
    </li>
  );
}
