import { Table } from '@mantine/core';
import { IconAlertTriangle, IconLock, IconLockOpen } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../core/error-texts.ts';
import type { BusStatus, BusTerminal } from '../../../host/parts/bus/views.ts';
import { useFormat } from '../../client/format.ts';
import { useMay } from '../../client/session.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import classes from './bus.module.css';
import { InstallKey } from './install-key.tsx';
import { usePlaceName } from './place-name.ts';

const counts = ['good', 'bad', 'discarded', 'retries'] as const;

/** Every terminal of a line: its state, how clean its line is, and what it says of itself. */
export function TerminalRows({ line }: { line: BusStatus }) {
  const { t } = useTranslation('bus');
  const mayInstall = useMay('site.export-keys');
  if (line.terminals.length === 0) return <EmptyNote text={t('noTerminals')} />;
  return (
    <ScrollRegion className={classes.terminals} label={t('title')}>
      <Table stickyHeader verticalSpacing={4} fz={15}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('column.address')}</Table.Th>
            <Table.Th>{t('column.place')}</Table.Th>
            <Table.Th>{t('column.state')}</Table.Th>
            <Table.Th>{t('column.channel')}</Table.Th>
            <Table.Th>{t('column.alarms')}</Table.Th>
            <Table.Th>{t('column.card')}</Table.Th>
            {counts.map((count) => (
              <Table.Th key={count} ta="right">
                {t(`column.${count}`)}
              </Table.Th>
            ))}
            <Table.Th ta="right">{t('column.roundTrip')}</Table.Th>
            <Table.Th>{t('column.seen')}</Table.Th>
            {mayInstall && <Table.Th>{t('column.key')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {line.terminals.map((terminal) => (
            <Row key={terminal.id} terminal={terminal} mayInstall={mayInstall} />
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}

function Row({ terminal, mayInstall }: { terminal: BusTerminal; mayInstall: boolean }) {
  const { t } = useTranslation(['bus', 'common']);
  const format = useFormat();
  const { address, state, reason, frames, roundTripMs, lastSeenAt } = terminal;
  return (
    <Table.Tr h={54} data-terminal={terminal.id}>
      <Table.Td>{address}</Table.Td>
      <Table.Td>
        <b>{usePlaceName()(terminal)}</b>
        <div className={classes.quiet}>{terminal.identity}</div>
      </Table.Td>
      <Table.Td>
        <span className={classes.state} data-state={state}>
          {t(`common:terminalState.${state}`)}
        </span>
        {reason !== null && <div className={classes.quiet}>{errorText(reason, format.language)}</div>}
      </Table.Td>
      <Table.Td>
        <Channel terminal={terminal} />
      </Table.Td>
      <Table.Td>
        <Alarms terminal={terminal} />
      </Table.Td>
      <Table.Td>
        <LastCard terminal={terminal} />
      </Table.Td>
      {counts.map((count) => (
        <Table.Td key={count} ta="right" fw={count !== 'good' && frames[count] > 0 ? 700 : undefined}>
          {frames[count]}
        </Table.Td>
      ))}
      <Table.Td ta="right">{roundTripMs === null ? '' : t('milliseconds', { ms: roundTripMs })}</Table.Td>
      <Table.Td>{lastSeenAt === null ? t('never') : format.timeWithSeconds(lastSeenAt)}</Table.Td>
      {mayInstall && (
        <Table.Td>
          <InstallKey terminal={terminal} />
        </Table.Td>
      )}
    </Table.Tr>
  );
}

function Channel({ terminal: { state, secure } }: { terminal: BusTerminal }) {
  const { t } = useTranslation('bus');
  if (state !== 'online') return <>{t('notOpen')}</>;
  const Icon = secure ? IconLock : IconLockOpen;
  return (
    <span className={classes.channel} data-plain={secure ? undefined : true}>
      <Icon size={16} aria-hidden />
      {t(secure ? 'secure' : 'plain')}
    </span>
  );
}

function Alarms({ terminal: { tamper, power, reader } }: { terminal: BusTerminal }) {
  const { t } = useTranslation('bus');
  const alarms = [
    ...(tamper ? [t('tamper')] : []),
    ...(power ? [t('power')] : []),
    ...(reader === 'gone' || reader === 'tampered' ? [t(`reader.${reader}`)] : []),
  ];
  if (alarms.length === 0) return <span className={classes.quiet}>{t('noAlarm')}</span>;
  return (
    <span className={classes.alarm}>
      <IconAlertTriangle size={16} aria-hidden />
      {alarms.join(' · ')}
    </span>
  );
}

function LastCard({ terminal: { lastCard } }: { terminal: BusTerminal }) {
  const { t } = useTranslation('bus');
  const format = useFormat();
  if (!lastCard) return <span className={classes.quiet}>{t('never')}</span>;
  const { kind, ...facts } = lastCard.holder;
  return (
    <>
      {t(`holder.${kind}`, facts)}
      <div className={classes.quiet}>{format.timeWithSeconds(lastCard.at)}</div>
    </>
  );
}
