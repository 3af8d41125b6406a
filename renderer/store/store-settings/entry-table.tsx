import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SiteGoods } from '../../../core/model/site/schema.ts';
import { keysOf } from '../../../core/terminal/goods-keys.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { isFound } from '../../components/initials.ts';
import type { Draft, Row } from './draft.ts';
import { type Entry, type Field, type Options, severalOf, typedOf } from './field.ts';
import { TryDevice } from './finding/try-device.tsx';
import { numberIn, type Sheet } from './sheet.ts';
import classes from './store-settings.module.css';
import { useChoices } from './use-choices.ts';

interface EntryTableProps {
  sheet: Sheet;
  options: Options;
  draft: Draft;
  /** Only those that are meant by this are shown. */
  find: string;
  onEdit: (key: string) => void;
  onRemove: (key: string) => void;
}

/** What an entry is called: its number or code, and its name. */
function useNaming(sheet: Sheet): (entry: Entry) => string {
  const { language } = useFormat();
  return (entry) => {
    const { name } = entry;
    const own = typeof name === 'object' && name !== null ? (name as Record<string, string>)[language] : (name ?? '');
    return `${numberIn(sheet, entry)} ${String(own)}`.trim();
  };
}

/** The entries of a list; what is not in force yet is marked. */
export function EntryTable({ sheet, options, draft, find, onEdit, onRemove }: EntryTableProps) {
  const { t } = useTranslation('store-settings');
  const named = useNaming(sheet);
  const before = new Map(sheet.entriesIn(draft.base.value).map((entry) => [named(entry), JSON.stringify(entry)]));
  const rows = (draft.rows[sheet.id] ?? []).filter(({ entry }) =>
    isFound(find, numberIn(sheet, entry), [named(entry)]),
  );
  const isNew = ({ entry }: Row) => before.get(named(entry)) !== JSON.stringify(entry);
  const columns: Column<Row>[] = [
    ...sheet.fields
      .filter(({ isFormOnly }) => !isFormOnly)
      .map((field) => ({
        id: field.id,
        head: t(`field.${field.id}` as 'field.no'),
        ...(['amount', 'count'].includes(field.kind) && { align: 'right' as const }),
        cell: ({ entry }: Row) => <Cell field={field} entry={entry} options={options} draft={draft} />,
      })),
    ...(sheet.id === 'goods' ? [keypadColumn(t('keypad'), draft)] : []),
    {
      id: 'acts',
      head: t('edit.open'),
      isHeadHidden: true,
      align: 'right',
      cell: (row) => (
        <Group gap={6} justify="flex-end" wrap="nowrap">
          {sheet.isDevices && <TryDevice sheet={sheet} draft={draft} entry={row.entry} />}
          <Button
            h={44}
            px="sm"
            variant="default"
            aria-label={t('edit.of', { name: named(row.entry) })}
            onClick={() => onEdit(row.key)}
          >
            {t('edit.open')}
          </Button>
          {!sheet.isOne && (
            <Button
              h={44}
              px="sm"
              variant="default"
              aria-label={t('remove.of', { name: named(row.entry) })}
              onClick={() => onRemove(row.key)}
            >
              {t('remove.open')}
            </Button>
          )}
        </Group>
      ),
    },
  ];
  if (rows.length === 0) return <EmptyNote text={t('nothing')} />;
  return (
    <DataTable columns={columns} rows={rows} keyOf={({ key }) => key} isChosen={isNew} label={t(`sheet.${sheet.id}`)} />
  );
}

/** What to type at a terminal for an article, as the list stands now. */
function keypadColumn(head: string, draft: Draft): Column<Row> {
  const goods = (draft.rows.goods ?? []).map(({ entry }) => entry as unknown as SiteGoods);
  return {
    id: 'keypad',
    head,
    align: 'right',
    cell: ({ entry }) => <Keypad code={keysOf({ site: { goods } }, entry as unknown as SiteGoods)} />,
  };
}

function Keypad({ code }: { code: string | null }) {
  const { t } = useTranslation('store-settings');
  return code === null ? <span className={classes.note}>{t('noKeypad')}</span> : <b>{code}</b>;
}

interface CellProps {
  field: Field;
  entry: Entry;
  options: Options;
  draft: Draft;
}

function Cell({ field, entry, options, draft }: CellProps) {
  const { t } = useTranslation('store-settings');
  const format = useFormat();
  const { currency } = useCatalog().store;
  const text = typedOf(entry, [field], currency)[field.id] ?? '';
  const choices = useChoices()(field, options);
  const labelOf = (value: string) => choices.find((one) => one.value === value)?.label ?? value;
  if (field.kind === 'card')
    return text !== '' || draft.base.withCard.includes(String(entry.id)) ? t('card.yes') : null;
  if (text === '') return null;
  if (field.id === 'nameZh') return format.text(entry.name as { 'zh-CN': string; en: string });
  if (field.kind === 'yesNo') return t(text === 'yes' ? 'yes' : 'no');
  if (field.kind === 'several') return severalOf(text).map(labelOf).join('、');
  return labelOf(text);
}
