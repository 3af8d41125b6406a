import { Button, Checkbox, Group, NativeSelect, ScrollArea, Table, Text, Title } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BusFrame, BusStatus } from '../../../host/parts/bus/views.ts';
import { useFormat } from '../../client/format.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
import classes from './bus.module.css';
import { usePlaceName } from './place-name.ts';
import { useFrames } from './use-frames.ts';

/** A poll and its empty answer say nothing: they are most of what passes. */
function isPoll({ text, verdict }: BusFrame): boolean {
  return (text === 'POLL' || text === 'ACK') && (verdict === 'sent' || verdict === 'accepted');
}

/** What passes on a line, as it passes: to pause, and to look at one terminal only. */
export function FrameLog({ line }: { line: BusStatus }) {
  const { t } = useTranslation('bus');
  const placeName = usePlaceName();
  const { frames, skipped, paused, missed, act } = useFrames(line.id);
  const [address, setAddress] = useState('');
  const [polls, setPolls] = useState(false);
  const shown = frames.filter(
    (frame) => (address === '' || frame.address === Number(address)) && (polls || !isPoll(frame)),
  );
  const viewport = useRef<HTMLDivElement>(null);
  const lastNo = shown.at(-1)?.no;
  useEffect(() => {
    if (lastNo !== undefined) viewport.current?.scrollTo({ top: viewport.current.scrollHeight });
  }, [lastNo]);
  return (
    <section className={classes.log} aria-label={t('log.title')}>
      <Group px="md" py="xs" gap="sm">
        <Title order={2} size="h4">
          {t('log.title')}
        </Title>
        <NativeSelect
          aria-label={t('log.filter')}
          size="md"
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
          data={[
            { value: '', label: t('log.all') },
            ...line.terminals.map((each) => ({
              value: String(each.address),
              label: `${each.address} ${placeName(each)}`,
            })),
          ]}
        />
        <Checkbox
          size="md"
          label={t('log.polls')}
          checked={polls}
          onChange={(event) => setPolls(event.currentTarget.checked)}
        />
        <Button h={44} variant={paused ? 'filled' : 'default'} onClick={() => act(paused ? 'goOn' : 'pause')}>
          {t(paused ? 'log.goOn' : 'log.pause')}
        </Button>
        <Button h={44} variant="default" onClick={() => act('clear')}>
          {t('log.clear')}
        </Button>
        {paused && <Text size="sm">{t('log.paused', { count: missed })}</Text>}
        {skipped > 0 && <Text size="sm">{t('log.skipped', { count: skipped })}</Text>}
      </Group>
      <ScrollArea
        viewportRef={viewport}
        className={classes.frames}
        viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('log.title') }}
      >
        {shown.length === 0 ? <EmptyNote text={t('log.empty')} /> : <Frames frames={shown} />}
      </ScrollArea>
    </section>
  );
}

function Frames({ frames }: { frames: readonly BusFrame[] }) {
  const { t } = useTranslation('bus');
  return (
    <Table stickyHeader verticalSpacing={2} fz={14}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('log.time')}</Table.Th>
          <Table.Th>{t('column.address')}</Table.Th>
          <Table.Th>{t('log.direction')}</Table.Th>
          <Table.Th>{t('log.what')}</Table.Th>
          <Table.Th>{t('log.verdict')}</Table.Th>
          <Table.Th>{t('log.bytes')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {frames.map((frame) => (
          <FrameRow key={frame.no} frame={frame} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function FrameRow({ frame }: { frame: BusFrame }) {
  const { t } = useTranslation('bus');
  const format = useFormat();
  const { at, address, direction, text, verdict, reason, hex } = frame;
  const isBad = verdict === 'discarded' || verdict.startsWith('ignored') || verdict === 'sent-again';
  return (
    <Table.Tr data-frame={frame.no} className={isBad ? classes.bad : undefined}>
      <Table.Td className={classes.nowrap}>
        {format.timeWithSeconds(at)}.{String(at % 1000).padStart(3, '0')}
      </Table.Td>
      <Table.Td>{address}</Table.Td>
      <Table.Td className={classes.nowrap}>{t(`log.${direction}`)}</Table.Td>
      <Table.Td>{text ?? t('log.unreadable')}</Table.Td>
      <Table.Td className={classes.nowrap}>
        {t(`verdict.${verdict}`)}
        {reason !== null && ` (${t(`reason.${reason}`)})`}
      </Table.Td>
      <Table.Td className={classes.hex}>{hex}</Table.Td>
    </Table.Tr>
  );
}
