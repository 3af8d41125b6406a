import { Button, Group, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { VisitView } from '../../../../host/parts/visits/views.ts';

import { act } from '../../../client/act.ts';
import { api } from '../../../client/api.ts';
import { useFormat } from '../../../client/format.ts';
import { AsyncBoundary } from '../../../components/async-boundary.tsx';
import { KeyHint } from '../../../components/key-hint.tsx';
import { Money } from '../../../components/money.tsx';
import { showForm } from '../../../shared/command-line/board-view.ts';
import classes from './panel.module.css';

/** The bill to look at before paying, and a print of it. */
export function BillPreview({ visit }: { visit: VisitView }) {
  const { t } = useTranslation(['board', 'common']);
  const format = useFormat();
  const guestIds = visit.guests.map((guest) => guest.id);
  const query = useQuery({
    queryKey: ['preview', visit.id, visit.totals, guestIds.length],
    queryFn: () => api.bills.preview.query({ visitId: visit.id, guestIds }),
  });
  const nameOf = (kind: string, code: string) => {
    if (kind === 'clock') return format.service(code);
    if (kind === 'goods') return format.goods(code);
    return t(kind === 'rounding' ? 'board:rounding' : 'board:minimumCharge');
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void act('bill.show', { visitId: visit.id, guestIds }).then((done) => done && showForm());
      }}
    >
      <div className={classes.formBody}>
        <Text fw={600}>{t('board:actions.bill')}</Text>
        <AsyncBoundary query={query} isEmpty={(bill) => bill.lines.length === 0}>
          {(bill) => (
            <Table>
              <Table.Tbody>
                {bill.lines.map((line) => (
                  <Table.Tr key={line.refId ?? line.kind}>
                    <Table.Td>
                      {nameOf(line.kind, line.code)} {line.quantity > 1 && `×${line.quantity}`}
                    </Table.Td>
                    <Table.Td ta="right">
                      <Money amountMinor={line.amountMinor} currency={bill.currency} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
              <Table.Tfoot>
                <Table.Tr>
                  <Table.Th>{t('common:total')}</Table.Th>
                  <Table.Th ta="right">
                    <Money amountMinor={bill.totalMinor} currency={bill.currency} />
                  </Table.Th>
                </Table.Tr>
              </Table.Tfoot>
            </Table>
          )}
        </AsyncBoundary>
      </div>
      <Group gap="xs" grow className={classes.formFoot}>
        <Button variant="default" h={48} rightSection={<KeyHint keys="Esc" />} onClick={() => showForm()}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" h={48} autoFocus rightSection={<KeyHint keys="Enter" />}>
          {t('board:printBill')}
        </Button>
      </Group>
    </form>
  );
}
