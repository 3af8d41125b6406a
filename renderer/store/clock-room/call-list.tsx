import { Button, Group, Title } from '@mantine/core';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandBackCause } from '../../../core/model/clocks/clock.ts';
import { isLateToRoom } from '../../../core/model/clocks/timing.ts';
import type { CallView } from '../../../host/parts/clocks/views.ts';
import { act } from '../../client/act.ts';
import type { Board } from '../../client/board-state.ts';
import { useBoard } from '../../client/board-store.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { useMay } from '../../client/session.ts';
import { useMoment } from '../../client/store-time.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
import { ClockTypeTag } from '../../components/clock-type-tag.tsx';
import { Elapsed } from '../../components/remaining-time.tsx';
import { showDone } from '../../components/undo.tsx';
import { HandBackForm } from '../../shared/hand-back/hand-back-form.tsx';
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

/** The number the guest asked for, or null. */
function requestedIn(board: Board, { roomNo, clockId }: CallView): string | null {
  const clocks = board.rooms.get(roomNo)?.visit?.guests.flatMap((guest) => guest.clocks) ?? [];
  return clocks.find(({ id }) => id === clockId)?.requestedNo ?? null;
}

const CallRow = memo(function CallRow({ call }: { call: CallView }) {
  const { t } = useTranslation(['clock-room', 'hand-back']);
  const format = useFormat();
  const { store } = useCatalog();
  const mayCall = useMay('clock.call');
  const late = useMoment((now) => isLateToRoom({ ...call, state: 'called' }, store, now)) || call.lateAt !== null;
  const mayChange = useMay('clock.change-technician');
  const requestedNo = useBoard((board) => requestedIn(board, call));
  const [asked, setAsked] = useState<HandBackCause | null>(null);
  const { technicianNo: no, roomNo: room } = call;
  const callAgain = async () => {
    if (await act('clock.callAgain', { clockId: call.clockId })) showDone(t('calledAgain', { no }));
  };
  return (
    <li className={classes.call} data-late={late || undefined}>
      <div className={classes.callRow}>
        <div>
          <b>{t('callOf', { no, room })}</b> <ClockTypeTag type={call.type} />
          <div className={classes.quiet}>
            {format.service(call.serviceCode)} · {t('called', { count: call.callCount })}
            {call.lateAt !== null && ` · ${t('hand-back:late')}`}
          </div>
        </div>
        <span className={classes.callSince}>
          <Elapsed since={call.calledAt} />
        </span>
      </div>
      {asked === null && (
        <Group gap="xs">
          {mayCall && (
            <Button
              h={44}
              px="sm"
              variant="light"
              aria-label={t('callAgainOf', { no, room })}
              onClick={() => void callAgain()}
            >
              {t('callAgain')}
            </Button>
          )}
          {mayChange && (
            <Button
              px="sm"
              h={44}
              variant="default"
              aria-label={t('hand-back:refuseOf', { no, room })}
              onClick={() => setAsked('refused')}
            >
              {t('hand-back:confirm.refused')}
            </Button>
          )}
          {mayChange && call.lateAt !== null && (
            <Button
              h={44}
              px="sm"
              variant="default"
              aria-label={t('hand-back:replaceOf', { no, room })}
              onClick={() => setAsked('late-to-room')}
            >
              {t('hand-back:confirm.late-to-room')}
            </Button>
          )}
        </Group>
      )}
      {asked !== null && (
        <HandBackForm
          key={asked}
          clockId={call.clockId}
          technicianNo={no}
          why={asked}
          isAskedFor={requestedNo !== null}
          onDone={() => setAsked(null)}
          onCancel={() => setAsked(null)}
        />
      )}
    </li>
  );
});
