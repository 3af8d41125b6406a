import { Button, CloseButton, Group, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { businessDateOf, minuteMs } from '../../../core/kernel/time.ts';
import { shownPhone } from '../../../core/model/reservations/reservation.ts';
import type { ReservationDetail } from '../../../host/parts/reservations/views.ts';

import { act, tryAct } from '../../client/act.ts';
import { useActionKeys } from '../../client/action-keys.ts';
import { api } from '../../client/api.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { navigate } from '../../client/router.ts';
import { useMay } from '../../client/session.ts';
import { storeNow } from '../../client/store-time.ts';
import { useNameOf } from '../../client/who.ts';
import { AsyncBoundary } from '../../components/async-boundary.tsx';
import { ReasonPrompt } from '../../components/reason-prompt.tsx';
import { showDone } from '../../components/undo.tsx';
import { Arrival } from '../../shared/arrival/arrival.tsx';
import { useGuestName } from '../../shared/arrival/use-words.ts';
import { chooseRoom } from '../../shared/command-line/board-view.ts';
import { useItemWords, useMissWords } from './booked-words.ts';
import { BookingForm } from './booking-form.tsx';
import { draftOf } from './draft.ts';
import { Erasure } from './erasure.tsx';
import classes from './reservations.module.css';
import type { zhCN } from './texts.zh-CN.ts';

interface BookingPanelProps {
  reservationId: string;
  onClose: () => void;
  /** The trading day it is on now. */
  onMoved: (date: string) => void;
}

/** One reservation: everything about it, and what can be done. */
export function BookingPanel({ reservationId, onClose, onMoved }: BookingPanelProps) {
  const query = useQuery({
    queryKey: ['reservations', 'one', reservationId],
    queryFn: () => api.reservations.one.query({ reservationId }),
  });
  return (
    <AsyncBoundary query={query}>
      {(reservation) => <Booking key={reservation.id} reservation={reservation} onClose={onClose} onMoved={onMoved} />}
    </AsyncBoundary>
  );
}

function Booking({
  reservation,
  onClose,
  onMoved,
}: { reservation: ReservationDetail } & Omit<BookingPanelProps, 'reservationId'>) {
  const { t } = useTranslation(['reservations', 'common']);
  const { store, services } = useCatalog();
  const client = useQueryClient();
  const [doing, setDoing] = useState<'nothing' | 'edit' | 'cancel' | 'erase'>('nothing');
  const isOpen = reservation.state === 'booked';
  const today = businessDateOf(storeNow(), store.timeZone, store.businessDayStartsAt);
  const { state, forDate, cameLateAt } = reservation;
  const isMissedToday = state === 'no-show' && forDate === today && cameLateAt === null;
  useHotkeys(doing === 'nothing' ? [['Escape', onClose]] : []);
  useActionKeys(doing === 'nothing' && isOpen ? [{ key: 'E', run: () => setDoing('edit') }] : []);
  const reload = () => client.invalidateQueries({ queryKey: ['reservations'] });
  const mayErase = useMay('reservation.erase') && reservation.erasedAt === null;

  if (doing === 'erase') return <Erasure reservationId={reservation.id} onDone={() => setDoing('nothing')} />;

  if (doing === 'edit' && isOpen) {
    return (
      <BookingForm
        title={t('reservations:edit')}
        submitLabel={t('common:save')}
        first={draftOf(reservation, store, services)}
        exceptId={reservation.id}
        onCancel={() => setDoing('nothing')}
        onSubmit={async (command) => {
          const { id: reservationId, revision: was } = reservation;
          const [changed] = (await tryAct('reservation.change', { reservationId, was, ...command })).events;
          if (changed?.type === 'reservation.changed') onMoved(changed.payload.forDate);
          setDoing('nothing');
          await reload();
        }}
      />
    );
  }
  const cancel = async (reason: string) => {
    if (!(await act('reservation.cancel', { reservationId: reservation.id, reason }))) return;
    setDoing('nothing');
    showDone(t('reservations:cancelled', { name: reservation.guestName }));
    await reload();
  };
  return (
    <div className={classes.form}>
      <div className={classes.formBody}>
        <Facts reservation={reservation} onClose={onClose} />
        {mayErase && doing === 'nothing' && (
          <Button variant="subtle" color="red" h={44} px="xs" mt="sm" onClick={() => setDoing('erase')}>
            {t('reservations:erase.open')}
          </Button>
        )}
      </div>
      {isMissedToday && (
        <div className={classes.formFoot}>
          <ArrivalHere reservation={reservation} isLate />
        </div>
      )}
      {isOpen && (
        <div className={classes.formFoot}>
          {doing === 'cancel' ? (
            <ReasonPrompt
              title={t('reservations:whyCancel')}
              suggestions={t('reservations:cancelReasons').split('|')}
              confirmLabel={t('reservations:cancelIt')}
              onCancel={() => setDoing('nothing')}
              onConfirm={(reason) => void cancel(reason)}
            />
          ) : (
            <>
              <ArrivalHere reservation={reservation} isLate={false} />
              <Group gap="xs" grow mt="xs">
                <Button variant="default" h={48} onClick={() => setDoing('cancel')}>
                  {t('reservations:cancelIt')}
                </Button>
                <Button variant="default" h={48} aria-keyshortcuts="E" onClick={() => setDoing('edit')}>
                  {t('reservations:edit')}
                </Button>
              </Group>
            </>
          )}
        </div>
      )}
    </div>
  );
}

/** The guests are here: the board shows them in their room. */
function ArrivalHere({ reservation, isLate }: { reservation: ReservationDetail; isLate: boolean }) {
  return (
    <Arrival
      reservation={reservation}
      isLate={isLate}
      onArrived={(roomNo) => {
        chooseRoom(roomNo);
        navigate('board');
      }}
    />
  );
}

function Facts({ reservation, onClose }: { reservation: ReservationDetail; onClose: () => void }) {
  const { t } = useTranslation(['reservations', 'arrival', 'common']);
  const format = useFormat();
  const itemWords = useItemWords();
  const missWords = useMissWords();
  const nameOf = useNameOf();
  const nameOfGuest = useGuestName();
  const { store } = useCatalog();
  const dateOf = (at: number) => businessDateOf(at, store.timeZone, '00:00');
  const { guestName, guestCount, state, startsAt, minutes, roomNo, phone, note, items, noShows, rosterMisses } =
    reservation;
  const rows: [keyof typeof zhCN.facts, string | null][] = [
    [
      'when',
      `${reservation.forDate} ${format.timeOn(reservation.forDate, startsAt)} – ${format.time(startsAt + minutes * minuteMs)}`,
    ],
    ['room', roomNo === null ? t('arrival:noRoom') : format.room(roomNo)],
    ['items', itemWords(items) || null],
    ['phone', shownPhone(phone) || null],
    ['note', note],
    ['booked', `${format.time(reservation.bookedAt)} ${nameOf(reservation.bookedBy)}`],
    ['reason', reservation.endReason],
    ['despite', reservation.despiteRoster],
    ['late', reservation.cameLateAt === null ? null : format.time(reservation.cameLateAt)],
  ];
  return (
    <>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Text component="h2" fw={700} fz={20} m={0}>
            {nameOfGuest(guestName)} {t('common:people', { count: guestCount })}
          </Text>
          <span className={classes.state} data-state={state}>
            {t(`reservations:state.${state}`)}
          </span>
        </div>
        <CloseButton size={44} aria-label={t('common:close')} onClick={onClose} />
      </Group>
      {noShows > 0 && (
        <Text size="sm" c="var(--cr-red)">
          {t('reservations:noShows', { count: noShows })}
        </Text>
      )}
      {rosterMisses.length > 0 && (
        <Text size="sm" c="var(--cr-red)" role="note">
          {t('reservations:offRoster', { who: rosterMisses.map(missWords).join(' · ') })}
        </Text>
      )}
      {reservation.erasedAt !== null && (
        <Text size="sm" c="var(--cr-quiet)" role="note">
          {t('reservations:erase.doneFact', {
            date: `${dateOf(reservation.erasedAt)} ${format.time(reservation.erasedAt)}`,
          })}
        </Text>
      )}
      <dl className={classes.facts}>
        {rows.map(
          ([name, value]) =>
            value !== null && (
              <div key={name}>
                <dt>{t(`reservations:facts.${name}`)}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </>
  );
}
