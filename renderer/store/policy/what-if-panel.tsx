import { Button, Group, Progress, ScrollArea, Text, TextInput, Title } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../core/kernel/time.ts';
import { fieldsOf, type QueuePolicy } from '../../../core/model/rotation/policy.ts';
import type { WhatIfResult } from '../../../core/what-if/what-if.ts';
import { tellError } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useFormat } from '../../client/format.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
import classes from './policy.module.css';

interface WhatIfPanelProps {
  group: string;
  gender: 'F' | 'M' | null;
  policy: QueuePolicy;
  today: string;
  firstDate: string | null;
}

/** Past days under the rules on the screen, side by side with what they were. */
export function WhatIfPanel({ group, gender, policy, today, firstDate }: WhatIfPanelProps) {
  const { t } = useTranslation('policy');
  const weekAgo = addDays(today, -6);
  const [fromDate, setFromDate] = useState(firstDate !== null && firstDate > weekAgo ? firstDate : weekAgo);
  const [toDate, setToDate] = useState(today);
  const [done, setDone] = useState<number | null>(null);
  const [result, setResult] = useState<WhatIfResult | null>(null);
  const running = useRef<{ unsubscribe(): void } | null>(null);
  const stop = () => {
    running.current?.unsubscribe();
    running.current = null;
    setDone(null);
  };
  useEffect(() => () => running.current?.unsubscribe(), []);
  const run = () => {
    stop();
    setDone(0);
    setResult(null);
    const { noTurnItems, effects, ...fields } = fieldsOf(policy);
    const entry = {
      ...fields,
      effects: effects === 'default' ? effects : { ...effects },
      group,
      ...(gender === null ? {} : { gender }),
      ...(noTurnItems ? { noTurnItems: [...noTurnItems] } : {}),
    };
    running.current = api.rotation.whatIf.subscribe(
      { fromDate, toDate, policy: { rotation: [entry] } },
      {
        onData: (progress) => {
          if (progress.result === null) return setDone(progress.done);
          setResult(progress.result);
          stop();
        },
        onError: (error) => {
          stop();
          tellError(error);
        },
      },
    );
  };
  const percent = Math.round((done ?? 0) * 100);
  return (
    <section className={classes.card} aria-label={t('whatIf')}>
      <Title order={2} size="h5">
        {t('whatIf')}
      </Title>
      <Text size="sm">{t('whatIfHint')}</Text>
      <Group align="flex-end" gap="xs">
        <TextInput
          size="md"
          type="date"
          label={t('fromDate')}
          max={toDate}
          value={fromDate}
          onChange={(event) => setFromDate(event.currentTarget.value)}
        />
        <TextInput
          size="md"
          type="date"
          label={t('toDate')}
          max={today}
          value={toDate}
          onChange={(event) => setToDate(event.currentTarget.value)}
        />
        {done === null ? (
          <Button h={44} disabled={!fromDate || !toDate || fromDate > toDate} onClick={run}>
            {t('run')}
          </Button>
        ) : (
          <Button h={44} variant="default" onClick={stop}>
            {t('cancel')}
          </Button>
        )}
      </Group>
      {done !== null && (
        <div aria-live="polite">
          <Text size="sm">{t('running', { percent })}</Text>
          <Progress value={percent} aria-label={t('running', { percent })} />
        </div>
      )}
      {result && <Result result={result} />}
    </section>
  );
}

function Result({ result: { technicians, lost, gained } }: { result: WhatIfResult }) {
  const { t } = useTranslation('policy');
  const format = useFormat();
  if (technicians.length === 0) return <EmptyNote text={t('nothing')} />;
  const halves = [t('was'), t('would')];
  return (
    <ScrollArea.Autosize mah={420} viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('result') }}>
      <table className={classes.numbers}>
        <caption>{t('result')}</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {t('technician')}
            </th>
            {(['clocks', 'turns', 'pay'] as const).map((what) => (
              <th key={what} scope="colgroup" colSpan={2}>
                {t(what)}
              </th>
            ))}
          </tr>
          <tr>
            {(['clocks', 'turns', 'pay'] as const).flatMap((what) =>
              halves.map((half) => (
                <th key={`${what} ${half}`} scope="col">
                  {half}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {technicians.map(({ technicianNo, name, before, after }) => (
            <tr key={technicianNo}>
              <th scope="row">
                {technicianNo} {name}
              </th>
              <td>{before.clocks}</td>
              <td data-changed={before.clocks !== after.clocks || undefined}>{after.clocks}</td>
              <td>{before.turns}</td>
              <td data-changed={before.turns !== after.turns || undefined}>{after.turns}</td>
              <td>{format.money(before.payMinor)}</td>
              <td data-changed={before.payMinor !== after.payMinor || undefined}>{format.money(after.payMinor)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Text size="sm">{t('lost', { count: lost })}</Text>
      <Text size="sm">{t('gained', { count: gained })}</Text>
    </ScrollArea.Autosize>
  );
}
