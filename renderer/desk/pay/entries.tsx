import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PayEntryView } from '../../../host/api/pay-service.ts';
import { useFormat } from '../../client/format.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
import { ClockTypeTag } from '../../components/clock-type-tag.tsx';
import { Money } from '../../components/money.tsx';
import classes from './pay.module.css';
import { usePayText, useRuleName } from './rule-name.ts';

const minuteMs = 60_000;

/** Served; an extension has no time of its own and says what was sold. */
function minutesOf({ clockType, minutes, servedMs }: PayEntryView): number {
  return clockType === 'extension' ? minutes : Math.round(servedMs / minuteMs);
}

/** Every clock and sale that a month's pay comes from, with the rules that paid it. */
export function Entries({ entries }: { entries: readonly PayEntryView[] }) {
  const { t } = useTranslation('pay');
  const format = useFormat();
  const ruleName = useRuleName();
  const payText = usePayText();
  if (entries.length === 0) return <EmptyNote text={t('entries.none')} />;
  return (
    <Table fz={14} verticalSpacing={4} className={classes.figures} aria-label={t('entries.title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('entries.when')}</Table.Th>
          <Table.Th>{t('entries.what')}</Table.Th>
          <Table.Th>{t('entries.rule')}</Table.Th>
          <Table.Th ta="right">{t('entries.amount')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map((entry) => (
          <Table.Tr key={entry.refId}>
            <Table.Td>
              {entry.businessDate.slice(5)} {format.time(entry.at)}
              <br />
              <span className={classes.quiet}>{entry.roomNo}</span>
            </Table.Td>
            <Table.Td>
              {entry.clockType && <ClockTypeTag type={entry.clockType} />}{' '}
              {entry.source === 'clock' ? format.service(entry.code) : format.goods(entry.code)}
              <br />
              <span className={classes.quiet}>
                {entry.source === 'clock' && t('entries.minutes', { minutes: minutesOf(entry) })}{' '}
                {entry.isSplit && t('entries.split')} {format.money(entry.turnoverMinor)}
              </span>
            </Table.Td>
            <Table.Td>
              {entry.parts.map(({ ruleKey, pay, nth, amountMinor }) => (
                <div key={ruleKey}>
                  {ruleName(ruleKey)}{' '}
                  <span className={classes.quiet}>
                    {pay && payText(pay)} {nth !== null && t('entries.nth', { nth })}
                    {entry.parts.length > 1 && ` = ${format.money(amountMinor)}`}
                  </span>
                </div>
              ))}
              {entry.parts.length === 0 && <span className={classes.quiet}>{t('entries.noRule')}</span>}
            </Table.Td>
            <Table.Td ta="right" fw={600}>
              <Money amountMinor={entry.amountMinor} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
