import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SectionGiven } from '../../../../core/model/site/sections.ts';
import { tellError } from '../../../client/act.ts';
import { api } from '../../../client/api.ts';
import { useMay } from '../../../client/session.ts';
import { showDone } from '../../../components/undo.tsx';
import { type Draft, setTo } from '../draft.ts';
import type { Entry } from '../field.ts';
import { numberIn, type Sheet } from '../sheet.ts';
import { TryReader } from './try-reader.tsx';

/** Has a device do something that is seen or heard, as it stands here, in force or not. */
function TryButton({ name, done, run }: { name: string; done: string; run: () => Promise<unknown> }) {
  const { t } = useTranslation('store-settings');
  const [isBusy, setBusy] = useState(false);
  const press = async () => {
    setBusy(true);
    try {
      await run();
      showDone(done);
    } catch (error) {
      tellError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      h={44}
      px="sm"
      variant="default"
      loading={isBusy}
      aria-label={t('try.of', { name })}
      onClick={() => void press()}
    >
      {t('try.open')}
    </Button>
  );
}

export function TryPrinter({ printer }: { printer: Entry }) {
  const { t } = useTranslation('store-settings');
  const { host, path } = printer.transport as { host?: string; path?: string };
  return (
    <TryButton
      name={host ?? path ?? String(printer.id)}
      done={t('try.printed')}
      run={() => api.finding.testPrinter.mutate({ printer: printer as never })}
    />
  );
}

export function TryTerminal({ line, address }: { line: Entry; address: number }) {
  const { t } = useTranslation('store-settings');
  return (
    <TryButton
      name={`${String(line.id)}/${address}`}
      done={t('try.beeped')}
      run={() => api.finding.testTerminal.mutate({ line: line as never, address })}
    />
  );
}

/** The test of an entry of a list of devices; a line has none of its own. */
export function TryDevice({ sheet, draft, entry }: { sheet: Sheet; draft: Draft; entry: Entry }) {
  const { t } = useTranslation('store-settings');
  if (!useMay('settings.devices')) return null;
  switch (sheet.id) {
    case 'printers':
      return <TryPrinter printer={entry} />;
    case 'readers':
      return <TryReader reader={entry} />;
    case 'terminals': {
      const line = (draft.rows.lines ?? []).find((one) => one.entry.id === entry.line)?.entry;
      return line ? <TryTerminal line={line} address={Number(entry.address)} /> : null;
    }
    case 'voice':
    case 'places': {
      const { voice } = setTo(draft) as unknown as SectionGiven<'voice'>;
      // Where there are places, each is tried by itself.
      if (sheet.id === 'voice' && voice.places) return null;
      const placeId = sheet.id === 'places' ? String(entry.id) : null;
      const run = () => api.finding.testVoice.mutate({ voice, placeId });
      return <TryButton name={numberIn(sheet, entry)} done={t('try.spoken')} run={run} />;
    }
    default:
      return null;
  }
}
