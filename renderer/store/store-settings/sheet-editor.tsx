import { Alert, Button, Group, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SectionView } from '../../../host/parts/settings/views.ts';
import { api } from '../../client/api.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { hashOf } from '../../client/router.ts';
import { useMay } from '../../client/session.ts';
import { useNameOf } from '../../client/who.ts';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import { AddRooms } from './add-rooms.tsx';
import { type Draft, editsIn, type Row, rebased, withAdded, withChanged, withRemoved } from './draft.ts';
import { EntryForm } from './entry-form.tsx';
import { EntryTable } from './entry-table.tsx';
import { blankOf, type Entry, type Options, type Typed } from './field.ts';
import { FindPanel, isFound } from './finding/find-panel.tsx';
import { PasteSheet } from './paste-sheet.tsx';
import { Planned } from './planned.tsx';
import { Review } from './review.tsx';
import { numberIn, type Sheet } from './sheet.ts';
import classes from './store-settings.module.css';
import { useOptions } from './use-options.ts';

interface SheetEditorProps {
  sheet: Sheet;
  draft: Draft;
  inForce: SectionView;
  /** Undefined: nothing is edited any more. */
  onDraft: (draft: Draft | undefined) => void;
  onTyping: (isTyping: boolean) => void;
}

type Open = 'add' | 'ranges' | 'paste' | 'find' | { key: string } | null;

/** One list: what stands in it, what is being added and edited, and what of that is not in force yet. */
export function SheetEditor({ sheet, draft, inForce, onDraft, onTyping }: SheetEditorProps) {
  const { t } = useTranslation('store-settings');
  const options = useOptions(draft);
  const [open, setOpen] = useState<Open>(null);
  const [find, setFind] = useState('');
  const [isReviewed, setReviewed] = useState(false);
  const queryClient = useQueryClient();
  const rows = draft.rows[sheet.id] ?? [];
  const edits = editsIn(draft);
  const close = () => {
    onTyping(false);
    setOpen(null);
  };
  const merge = async () => {
    const { section } = draft;
    const queryKey = ['settings', 'section', section];
    const queryFn = () => api.settings.section.query({ section });
    const now = await queryClient.fetchQuery({ queryKey, queryFn, staleTime: 0 });
    onDraft(rebased(draft, now));
  };
  return (
    <>
      <Head sheet={sheet} onOpen={setOpen} onFind={setFind} find={find} />
      <Notes draft={draft} inForce={inForce} edits={edits} />
      <Forms
        sheet={sheet}
        options={options}
        open={sheet.isPage ? { key: rows[0]?.key ?? '' } : open}
        draft={draft}
        rows={rows}
        onDraft={onDraft}
        onTyping={onTyping}
        onClose={close}
      />
      {!sheet.isPage && (
        <ScrollRegion className={classes.table} label={t(`sheet.${sheet.id}`)}>
          <EntryTable
            sheet={sheet}
            options={options}
            draft={draft}
            find={find}
            onEdit={(key) => setOpen({ key })}
            onRemove={(key) => onDraft(withRemoved(draft, sheet.id, key))}
          />
        </ScrollRegion>
      )}
      {edits > 0 && <Unsaved edits={edits} onDiscard={() => onDraft(undefined)} onLook={() => setReviewed(true)} />}
      {isReviewed && (
        <Review
          draft={draft}
          onClose={() => setReviewed(false)}
          onMerge={merge}
          onSaved={() => {
            setReviewed(false);
            close();
            onDraft(undefined);
          }}
        />
      )}
    </>
  );
}

function Unsaved({ edits, onDiscard, onLook }: { edits: number; onDiscard: () => void; onLook: () => void }) {
  const { t } = useTranslation('store-settings');
  return (
    <div className={classes.bar} role="status">
      <b>{t('unsaved', { count: edits })}</b>
      <Group gap="xs">
        <Button h={44} variant="default" onClick={onDiscard}>
          {t('discard')}
        </Button>
        <Button h={44} onClick={onLook}>
          {t('look')}
        </Button>
      </Group>
    </div>
  );
}

interface HeadProps {
  sheet: Sheet;
  find: string;
  onFind: (find: string) => void;
  onOpen: (open: Open) => void;
}

