import { Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../core/error-texts.ts';
import type { DoneView } from '../../../host/parts/safekeeping/views.ts';
import { tellError } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useFormat } from '../../client/format.ts';
import { languageOf } from '../../client/i18n.ts';
import { ErrorNote, LoadingNote } from '../../components/async-boundary.tsx';
import classes from './backups.module.css';
import { MoveSection } from './move-section.tsx';
import { SheetDialog } from './sheet-dialog.tsx';

/** What is kept of the store, where, and how that went; the recovery sheet. */
export default function BackupsScreen() {
  const { t } = useTranslation('backups');
  const client = useQueryClient();
  const state = useQuery({ queryKey: ['safekeeping'], queryFn: () => api.safekeeping.state.query() });
  const { dateTime } = useFormat();
  const [busy, setBusy] = useState(false);
  const [isMaking, setMaking] = useState(false);

  const copyNow = async () => {
    setBusy(true);
    try {
      await api.safekeeping.copyNow.mutate();
    } catch (error) {
      tellError(error);
    } finally {
      setBusy(false);
      await client.invalidateQueries({ queryKey: ['safekeeping'] });
    }
  };

  if (!state.data) return state.error ? <ErrorNote error={state.error} /> : <LoadingNote />;
  const { copy, segment, sheet, hasSecondPlace } = state.data;
  return (
    <div className={classes.screen}>
      <Stack>
        <Group justify="space-between">
          <Title order={1} size="h3">
            {t('title')}
          </Title>
          <Button h={44} loading={busy} onClick={() => void copyNow()}>
            {t('now')}
          </Button>
        </Group>
        <Table>
          <Table.Tbody>
            <Row label={t('night')} text={<Done done={copy} />} />
            <Row label={t('hour')} text={<Done done={segment} />} />
            <Row label={t('second')} text={t(hasSecondPlace ? 'secondYes' : 'secondNo')} />
            <Row
              label={t('sheet')}
              text={
                <Group justify="space-between">
                  <Text maw={460}>
                    {sheet ? t('sheetIs', { sheetId: sheet.sheetId, time: dateTime(sheet.at) }) : t('sheetNone')}
                  </Text>
                  <Button h={44} variant="default" onClick={() => setMaking(true)}>
                    {t('makeSheet')}
                  </Button>
                </Group>
              }
            />
          </Table.Tbody>
        </Table>
        <MoveSection state={state.data} />
        <CopyList />
        <Text c="var(--cr-quiet)">{t('how')}</Text>
      </Stack>
      {isMaking && <SheetDialog onClose={() => setMaking(false)} />}
    </div>
  );
}

function CopyList() {
  const { t } = useTranslation('backups');
  const { dateTime } = useFormat();
  const copies = useQuery({ queryKey: ['safekeeping', 'copies'], queryFn: () => api.safekeeping.copies.query() });
  return (
    <>
      <Title order={2} size="h5">
        {t('list')}
      </Title>
      {copies.data?.length === 0 && <Text>{t('none')}</Text>}
      <ul>
        {copies.data?.map(({ name, at, seq }) => (
          <li key={name}>
            {dateTime(at)} · {t('row', { seq })}
          </li>
        ))}
      </ul>
    </>
  );
}

function Row({ label, text }: { label: string; text: React.ReactNode }) {
  return (
    <Table.Tr>
      <Table.Th scope="row" w={180}>
        {label}
      </Table.Th>
      <Table.Td>{text}</Table.Td>
    </Table.Tr>
  );
}

function Done({ done }: { done: DoneView | null }) {
  const { t, i18n } = useTranslation('backups');
  const { dateTime } = useFormat();
  if (!done) return t('never');
  const time = dateTime(done.at);
  if (done.ok) return t('done', { time });
  return (
    <Text c="var(--cr-red)">
      {t('failed', { time, why: errorText(done.code ?? 'INTERNAL', languageOf(i18n.language), {}) })}
    </Text>
  );
}
