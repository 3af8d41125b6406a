import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './data-table.module.css';

/** What stands over a column. */
export interface ColumnHead {
  id: string;
  head: ReactNode;
  /** The head is read out only: what stands in the column says itself. */
  isHeadHidden?: boolean;
  /** Numbers stand at the right, so that their digits are below each other. */
  align?: 'right' | 'center';
  widthPx?: number;
}

export interface Column<Row> extends ColumnHead {
  cell: (row: Row) => ReactNode;
}

interface TableFrameProps {
  columns: readonly ColumnHead[];
  /** Read out; may be left out where the region around it is named. */
  label?: string;
  /** Every column as wide as the others, whatever it holds. */
  isFixed?: boolean;
  /** The rows. */
  children: ReactNode;
}

/** The look of every table: a white sheet, a head that stays while the rows scroll, digits below each other. */
export function TableFrame({ columns, label, isFixed = false, children }: TableFrameProps) {
  return (
    <Table
      className={classes.table}
      aria-label={label}
      layout={isFixed ? 'fixed' : 'auto'}
      verticalSpacing={4}
      horizontalSpacing={isFixed ? 4 : 'sm'}
      stickyHeader
    >
      <Table.Thead>
        <Table.Tr>
          {columns.map(({ id, head, align, widthPx, isHeadHidden }) => (
            <Table.Th
              key={id}
              ta={align}
              w={widthPx}
              aria-label={isHeadHidden && typeof head === 'string' ? head : undefined}
            >
              {!isHeadHidden && head}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>{children}</Table.Tbody>
    </Table>
  );
}

interface DataTableProps<Row> {
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  keyOf: (row: Row) => string | number;
  /** The row that what stands beside the table is about. */
  isChosen?: (row: Row) => boolean;
  label?: string;
}

/** Rows of one kind, one column for each thing there is to say of them. */
export function DataTable<Row>({ rows, columns, keyOf, isChosen, label }: DataTableProps<Row>) {
  return (
    <TableFrame columns={columns} {...(label === undefined ? {} : { label })}>
      {rows.map((row) => (
        <Table.Tr key={keyOf(row)} data-chosen={isChosen?.(row) || undefined}>
          {columns.map(({ id, align, cell }) => (
            <Table.Td key={id} ta={align}>
              {cell(row)}
            </Table.Td>
          ))}
        </Table.Tr>
      ))}
    </TableFrame>
  );
}
