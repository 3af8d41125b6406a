import { useTranslation } from 'react-i18next';
import type { PayMonthView } from '../../../host/parts/commission/views.ts';

import { EmptyNote } from '../../components/async-boundary.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Money } from '../../components/money.tsx';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import { hoursOf } from './hours.ts';
import classes from './pay.module.css';

type Person = PayMonthView['people'][number];

interface PeopleTableProps {
  view: PayMonthView;
  chosen: string | null;
  onChoose: (payeeNo: string) => void;
}

/** Everybody who earned in the month; the number opens the person. */
export function PeopleTable({ view, chosen, onChoose }: PeopleTableProps) {
  const { t } = useTranslation('pay');
  if (view.people.length === 0) {
    return (
      <section className={classes.list} aria-label={t('people')}>
        <EmptyNote text={t('none')} />
      </section>
    );
  }
  const money = (
    id: 'turnover' | 'commission' | 'goods' | 'correction',
    amountOf: (person: Person) => number,
  ): Column<Person> => ({
    id,
    head: t(`columns.${id}`),
    align: 'right',
    cell: (person) => <Money amountMinor={amountOf(person)} isZeroDashed />,
  });
  const columns: Column<Person>[] = [
    {
      id: 'person',
      head: t('columns.person'),
      cell: ({ payeeNo, no, name, hasLeft }) => (
        <button
          type="button"
          className={classes.person}
          aria-pressed={payeeNo === chosen}
          onClick={() => onChoose(payeeNo)}
        >
          <b>{no}</b> {name}
          {hasLeft && <small> · {t('hasLeft')}</small>}
        </button>
      ),
    },
    { id: 'clocks', head: t('columns.clocks'), align: 'right', cell: ({ clocks }) => clocks },
    { id: 'hours', head: t('columns.hours'), align: 'right', cell: ({ servedMs }) => hoursOf(servedMs) },
    money('turnover', ({ turnoverMinor }) => turnoverMinor),
    money('commission', ({ clockMinor }) => clockMinor),
    money('goods', ({ goodsMinor }) => goodsMinor),
    money('correction', ({ correctionMinor }) => correctionMinor),
    {
      id: 'total',
      head: t('columns.total'),
      align: 'right',
      cell: ({ totalMinor }) => (
        <b>
          <Money amountMinor={totalMinor} />
        </b>
      ),
    },
  ];
  return (
    <section className={classes.list} aria-label={t('people')}>
      <ScrollRegion label={t('people')}>
        <DataTable
          columns={columns}
          rows={view.people}
          keyOf={({ payeeNo }) => payeeNo}
          isChosen={({ payeeNo }) => payeeNo === chosen}
        />
      </ScrollRegion>
    </section>
  );
}
