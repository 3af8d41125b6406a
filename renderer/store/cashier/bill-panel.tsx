import { Alert, Anchor, Button, Chip, Group, Table, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BillPreview } from '../../../host/parts/bills/views.ts';
import type { ClockView } from '../../../host/parts/clocks/views.ts';

import { act } from '../../client/act.ts';
import { useFormat } from '../../client/format.ts';
import { hashOf } from '../../client/router.ts';
import { useMay } from '../../client/session.ts';
import { ClockTypeTag } from '../../components/clock-type-tag.tsx';
import { Money } from '../../components/money.tsx';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import { showDone } from '../../components/undo.tsx';
import { WishList } from '../../shared/wishes/wish-list.tsx';
import { type BillDifference, lineKey, type PreviewLine } from './bill-changes.ts';
import classes from './cashier.module.css';
import { type OpenVisit, partyOf } from './open-visits.ts';

interface BillPanelProps {
  open: OpenVisit;
  visits: readonly OpenVisit[];
  preview: BillPreview;
  guestIds: string[];
  differences: BillDifference[];
  onAcknowledge: () => void;
  onGuests: (guestIds: string[] | 'all') => void;
  onVisit: (visitId: string) => void;
}

/** What the chosen guests owe, line by line. */
export function BillPanel(props: BillPanelProps) {
  const { open, visits, preview, guestIds, differences, onAcknowledge, onVisit } = props;
  const { t } = useTranslation('cashier');
  const mayPrint = useMay('bill.print');
  const party = partyOf(visits, open.visit);
  const showPreBill = async () => {
    const done = await act('bill.show', { visitId: open.visit.id, guestIds });
    if (done) showDone(t('preBillDone', { room: open.roomNo }));
  };
  return (
    <section className={classes.bill} aria-label={t('billTitle')}>
      <Group justify="space-between" wrap="nowrap">
        <Group gap="sm">
          <Title order={2} size={26}>
            {open.roomNo}
          </Title>
          <span className={classes.number}>{t('visitNo', { no: open.visit.no })}</span>
        </Group>
        {mayPrint && (
          <Button
            variant="default"
            h={44}
            leftSection={<IconPrinter size={18} aria-hidden />}
            disabled={preview.lines.length === 0}
            onClick={() => void showPreBill()}
          >
            {t('preBill')}
          </Button>
        )}
      </Group>
      {party.length > 1 && (
        <Group gap="xs" role="group" aria-label={t('partyLabel')}>
          <Text size="sm" c="var(--cr-quiet)">
            {t('party')}
          </Text>
          {party.map(({ roomNo, visit }) => (
            <Button
              key={visit.id}
              h={44}
              variant={visit.id === open.visit.id ? 'light' : 'default'}
              aria-pressed={visit.id === open.visit.id}
              onClick={() => onVisit(visit.id)}
            >
              {roomNo}&nbsp;·&nbsp;
              <Money amountMinor={visit.totalMinor} />
            </Button>
          ))}
        </Group>
      )}
      <WishList visit={open.visit} />
      <GuestChoice {...props} />
      {differences.length > 0 && <Differences differences={differences} visit={open} onAcknowledge={onAcknowledge} />}
      {preview.openClocks.length > 0 && <OpenClocks open={open} preview={preview} />}
      {preview.lines.length === 0 ? (
        <Text c="var(--cr-quiet)">{t('nothing')}</Text>
      ) : (
        <Lines open={open} preview={preview} />
      )}
    </section>
  );
}

function GuestChoice({ open, guestIds, onGuests }: BillPanelProps) {
  const { t } = useTranslation(['cashier', 'common']);
  const { guests } = open.visit;
  if (guests.length < 2) return null;
  const everybody = guestIds.length === guests.length;
  const toggle = (id: string) => {
    const next = guestIds.includes(id) ? guestIds.filter((one) => one !== id) : [...guestIds, id];
    onGuests(next.length === 0 || next.length === guests.length ? 'all' : next);
  };
  return (
    <Group gap="xs" role="group" aria-label={t('whoPays')}>
      <Chip size="lg" checked={everybody} onChange={() => onGuests('all')}>
        {t('everybody', { count: guests.length })}
      </Chip>
      {guests.map((guest) => (
        <Chip
          key={guest.id}
          size="lg"
          checked={!everybody && guestIds.includes(guest.id)}
          onChange={() => (everybody ? onGuests([guest.id]) : toggle(guest.id))}
        >
          {guest.wristbandNo === null
            ? t('guestOf', { ordinal: guest.ordinal })
            : t('common:band', { no: guest.wristbandNo })}
          &nbsp;·&nbsp;
          <Money amountMinor={guest.totalMinor} />
        </Chip>
      ))}
    </Group>
  );
}

/** Names a line as on the bill. */
function useLineName(open: OpenVisit): (line: PreviewLine) => string {
  const { t } = useTranslation('cashier');
  const format = useFormat();
  return (line) => {
    if (line.kind === 'minimum-charge') return t('minimumCharge');
    if (line.kind === 'rounding') return t('rounding');
    if (line.kind === 'goods') return format.goods(line.code);
    const clock = clockOf(open, line.refId);
    const name = `${format.service(line.code)}${clock ? ` ${clock.minutes}′` : ''}`;
    return clock?.type === 'extension' ? `${t('extension')} · ${name}` : name;
  };
}

