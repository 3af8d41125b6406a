import { Button, Group, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttendanceSums } from '../../../core/model/attendance/sums.ts';
import type { PayPersonView } from '../../../host/parts/commission/views.ts';
import { act, tellError } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useFormat } from '../../client/format.ts';
import { saveFile } from '../../client/save-file.ts';
import { useMay } from '../../client/session.ts';
import { AsyncBoundary, EmptyNote } from '../../components/async-boundary.tsx';
import { Money } from '../../components/money.tsx';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import { showDone } from '../../components/undo.tsx';
import { CorrectForm } from './correct-form.tsx';
import { Entries } from './entries.tsx';
import { hoursOf } from './hours.ts';
import classes from './pay.module.css';
import { useRuleName } from './rule-name.ts';

interface PersonPanelProps {
  month: string;
  /** Null: nobody is chosen. */
  payeeNo: string | null;
  isClosed: boolean;
}

/** One person's month: the payslip, the facts of attendance, every clock behind it. */
export function PersonPanel({ month, payeeNo, isClosed }: PersonPanelProps) {
  const { t } = useTranslation('pay');
  if (payeeNo === null) {
    return (
      <section className={classes.panel} aria-label={t('person.label')}>
        <EmptyNote text={t('person.choose')} />
      </section>
    );
  }
  return <Person key={`${month} ${payeeNo}`} month={month} payeeNo={payeeNo} isClosed={isClosed} />;
}

function Person({ month, payeeNo, isClosed }: { month: string; payeeNo: string; isClosed: boolean }) {
  const { t } = useTranslation('pay');
  const query = useQuery({
    queryKey: ['pay', 'person', month, payeeNo],
    queryFn: () => api.pay.person.query({ month, payeeNo }),
  });
  return (
    <section className={classes.panel} aria-label={t('person.label')}>
      <AsyncBoundary query={query}>
        {(view) => (
          <>
            <Acts view={view} isClosed={isClosed} />
            <ScrollRegion className={classes.scroll} label={`${view.no} ${view.name}`}>
              <Summary view={view} />
              {view.attendance && <Attendance sums={view.attendance} />}
              <Entries entries={view.entries} />
            </ScrollRegion>
          </>
        )}
      </AsyncBoundary>
    </section>
  );
}

function Acts({ view: { no, name, payslip }, isClosed }: { view: PayPersonView; isClosed: boolean }) {
  const { t } = useTranslation('pay');
  const format = useFormat();
  const mayCorrect = useMay('pay.close');
  const [corrects, setCorrects] = useState(false);
  const { month, payeeNo } = payslip;
  const print = async () => {
    if (await act('commission.printPayslip', { month, payeeNo })) showDone(t('person.printing'));
  };
  const save = async () => {
    try {
      saveFile(await api.pay.payslipExcel.query({ month, payeeNo, language: format.language }));
    } catch (error) {
      tellError(error);
    }
  };
  return (
    <>
      <Group justify="space-between" px="md" pt="sm">
        <Title order={2} size="h4">
          {no} {name}
        </Title>
        <Group gap="xs">
          <Button h={44} variant="default" onClick={() => void print()}>
            {t('person.print')}
          </Button>
          <Button h={44} variant="default" onClick={() => void save()}>
            {t('person.excel')}
          </Button>
          {mayCorrect && (
            <Button h={44} variant="default" aria-expanded={corrects} onClick={() => setCorrects(!corrects)}>
              {t('correct.title')}
            </Button>
          )}
        </Group>
      </Group>
      {corrects && (
        <CorrectForm month={month} payeeNo={payeeNo} isClosed={isClosed} onClose={() => setCorrects(false)} />
      )}
    </>
  );
}

function Summary({ view: { payslip } }: { view: PayPersonView }) {
  const { t } = useTranslation(['pay', 'common']);
  const format = useFormat();
  const ruleName = useRuleName();
  const { clocks, rules, goods, corrections } = payslip;
  return (
    <Table fz={14} verticalSpacing={4} className={classes.figures} aria-label={t('person.payslip')}>
      <Table.Tbody>
        {clocks.map(({ type, count, servedMs, turnoverMinor }) => (
          <Table.Tr key={type}>
            <Table.Td>{t(`common:clockType.${type}`)}</Table.Td>
            <Table.Td ta="right">
              {t('person.times', { count })}
              {type !== 'extension' && ` · ${t('person.hours', { hours: hoursOf(servedMs) })}`}
            </Table.Td>
            <Table.Td ta="right" c="var(--cr-quiet)">
              {t('person.ofTurnover', { amount: format.money(turnoverMinor) })}
            </Table.Td>
          </Table.Tr>
        ))}
        {rules.map(({ ruleKey, count, amountMinor }) => (
          <Table.Tr key={ruleKey}>
            <Table.Td>{ruleName(ruleKey)}</Table.Td>
            <Table.Td ta="right">{t('person.times', { count })}</Table.Td>
            <Table.Td ta="right">
              <Money amountMinor={amountMinor} />
            </Table.Td>
          </Table.Tr>
        ))}
        {goods.map(({ code, count, turnoverMinor }) => (
          <Table.Tr key={code}>
            <Table.Td>{format.goods(code)}</Table.Td>
            <Table.Td ta="right">{t('person.times', { count })}</Table.Td>
            <Table.Td ta="right" c="var(--cr-quiet)">
              {t('person.ofTurnover', { amount: format.money(turnoverMinor) })}
            </Table.Td>
          </Table.Tr>
        ))}
        {corrections.map(({ id, aboutMonth, amountMinor, reason, by }) => (
          <Table.Tr key={id}>
            <Table.Td colSpan={2}>{t('person.correction', { month: aboutMonth, reason, by })}</Table.Td>
            <Table.Td ta="right">
              <Money amountMinor={amountMinor} />
            </Table.Td>
          </Table.Tr>
        ))}
        <Table.Tr fw={700}>
          <Table.Td colSpan={2}>{t('columns.total')}</Table.Td>
          <Table.Td ta="right">
            <Money amountMinor={payslip.totalMinor} />
          </Table.Td>
        </Table.Tr>
      </Table.Tbody>
    </Table>
  );
}

/** Facts beside the pay: what a store makes of them is its own affair. */
function Attendance({ sums }: { sums: AttendanceSums }) {
  const { t } = useTranslation('pay');
  const leave = Object.values(sums.leaveDays).reduce((sum, days) => sum + days, 0);
  return (
    <Text size="sm" px="md" py="xs" className={classes.facts}>
      <b>{t('attendance.title')}</b>{' '}
      {[
        t('attendance.worked', { days: sums.workedDays, rostered: sums.rosteredDays }),
        t('attendance.late', { count: sums.lateCount, minutes: sums.lateMinutes }),
        t('attendance.early', { count: sums.earlyCount, minutes: sums.earlyMinutes }),
        t('attendance.absent', { days: sums.absentDays }),
        t('attendance.leave', { days: leave }),
      ].join(' · ')}
    </Text>
  );
}
