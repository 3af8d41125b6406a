import { useTranslation } from 'react-i18next';
import { minuteMs } from '../../../core/kernel/time.ts';
import type { PayEntryView } from '../../../host/parts/commission/views.ts';

import { useFormat } from '../../client/format.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
import { ClockTypeTag } from '../../components/clock-type-tag.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Money } from '../../components/money.tsx';
import classes from './pay.module.css';
import { usePayText, useRuleName } from './rule-name.ts';

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
  const columns: Column<PayEntryView>[] = [
    {
      id: 'when',
      head: t('entries.when'),
      cell: ({ businessDate, at, roomNo }) => (
        <>
          {businessDate.slice(5)} {format.timeOn(businessDate, at)}
          <br />
          <span className={classes.quiet}>{roomNo}</span>
        </>
      ),
    },
    {
      id: 'what',
      head: t('entries.what'),
      cell: (entry) => (
        <>
          {entry.clockType && <ClockTypeTag type={entry.clockType} />}{' '}
          {entry.source === 'clock' ? format.service(entry.code) : format.goods(entry.code)}
          <br />
          <span className={classes.quiet}>
            {entry.source === 'clock' && t('entries.minutes', { minutes: minutesOf(entry) })}{' '}
            {entry.isSplit && t('entries.split')} {format.money(entry.turnoverMinor, entry.currency)}
          </span>
        </>
      ),
    },
    {
      id: 'rule',
      head: t('entries.rule'),
      cell: ({ parts, currency }) => (
        <>
          {parts.map(({ ruleKey, pay, nth, amountMinor }) => (
            <div key={ruleKey}>
              {ruleName(ruleKey)}{' '}
              <span className={classes.quiet}>
                {pay && payText(pay)} {nth !== null && t('entries.nth', { nth })}
                {parts.length > 1 && ` = ${format.money(amountMinor, currency)}`}
              </span>
            </div>
          ))}
          {parts.length === 0 && <span className={classes.quiet}>{t('entries.noRule')}</span>}
        </>
      ),
    },
    {
      id: 'amount',
      head: t('entries.amount'),
      align: 'right',
      cell: ({ amountMinor, currency }) => (
        <b>
          <Money amountMinor={amountMinor} currency={currency} />
        </b>
      ),
    },
  ];
  return <DataTable columns={columns} rows={entries} keyOf={({ refId }) => refId} label={t('entries.title')} />;
}