function clockOf(open: OpenVisit, clockId: string | null): ClockView | undefined {
  return open.visit.guests.flatMap((guest) => guest.clocks).find((clock) => clock.id === clockId);
}

interface DifferencesProps {
  differences: BillDifference[];
  visit: OpenVisit;
  onAcknowledge: () => void;
}

function Differences({ differences, visit, onAcknowledge }: DifferencesProps) {
  const { t } = useTranslation('cashier');
  const format = useFormat();
  const nameOf = useLineName(visit);
  return (
    <Alert
      color="orange"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('changed.title')}
      role="alert"
      c="var(--cr-ink)"
    >
      <ul className={classes.plain}>
        {differences.map(({ kind, line, beforeMinor, afterMinor }) => (
          <li key={lineKey(line)}>
            {t(`changed.${kind}`, {
              name: nameOf(line),
              amount: format.money(line.amountMinor),
              before: format.money(beforeMinor),
              after: format.money(afterMinor),
            })}
          </li>
        ))}
      </ul>
      <Button h={44} mt="xs" variant="default" onClick={onAcknowledge}>
        {t('changed.ok')}
      </Button>
    </Alert>
  );
}

function OpenClocks({ open, preview }: { open: OpenVisit; preview: BillPreview }) {
  const { t } = useTranslation('cashier');
  const format = useFormat();
  return (
    <Alert
      color="orange"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('openClocks.title', { count: preview.openClocks.length })}
      c="var(--cr-ink)"
    >
      <ul className={classes.plain}>
        {preview.openClocks.map(({ clockId, technicianNo, dueAt }) => {
          const clock = clockOf(open, clockId);
          const state = dueAt !== null ? 'started' : technicianNo !== null ? 'called' : 'ordered';
          return (
            <li key={clockId}>
              {t(`openClocks.${state}`, {
                no: technicianNo ?? '',
                service: clock ? format.service(clock.serviceCode) : '',
                time: dueAt === null ? '' : format.time(dueAt),
              })}
            </li>
          );
        })}
      </ul>
      <Anchor className={classes.action} href={hashOf('board', { room: open.roomNo })}>
        {t('openClocks.go', { room: open.roomNo })}
      </Anchor>
    </Alert>
  );
}

function Lines({ open, preview }: { open: OpenVisit; preview: BillPreview }) {
  const { t } = useTranslation('cashier');
  const format = useFormat();
  const nameOf = useLineName(open);
  const goods = open.visit.guests.flatMap((guest) => guest.goods);
  const timeOf = (line: PreviewLine): string => {
    if (line.startedAt !== null)
      return `${format.time(line.startedAt)}–${line.endedAt === null ? '' : format.time(line.endedAt)}`;
    const ordered = goods.find((one) => one.id === line.refId);
    return ordered ? format.time(ordered.orderedAt) : '';
  };
  const charges = preview.lines.filter((line) => line.kind === 'minimum-charge' || line.kind === 'rounding');
  const sold = preview.lines.filter((line) => !charges.includes(line));
  return (
    <>
      <ScrollRegion className={classes.lines} label={t('billTitle')}>
        <Table verticalSpacing={9} fz={15} stickyHeader>
          <Table.Thead>
            <Table.Tr c="var(--cr-quiet)" fz={13}>
              <Table.Th fw={500}>{t('column.band')}</Table.Th>
              <Table.Th fw={500}>{t('column.item')}</Table.Th>
              <Table.Th fw={500}>{t('column.technician')}</Table.Th>
              <Table.Th fw={500}>{t('column.time')}</Table.Th>
              <Table.Th fw={500} ta="right">
                {t('column.quantity')}
              </Table.Th>
              <Table.Th fw={500} ta="right">
                {t('column.amount')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sold.map((line) => {
              const clock = clockOf(open, line.refId);
              return (
                <Table.Tr key={lineKey(line)}>
                  <Table.Td>{line.wristbandNo ?? ''}</Table.Td>
                  <Table.Td fw={500}>{nameOf(line)}</Table.Td>
                  <Table.Td>
                    {line.technicianNos.join(' ')} {clock && <ClockTypeTag type={clock.type} />}
                  </Table.Td>
                  <Table.Td className={classes.nowrap}>{timeOf(line)}</Table.Td>
                  <Table.Td ta="right">{line.quantity}</Table.Td>
                  <Table.Td ta="right">
                    <Money amountMinor={line.amountMinor} />
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
      <dl className={classes.totals}>
        {charges.length > 0 && (
          <div>
            <dt>{t('subtotal')}</dt>
            <dd>
              <Money amountMinor={sold.reduce((sum, line) => sum + line.amountMinor, 0)} />
            </dd>
          </div>
        )}
        {charges.map((line) => (
          <div key={lineKey(line)} data-off={line.amountMinor < 0 || undefined}>
            <dt>{nameOf(line)}</dt>
            <dd>
              <Money amountMinor={line.amountMinor} />
            </dd>
          </div>
        ))}
        <div className={classes.total}>
          <dt>{t('due')}</dt>
          <dd>
            <Money amountMinor={preview.totalMinor} />
          </dd>
        </div>
      </dl>
    </>
  );
}
