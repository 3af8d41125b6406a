import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { KitchenLine } from '../../../host/api/views.ts';
import { useFormat } from '../../client/format.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
import classes from './kitchen.module.css';

/** What went out today, the newest first. */
export function DoneList({ lines, categories }: { lines: readonly KitchenLine[]; categories: readonly string[] }) {
  const { t } = useTranslation(['kitchen', 'common']);
  const format = useFormat();
  const shown = lines
    .filter((line) => categories.length === 0 || categories.includes(line.category))
    .toSorted((a, b) => (b.deliveredAt ?? 0) - (a.deliveredAt ?? 0));
  if (shown.length === 0) return <EmptyNote text={t('noneDone')} />;
  return (
    <Table className={classes.table} verticalSpacing="sm" fz={16} aria-label={t('tabs.done')}>
      <Table.Tbody>
        {shown.map((line) => (
          <Table.Tr key={line.id}>
            <Table.Td fw={700} fz={20}>
              {line.roomNo}
            </Table.Td>
            <Table.Td>{line.wristbandNo === null ? '' : t('common:band', { no: line.wristbandNo })}</Table.Td>
            <Table.Td>{format.goods(line.goodsCode)}</Table.Td>
            <Table.Td fw={700}>×{line.quantity}</Table.Td>
            <Table.Td c="var(--cr-quiet)">
              {line.deliveredAt !== null && t('delivered', { time: format.time(line.deliveredAt) })}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
