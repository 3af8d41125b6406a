import { ScrollArea, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PayMonthView } from '../../../host/api/pay-service.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
import { Money } from '../../components/money.tsx';
import { hoursOf } from './hours.ts';
import classes from './pay.module.css';

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
  return (
    <section className={classes.list} aria-label={t('people')}>
      <ScrollArea h="100%" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('people') }}>
        <Table verticalSpacing={2} fz={15} stickyHeader className={classes.figures}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('columns.person')}</Table.Th>
              <Table.Th ta="right">{t('columns.clocks')}</Table.Th>
              <Table.Th ta="right">{t('columns.hours')}</Table.Th>
              <Table.Th ta="right">{t('columns.turnover')}</Table.Th>
              <Table.Th ta="right">{t('columns.commission')}</Table.Th>
              <Table.Th ta="right">{t('columns.goods')}</Table.Th>
              <Table.Th ta="right">{t('columns.correction')}</Table.Th>
              <Table.Th ta="right">{t('columns.total')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {view.people.map((person) => (
              <Table.Tr key={person.payeeNo} data-chosen={person.payeeNo === chosen || undefined}>
                <Table.Td p={0}>
                  <button
                    type="button"
                    className={classes.person}
                    aria-pressed={person.payeeNo === chosen}
                    onClick={() => onChoose(person.payeeNo)}
                  >
                    <b>{person.payeeNo}</b> {person.name}
                  </button>
                </Table.Td>
                <Table.Td ta="right">{person.clocks}</Table.Td>
                <Table.Td ta="right">{hoursOf(person.servedMs)}</Table.Td>
                <Table.Td ta="right">
                  <Money amountMinor={person.turnoverMinor} />
                </Table.Td>
                <Table.Td ta="right">
                  <Money amountMinor={person.clockMinor} />
                </Table.Td>
                <Table.Td ta="right">
                  <Money amountMinor={person.goodsMinor} />
                </Table.Td>
                <Table.Td ta="right">
                  <Money amountMinor={person.correctionMinor} />
                </Table.Td>
                <Table.Td ta="right" fw={700}>
                  <Money amountMinor={person.totalMinor} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
    </section>
  );
}
