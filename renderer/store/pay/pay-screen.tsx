import { Button, Group, Select, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PayMonthView } from '../../../host/parts/commission/views.ts';

import { tellError } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useFormat } from '../../client/format.ts';
import { saveFile } from '../../client/save-file.ts';
import { useMay } from '../../client/session.ts';
import { AsyncBoundary } from '../../components/async-boundary.tsx';
import { Columns } from '../../components/columns.tsx';
import { CloseMonth } from './close-month.tsx';
import classes from './pay.module.css';
import { PeopleTable } from './people-table.tsx';
import { PersonPanel } from './person-panel.tsx';

/** Pay: a month, who earned what in it, and where that comes from. */
export default function PayScreen() {
  const { t } = useTranslation('pay');
  const [month, setMonth] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const query = useQuery({ queryKey: ['pay', 'month', month], queryFn: () => api.pay.month.query({ month }) });
  return (
    <div className={classes.screen}>
      <AsyncBoundary query={query}>
        {(view) => {
          const person = view.people.find((one) => one.payeeNo === chosen) ? chosen : null;
          return (
            <>
              <Head view={view} onMonth={setMonth} />
              <Columns
                label={t('title')}
                columns={[
                  {
                    id: 'people',
                    label: t('title'),
                    width: 'minmax(560px, 5fr)',
                    children: <PeopleTable view={view} chosen={person} onChoose={setChosen} />,
                  },
                  {
                    id: 'person',
                    label: t('person.label'),
                    width: 'minmax(440px, 4fr)',
                    over: { isOpen: person !== null, onClose: () => setChosen(null) },
                    children: <PersonPanel month={view.month} payeeNo={person} isClosed={view.closed !== null} />,
                  },
                ]}
              />
            </>
          );
        }}
      </AsyncBoundary>
    </div>
  );
}

function Head({ view, onMonth }: { view: PayMonthView; onMonth: (month: string | null) => void }) {
  const { t } = useTranslation('pay');
  const format = useFormat();
  const mayClose = useMay('pay.close');
  const [asks, setAsks] = useState(false);
  const { month, months, closed, canClose, totalMinor } = view;
  const save = async () => {
    try {
      saveFile(await api.pay.excel.query({ month, language: format.language }));
    } catch (error) {
      tellError(error);
    }
  };
  return (
    <header className={classes.head}>
      <Title order={1} size="h3">
        {t('title')}
      </Title>
      <Select
        size="md"
        w={150}
        aria-label={t('month')}
        data={months}
        value={month}
        allowDeselect={false}
        onChange={onMonth}
      />
      <Text fw={700} fz={18}>
        {t('total', { amount: format.money(totalMinor, view.currency) })}
      </Text>
      <Text c="var(--cr-quiet)">
        {closed
          ? t('closed', {
              by: closed.by,
              time: format.dateTime(closed.at),
            })
          : t(canClose ? 'open' : 'running')}
      </Text>
      <Group gap="xs" ml="auto">
        {mayClose && canClose && (
          <Button h={44} onClick={() => setAsks(true)}>
            {t('close.ask')}
          </Button>
        )}
        <Button h={44} variant="default" onClick={() => void save()}>
          {t('excel')}
        </Button>
      </Group>
      {asks && canClose && <CloseMonth view={view} onClose={() => setAsks(false)} />}
    </header>
  );
}
