import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OnDutyRow } from '../../../host/parts/attendance/views.ts';
import { act } from '../../client/act.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { showDone } from '../../components/undo.tsx';
import classes from './on-duty.module.css';

type Refused = Exclude<NonNullable<OnDutyRow['rollCall']>, 'due'>;

/** Whom a roll call brings on duty now, in the order in which they will queue. */
export function dueOf(rows: readonly OnDutyRow[]): OnDutyRow[] {
  const begins = ({ day }: OnDutyRow) => day.fromAt ?? 0;
  return rows.filter(({ rollCall }) => rollCall === 'due').toSorted((one, other) => begins(one) - begins(other));
}

/** Who will come on duty, who will not and why, and the one act for all of them. */
export function RollCall({ rows, onClose }: { rows: readonly OnDutyRow[]; onClose: () => void }) {
  const { t } = useTranslation(['on-duty', 'common']);
  const [busy, setBusy] = useState(false);
  const due = dueOf(rows);
  const others = rows.filter((row) => row.rollCall !== null && row.rollCall !== 'due');
  const why = [...Map.groupBy(others, ({ rollCall }) => rollCall as Refused)];
  const bring = async () => {
    if (busy) return;
    setBusy(true);
    const answer = await act('attendance.bringOnDuty', { technicianNos: due.map(({ no }) => no) });
    setBusy(false);
    if (!answer) return;
    const count = answer.events.filter(({ type }) => type === 'technician.cameOnDuty').length;
    showDone(t('on-duty:rollCall.done', { count }));
    onClose();
  };
  return (
    <form
      className={classes.rollCall}
      aria-label={t('on-duty:rollCall.title')}
      onSubmit={(event) => {
        event.preventDefault();
        void bring();
      }}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <h2>{due.length === 0 ? t('on-duty:rollCall.none') : t('on-duty:rollCall.due', { count: due.length })}</h2>
      <ul className={classes.people}>
        {due.map(({ no, name }) => (
          <li key={no}>
            <b>{no}</b> {name}
          </li>
        ))}
      </ul>
      <p className={classes.quiet}>{t(due.length === 0 ? 'on-duty:rollCall.oneByOne' : 'on-duty:rollCall.order')}</p>
      <Group gap="xs" mb="sm">
        <Button variant="default" h={48} rightSection={<KeyHint keys="Esc" />} onClick={onClose}>
          {t('common:cancel')}
        </Button>
        <Button
          type="submit"
          h={48}
          loading={busy}
          disabled={due.length === 0}
          rightSection={<KeyHint keys="Enter" />}
          data-autofocus
          autoFocus
        >
          {t('on-duty:rollCall.confirm', { count: due.length })}
        </Button>
      </Group>
      <h3>{t('on-duty:rollCall.others', { count: others.length })}</h3>
      <ul className={classes.why}>
        {why.map(([verdict, refused]) => (
          <li key={verdict}>
            {t(`on-duty:rollCall.why.${verdict}`)}: {refused.map(({ no, name }) => `${no} ${name}`).join(', ')}
          </li>
        ))}
      </ul>
    </form>
  );
}
