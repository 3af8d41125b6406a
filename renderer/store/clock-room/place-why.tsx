import { Button, Group, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localTime, minuteMs, minutesOfDay } from '../../../core/kernel/time.ts';
import { act } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { storeNow } from '../../client/store-time.ts';
import { AsyncBoundary } from '../../components/async-boundary.tsx';
import { showDone } from '../../components/undo.tsx';
import classes from './clock-room.module.css';

interface PlaceWhyProps {
  queueId: string;
  technicianNo: string;
  position: number;
}

/** The last moment at which the store's clock showed a time (`HH:MM`), UTC ms: today, or else yesterday. */
function lastMomentOf(time: string, timeZone: string): number {
  const now = storeNow();
  const { hour, minute, second } = localTime(now, timeZone);
  const agoMinutes = hour * 60 + minute - minutesOfDay(time);
  // To the end of that minute: what happened in it is part of the answer.
  const at = now - ((agoMinutes + 1440) % 1440) * minuteMs + (59 - second) * 1_000;
  return Math.min(at, now);
}

/** The steps that led to a place, one sentence each, now or at a time of the last day; on paper too. */
export function PlaceWhy({ queueId, technicianNo, position }: PlaceWhyProps) {
  const { t } = useTranslation('clock-room');
  const format = useFormat();
  const { timeZone } = useCatalog().store;
  const [time, setTime] = useState('');
  const at = time === '' ? undefined : lastMomentOf(time, timeZone);
  const query = useQuery({
    queryKey: ['why', queueId, technicianNo, position, time],
    queryFn: () => api.rotation.whyHere.query({ queueId, technicianNo, ...(at === undefined ? {} : { at }) }),
    gcTime: 0,
  });
  const print = async () => {
    const answer = await act('rotation.printWhy', { queueId, technicianNo, ...(at === undefined ? {} : { at }) });
    if (answer) showDone(t('why.printed'));
  };
  return (
    <>
      <Group align="flex-end" gap="xs" mt="xs">
        <TextInput
          type="time"
          size="md"
          label={t('why.at')}
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
        <Button h={44} variant="default" disabled={time === ''} onClick={() => setTime('')}>
          {t('why.now')}
        </Button>
        <Button h={44} variant="default" disabled={!query.data?.length} onClick={() => void print()}>
          {t('why.print')}
        </Button>
      </Group>
      <AsyncBoundary
        query={query}
        isEmpty={(steps) => steps.length === 0}
        emptyText={time === '' ? t('person.noSteps') : t('why.notThen', { time })}
      >
        {(steps) => (
          <>
            {time !== '' && (
              <Text fw={700} mt="xs">
                {t('why.wasAt', { time, position: steps.at(-1)?.toPosition ?? '–' })}
              </Text>
            )}
            <ol className={classes.why}>
              {steps.map((step) => (
                <li key={step.seq}>
                  <time>{format.time(step.at)}</time> {format.text(step.sentence)}
                </li>
              ))}
            </ol>
          </>
        )}
      </AsyncBoundary>
    </>
  );
}
