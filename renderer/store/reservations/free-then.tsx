import { Button, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BookableTechnician, FreeQuestion } from '../../../host/parts/reservations/views.ts';

import { api } from '../../client/api.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { missText } from './booked-words.ts';
import classes from './reservations.module.css';

interface FreeThenProps {
  question: FreeQuestion;
  /** Whose skill counts; empty for any item. */
  serviceCode: string;
  /** Numbers that are asked for already. */
  chosen: readonly string[];
  onToggle: (technicianNo: string) => void;
}

const shownFree = 12;
const shownAway = 16;

/** Who could be asked for at the time that stands in the form: the free ones by tap, the others with what speaks against it. */
export function FreeThen({ question, serviceCode, chosen, onToggle }: FreeThenProps) {
  const { t } = useTranslation(['reservations', 'roster']);
  const format = useFormat();
  const { serviceByCode } = useCatalog();
  const query = useQuery({
    queryKey: ['reservations', 'free', question],
    queryFn: () => api.reservations.free.query(question),
    // While another time is typed, the answer for the one before stays.
    placeholderData: keepPreviousData,
  });
  const skill = serviceByCode.get(serviceCode)?.skill;
  const able = (query.data ?? []).filter(({ skills }) => skill === undefined || skills.includes(skill));
  if (able.length === 0) return null;
  const isFree = ({ miss, booked }: BookableTechnician) => miss === null && booked === null;
  // Those of whom the roster says that they are there stand before those it says nothing of.
  const free = able.filter(isFree).toSorted((a, b) => Number(a.entry === null) - Number(b.entry === null));
  const away = able.filter((one) => !isFree(one));
  const why = ({ miss, booked }: BookableTechnician) =>
    miss ? missText(miss, t) : t('reservations:bookedAt', { time: format.time(booked?.fromAt ?? 0) });
  return (
    <fieldset className={classes.freeThen} aria-label={t('reservations:freeThen')}>
      <Text size="sm" c="var(--cr-quiet)">
        {free.length > 0 ? t('reservations:freeThenCount', { count: free.length }) : t('reservations:nobodyFree')}
      </Text>
      <div className={classes.freeList}>
        {free.slice(0, shownFree).map(({ no, name, entry }) => (
          <Button
            key={no}
            h={44}
            px="xs"
            variant={chosen.includes(no) ? 'filled' : 'default'}
            aria-pressed={chosen.includes(no)}
            onClick={() => onToggle(no)}
          >
            {no} {name}
            {entry?.kind === 'shift' && <small>{`${entry.from}–${entry.to}`}</small>}
          </Button>
        ))}
      </div>
      {away.length > 0 && (
        <Text size="sm" c="var(--cr-quiet)">
          {t('reservations:notFree')}{' '}
          {away
            .slice(0, shownAway)
            .map((one) => `${one.no} ${why(one)}`)
            .join(' · ')}
          {away.length > shownAway && ' …'}
        </Text>
      )}
    </fieldset>
  );
}
