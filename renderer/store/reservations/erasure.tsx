import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ErasureReason, erasureReasons } from '../../../core/model/reservations/erasure.ts';
import type { ErasableReservation } from '../../../host/parts/reservations/views.ts';

import { act } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useFormat } from '../../client/format.ts';
import { AsyncBoundary } from '../../components/async-boundary.tsx';
import { showDone } from '../../components/undo.tsx';
import classes from './reservations.module.css';

interface ErasureProps {
  reservationId: string;
  /** Done, or left. */
  onDone: () => void;
}

/** Erases what is known of a guest: shows first what goes and what stays, and asks why. */
export function Erasure({ reservationId, onDone }: ErasureProps) {
  const query = useQuery({
    queryKey: ['reservations', 'erasable', reservationId],
    queryFn: () => api.reservations.erasable.query({ reservationId }),
  });
  useHotkeys([['Escape', onDone]]);
  return (
    <AsyncBoundary query={query}>{({ reservations }) => <Choice all={reservations} onDone={onDone} />}</AsyncBoundary>
  );
}

function Choice({ all, onDone }: { all: readonly ErasableReservation[]; onDone: () => void }) {
  const { t } = useTranslation(['reservations', 'common']);
  const client = useQueryClient();
  const [scope, setScope] = useState<'one' | 'all'>('one');
  const [reason, setReason] = useState<ErasureReason | null>(null);
  const [busy, setBusy] = useState(false);
  const asked = scope === 'one' ? all.slice(0, 1) : all;
  const erased = asked.filter(({ state }) => state !== 'booked');
  const plainRows = erased.reduce((sum, one) => sum + one.plainRows, 0);

  const erase = async () => {
    if (reason === null || busy) return;
    setBusy(true);
    const done = await act('reservation.erase', { reservationIds: erased.map(({ id }) => id), reason });
    setBusy(false);
    if (!done) return;
    showDone(t('reservations:erase.done', { count: erased.length }));
    await client.invalidateQueries({ queryKey: ['reservations'] });
    onDone();
  };
  return (
    <section className={classes.form} aria-label={t('reservations:erase.title')}>
      <Stack gap="sm" className={classes.formBody}>
        <Text component="h2" fw={700} fz={18} m={0}>
          {t('reservations:erase.title')}
        </Text>
        <Text size="sm">{t('reservations:erase.what')}</Text>
        {all.length > 1 && (
          <SegmentedControl
            size="md"
            fullWidth
            aria-label={t('reservations:erase.scope')}
            data={[
              { value: 'one', label: t('reservations:erase.one') },
              { value: 'all', label: t('reservations:erase.all', { count: all.length }) },
            ]}
            value={scope}
            onChange={(value) => setScope(value === 'all' ? 'all' : 'one')}
          />
        )}
        <ul className={classes.list} aria-label={t('reservations:erase.scope')}>
          {asked.map((one) => (
            <Line key={one.id} reservation={one} />
          ))}
        </ul>
        <PlainNote count={plainRows} />
        {erased.length === 0 ? (
          <Text size="sm" role="status">
            {t('reservations:erase.nothing')}
          </Text>
        ) : (
          <Reasons chosen={reason} onChoose={setReason} />
        )}
      </Stack>
      <Group gap="xs" grow className={classes.formFoot}>
        <Button variant="default" h={48} onClick={onDone}>
          {t('common:cancel')}
        </Button>
        {erased.length > 0 && (
          <Button color="red" h={48} loading={busy} disabled={reason === null} onClick={() => void erase()}>
            {t('reservations:erase.confirm', { count: erased.length })}
          </Button>
        )}
      </Group>
    </section>
  );
}

/** That rows of the journal stay as they are. */
function PlainNote({ count }: { count: number }) {
  const { t } = useTranslation('reservations');
  if (count === 0) return null;
  return (
    <Text size="sm" role="note" c="var(--cr-red)">
      {t('erase.plain', { count })}
    </Text>
  );
}

/** Ready reasons only: what is typed would name the guest again. */
function Reasons({ chosen, onChoose }: { chosen: ErasureReason | null; onChoose: (reason: ErasureReason) => void }) {
  const { t } = useTranslation('reservations');
  return (
    <fieldset className={classes.reasons}>
      <legend>{t('erase.why')}</legend>
      <Group gap="xs">
        {erasureReasons.map((one) => (
          <Button
            key={one}
            h={44}
            px="sm"
            variant={chosen === one ? 'filled' : 'default'}
            aria-pressed={chosen === one}
            onClick={() => onChoose(one)}
          >
            {t(`erase.reasons.${one}`)}
          </Button>
        ))}
      </Group>
    </fieldset>
  );
}

function Line({ reservation }: { reservation: ErasableReservation }) {
  const { t } = useTranslation('reservations');
  const format = useFormat();
  const { forDate: date, startsAt, guestName, maskedPhone, hasNote, state, plainRows } = reservation;
  const who = [guestName, maskedPhone, hasNote ? t('erase.withNote') : ''].filter(Boolean).join(' · ');
  return (
    <li className={classes.erased}>
      <b>{t('erase.line', { date, time: format.timeOn(date, startsAt), who })}</b>
      <span className={classes.state} data-state={state}>
        {t(`state.${state}`)}
      </span>
      {state === 'booked' && (
        <Text size="sm" c="var(--cr-red)" component="span">
          {t('erase.promised')}
        </Text>
      )}
      {state !== 'booked' && plainRows > 0 && (
        <Text size="sm" c="var(--cr-quiet)" component="span">
          {t('erase.plain', { count: plainRows })}
        </Text>
      )}
    </li>
  );
}
