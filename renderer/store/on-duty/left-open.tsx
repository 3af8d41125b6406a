import { Button, Group, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../../../core/kernel/time.ts';
import { firstAfter } from '../../../core/model/attendance/day.ts';
import type { LeftOpenRow } from '../../../host/parts/attendance/views.ts';
import { act } from '../../client/act.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useLeftOpen } from '../../shared/roster/left-open.ts';
import classes from './on-duty.module.css';

/** After the cut-over: who is on duty since an earlier day. One press for each: went at that time, or is still here. */
export function LeftOpen() {
  const { t } = useTranslation('on-duty');
  const rows = useLeftOpen();
  if (rows.length === 0) return null;
  return (
    <section className={classes.leftOpen} aria-label={t('leftOpen.title')}>
      <h2>{t('leftOpen.title')}</h2>
      <p className={classes.quiet}>{t('leftOpen.hint')}</p>
      <ul>
        {rows.map((row) => (
          <One key={`${row.person.kind} ${row.person.no} ${row.onAt}`} row={row} />
        ))}
      </ul>
    </section>
  );
}

function One({ row: { person, no, name, onAt, date, probablyAt } }: { row: LeftOpenRow }) {
  const { t } = useTranslation('on-duty');
  const { timeZone } = useCatalog().store;
  const client = useQueryClient();
  const [time, setTime] = useState(probablyAt === null ? '' : formatTime(probablyAt, timeZone));
  const [busy, setBusy] = useState(false);
  const who = `${no} ${name}`;
  const tell = async (what: () => Promise<unknown>) => {
    setBusy(true);
    await what();
    // Refused or not: what stands there now is what the next press must start from.
    await client.invalidateQueries({ queryKey: ['attendance'] });
    setBusy(false);
  };
  const went = (offAt: number | null) =>
    tell(() => act('attendance.endSpell', { person, onAt, offAt, reason: t('leftOpen.reason') }));
  return (
    <li aria-label={who}>
      <span>
        <b>{no}</b> {name} · {t('leftOpen.since', { date: date.slice(5), time: formatTime(onAt, timeZone) })}
      </span>
      <Group gap="xs">
        <TextInput
          type="time"
          aria-label={t('leftOpen.timeOf', { who })}
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
        <Button
          h={44}
          disabled={busy || time === ''}
          aria-label={t('leftOpen.wentOf', { who, time })}
          onClick={() => void went(firstAfter(onAt, time, timeZone))}
        >
          {t('leftOpen.went')}
        </Button>
        <Button
          h={44}
          variant="default"
          disabled={busy}
          aria-label={t('leftOpen.hereOf', { who })}
          onClick={() => void tell(() => act('attendance.stillHere', { person, onAt }))}
        >
          {t('leftOpen.here')}
        </Button>
        <Button
          h={44}
          variant="subtle"
          disabled={busy}
          aria-label={t('leftOpen.unknownOf', { who })}
          onClick={() => void went(null)}
        >
          {t('leftOpen.unknown')}
        </Button>
      </Group>
    </li>
  );
}