function Head({ sheet, find, onFind, onOpen }: HeadProps) {
  const { t } = useTranslation('store-settings');
  const mayFind = useMay('settings.devices');
  return (
    <div className={classes.head}>
      <Group gap="xs">
        {!sheet.isOne && (
          <Button h={44} onClick={() => onOpen('add')}>
            {t('add.open')}
          </Button>
        )}
        {sheet.id === 'rooms' && (
          <Button h={44} variant="default" onClick={() => onOpen('ranges')}>
            {t('ranges.open')}
          </Button>
        )}
        {mayFind && isFound(sheet) && (
          <Button h={44} variant="default" onClick={() => onOpen('find')}>
            {t('seek.open')}
          </Button>
        )}
        {!sheet.isDevices && !sheet.isTyped && !sheet.isOne && (
          <Button h={44} variant="default" onClick={() => onOpen('paste')}>
            {t('paste.open')}
          </Button>
        )}
      </Group>
      <Group gap="sm">
        <a href={hashOf('changes', { of: sheet.section })}>{t('history')}</a>
        {!sheet.isPage && (
          <TextInput
            size="md"
            w={150}
            aria-label={t('find')}
            placeholder={t('find')}
            value={find}
            onChange={(event) => onFind(event.currentTarget.value)}
          />
        )}
      </Group>
    </div>
  );
}

/** What is planned of the section, and that somebody else set it since the draft was begun. */
function Notes({ draft, inForce, edits }: { draft: Draft; inForce: SectionView; edits: number }) {
  const { t } = useTranslation('store-settings');
  const format = useFormat();
  const nameOf = useNameOf();
  const { plannedFrom, version, setAt, setBy } = inForce;
  return (
    <>
      {plannedFrom !== null && <Planned section={inForce.section} />}
      {edits > 0 && version !== draft.base.version && (
        <Alert color="orange" mb="xs" p="xs" role="alert">
          <Text size="sm" c="var(--cr-ink)">
            {t('started', { at: format.moment(setAt), name: nameOf(setBy) })}
          </Text>
        </Alert>
      )}
    </>
  );
}

interface FormsProps {
  sheet: Sheet;
  options: Options;
  open: Open;
  draft: Draft;
  rows: readonly Row[];
  onDraft: (draft: Draft) => void;
  onTyping: (isTyping: boolean) => void;
  onClose: () => void;
}

/** The form that is open, if one is. */
function Forms({ sheet, options, open, draft, rows, onDraft, onTyping, onClose }: FormsProps) {
  const blank = useBlank(sheet, options, draft);
  const edited = open !== null && typeof open === 'object' ? rows.find(({ key }) => key === open.key) : undefined;
  const there = new Set(rows.filter((row) => row !== edited).map(({ entry }) => numberIn(sheet, entry)));
  const [times, setTimes] = useState(0);
  const close = () => {
    setTimes(times + 1);
    onClose();
  };
  const common = { options, there, onTouched: onTyping, onClose: close };
  const add = (entries: readonly Entry[]) => onDraft(withAdded(draft, sheet.id, entries));
  if (open === 'ranges') return <AddRooms {...common} onTake={add} />;
  if (open === 'find')
    return <FindPanel sheet={sheet} draft={draft} options={options} onDraft={onDraft} onClose={onClose} />;
  if (open === 'paste') return <PasteSheet {...common} sheet={sheet} blank={blank} onTake={add} />;
  if (open !== 'add' && !edited) return null;
  const { withCard } = draft.base;
  return (
    <EntryForm
      // A page begins anew with what is taken or given up.
      key={sheet.isPage ? `${times} ${JSON.stringify(edited?.entry)}` : (edited?.key ?? 'new')}
      {...common}
      sheet={sheet}
      blank={blank}
      others={there}
      entry={edited?.entry ?? null}
      hasCard={edited !== undefined && withCard.includes(String(edited.entry.id))}
      onTake={(entry) => (edited ? onDraft(withChanged(draft, sheet.id, edited.key, entry)) : add([entry]))}
    />
  );
}

/** What stands in a new entry: what is the only choice is chosen. */
function useBlank(sheet: Sheet, options: Options, draft: Draft): Typed {
  const { store } = useCatalog();
  const only = (values: readonly { value: string }[]) => (values.length === 1 ? (values[0]?.value ?? '') : '');
  const said: Typed = {
    hiredOn: draft.base.today,
    currency: store.currency,
    group: only(options.group),
    groups: only(options.group),
    skill: only(options.skill),
    skills: only(options.skill),
    kind: only(options.kind),
    level: only(options.level),
  };
  const blank = blankOf(sheet.fields);
  return Object.fromEntries(Object.entries(blank).map(([id, value]) => [id, value || (said[id] ?? '')]));
}
