import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { tryAct } from '../../client/act.ts';
import { showDone } from '../../components/undo.tsx';
import { BookingForm } from './booking-form.tsx';
import { BookingPanel } from './booking-panel.tsx';
import type { Draft } from './draft.ts';
import { NothingChosen } from './plain-rows.tsx';
import classes from './reservations.module.css';

export type Side = { kind: 'nothing' } | { kind: 'new'; n: number; draft: Draft } | { kind: 'one'; id: string };

/** The one that was chosen, a new one being taken down, or what there is to do. */
export function SidePanel({
  side,
  onSide,
  onDate,
}: {
  side: Side;
  onSide: (side: Side) => void;
  onDate: (date: string) => void;
}) {
  const { t } = useTranslation('reservations');
  const client = useQueryClient();
  return (
    <aside className={classes.side} aria-label={t('panel')}>
      {side.kind === 'nothing' && <NothingChosen onChoose={(id) => onSide({ kind: 'one', id })} />}
      {side.kind === 'one' && (
        <BookingPanel
          key={side.id}
          reservationId={side.id}
          onClose={() => onSide({ kind: 'nothing' })}
          onMoved={onDate}
        />
      )}
      {side.kind === 'new' && (
        <BookingForm
          key={side.n}
          title={t('new')}
          submitLabel={t('book')}
          first={side.draft}
          onCancel={() => onSide({ kind: 'nothing' })}
          onSubmit={async (command) => {
            const [booked] = (await tryAct('reservation.book', command)).events;
            if (booked?.type !== 'reservation.booked') return;
            showDone(t('booked', { name: booked.payload.guestName }));
            onDate(booked.payload.forDate);
            onSide({ kind: 'one', id: booked.payload.reservationId });
            await client.invalidateQueries({ queryKey: ['reservations'] });
          }}
        />
      )}
    </aside>
  );
}
