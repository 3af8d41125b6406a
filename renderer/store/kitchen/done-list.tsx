import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { KitchenLine } from '../../../host/parts/goods/views.ts';

import { useFormat } from '../../client/format.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import classes from './kitchen.module.css';

/** What went out today, the newest first. */
export function DoneList({ lines, categories }: { lines: readonly KitchenLine[]; categories: readonly string[] }) {
  const { t } = useTranslation(['kitchen', 'common']);
  const format = useFormat();
  const shown = lines
    .filter((line) => categories.length === 0 || categories.includes(line.category))
    .toSorted((a, b) => (b.deliveredAt ?? 0) - (a.deliveredAt ?? 0));
  if (shown.length === 0) return <EmptyNote text={t('noneDone')} />;
  const columns: Column<KitchenLine>[] = [
    {
      id: 'room',
      head: t('columns.room'),
      cell: ({ roomNo }) => (
        <Text span fw={700} fz={20}>
          {roomNo}
        </Text>
      ),
    },
    {
      id: 'band',
      head: t('columns.band'),
      cell: ({ wristbandNo }) => (wristbandNo === null ? '' : t('common:band', { no: wristbandNo })),
    },
    { id: 'article', head: t('stock.article'), cell: ({ goodsCode }) => format.goods(goodsCode) },
    { id: 'quantity', head: t('columns.quantity'), align: 'right', cell: ({ quantity }) => <b>{quantity}</b> },
    {
      id: 'delivered',
      head: t('columns.delivered'),
      cell: ({ deliveredAt }) => (deliveredAt === null ? '' : format.time(deliveredAt)),
    },
  ];
  return (
    <div className={classes.table}>
      <DataTable columns={columns} rows={shown} keyOf={({ id }) => id} label={t('tabs.done')} />
    </div>
  );
}
