import { Alert, Button, Group } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../../core/error-texts.ts';
import { api } from '../../../client/api.ts';
import { useFormat } from '../../../client/format.ts';
import { AsyncBoundary } from '../../../components/async-boundary.tsx';
import { type Draft, withAdded } from '../draft.ts';
import type { Entry, Options } from '../field.ts';
import type { Sheet, SheetId } from '../sheet.ts';
import classes from '../store-settings.module.css';
import { FindPrinters } from './find-printers.tsx';
import { FindReaders } from './find-readers.tsx';
import { FindTerminals } from './find-terminals.tsx';

interface FindPanelProps {
  sheet: Sheet;
  draft: Draft;
  options: Options;
  onDraft: (draft: Draft) => void;
  onClose: () => void;
}

const pluggedKey = ['finding', 'plugged'];

/** Lists of which devices can be found. */
export const isFound = ({ id }: Sheet) => ['printers', 'readers', 'lines', 'terminals'].includes(id);

/** What is plugged in and what is on the network, to be taken into the draft. */
export function FindPanel({ sheet, draft, options, onDraft, onClose }: FindPanelProps) {
  const { t } = useTranslation(['store-settings', 'common']);
  const { language } = useFormat();
  const queryClient = useQueryClient();
  const query = useQuery({
    queryKey: pluggedKey,
    queryFn: () => api.finding.plugged.query(),
    gcTime: 0,
    retry: false,
  });
  const there = (id: SheetId): readonly Entry[] => (draft.rows[id] ?? []).map(({ entry }) => entry);
  const take = (entries: Entry[]) => onDraft(withAdded(draft, sheet.id, entries));
  return (
    <section className={classes.form} aria-label={t('seek.title')}>
      <AsyncBoundary query={query}>
        {(plugged) => (
          <>
            {plugged.problems
              .filter(({ what }) => (sheet.id === 'readers' ? what !== 'ports' : what === 'ports'))
              .map(({ what, code }) => (
                <Alert key={what} color="yellow" p="xs" mb="xs">
                  {errorText(code, language)}
                </Alert>
              ))}
            {sheet.id === 'printers' && <FindPrinters plugged={plugged} there={there('printers')} onTake={take} />}
            {sheet.id === 'readers' && <FindReaders plugged={plugged} there={there('readers')} onTake={take} />}
            {(sheet.id === 'lines' || sheet.id === 'terminals') && (
              <FindTerminals plugged={plugged} draft={draft} options={options} onDraft={onDraft} />
            )}
          </>
        )}
      </AsyncBoundary>
      <Group gap="xs" mt="sm">
        <Button h={44} variant="default" onClick={onClose}>
          {t('common:close')}
        </Button>
        <Button h={44} variant="default" onClick={() => void queryClient.resetQueries({ queryKey: pluggedKey })}>
          {t('store-settings:seek.again')}
        </Button>
      </Group>
    </section>
  );
}
