import { Button, Group, NativeSelect, Table, Textarea } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCatalog } from '../../client/catalog.ts';
import { TableFrame } from '../../components/data-table.tsx';
import type { Entry, Options, Typed } from './field.ts';
import { headWords } from './heads.ts';
import { type Columns, cellsOf, columnsOf, entriesPasted, mostRows, type PastedRow } from './pasted.ts';
import type { Sheet } from './sheet.ts';
import classes from './store-settings.module.css';

interface PasteSheetProps {
  sheet: Sheet;
  options: Options;
  blank: Typed;
  there: ReadonlySet<string>;
  onTake: (entries: Entry[]) => void;
  onTouched: (isTouched: boolean) => void;
  onClose: () => void;
}

/** Rows copied out of a sheet: which column is what, what each row becomes, and what is wrong with which. */
export function PasteSheet({ sheet, options, blank, there, onTake, onTouched, onClose }: PasteSheetProps) {
  const { t } = useTranslation(['store-settings', 'common']);
  const { currency } = useCatalog().store;
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Columns | null>(null);
  const cells = useMemo(() => cellsOf(text), [text]);
  const found = useMemo(() => columnsOf(cells, sheet.fields, headWords), [cells, sheet]);
  const columns = chosen ?? found.columns;
  const rows = entriesPasted(cells, { ...found, columns }, sheet.fields, { options, currency, blank, there });
  const good = rows.flatMap(({ entry }) => (entry ? [entry] : []));
  const wrong = rows.length - good.length;
  const choose = (at: number, id: string) =>
    setChosen(columns.map((one, index) => (index === at ? id || null : one === id ? null : one)));
  return (
    <form
      className={classes.form}
      aria-label={t('store-settings:paste.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (good.length === 0) return;
        onTouched(false);
        onTake(good);
        onClose();
      }}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <Textarea
        size="md"
        autoFocus
        rows={cells.length === 0 ? 5 : 2}
        label={t('store-settings:paste.label')}
        description={t('store-settings:paste.hint', {
          fields: sheet.fields
            .map(({ id }) => t(`store-settings:field.${id}` as 'store-settings:field.no'))
            .join(' · '),
        })}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosen(null);
          onTouched(event.currentTarget.value !== '');
        }}
      />
      {rows.length > 0 && (
        <Preview
          sheet={sheet}
          columns={columns}
          cells={cells}
          rows={rows}
          hasHeads={found.hasHeads}
          onChoose={choose}
        />
      )}
      <p role="status" className={classes.note} data-bad={wrong > 0 || undefined}>
        {rows.length > 0 && t('store-settings:paste.result', { good: good.length, wrong })}
        {rows.length > mostRows && ` ${t('store-settings:paste.most', { most: mostRows })}`}
      </p>
      <Group gap="xs">
        <Button variant="default" h={44} onClick={onClose}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" h={44} disabled={good.length === 0}>
          {t('store-settings:paste.take', { count: good.length })}
        </Button>
      </Group>
    </form>
  );
}

interface PreviewProps {
  sheet: Sheet;
  columns: Columns;
  cells: readonly (readonly string[])[];
  rows: readonly PastedRow[];
  hasHeads: boolean;
  onChoose: (at: number, id: string) => void;
}

function Preview({ sheet, columns, cells, rows, hasHeads, onChoose }: PreviewProps) {
  const { t } = useTranslation('store-settings');
  const fields = [
    { value: '', label: t('paste.nothing') },
    ...sheet.fields.map(({ id }) => ({ value: id, label: t(`field.${id}` as 'field.no') })),
  ];
  const heads = [
    { id: 'line', head: t('paste.line'), align: 'right' as const },
    ...columns.map((id, at) => ({
      id: `column ${at}`,
      head: (
        <NativeSelect
          aria-label={t('paste.column', { at: at + 1 })}
          data={fields}
          value={id ?? ''}
          onChange={(event) => onChoose(at, event.currentTarget.value)}
        />
      ),
    })),
    { id: 'what', head: t('paste.what') },
  ];
  return (
    <section className={classes.pasted} aria-label={t('paste.rows')}>
      <TableFrame columns={heads}>
        {rows.map((row, index) => (
          <Table.Tr key={row.line} data-wrong={row.entry === null || undefined}>
            <Table.Td ta="right">{row.line}</Table.Td>
            {heads.slice(1, -1).map(({ id }, at) => (
              <Table.Td key={id}>{cells[index + (hasHeads ? 1 : 0)]?.[at] ?? ''}</Table.Td>
            ))}
            <Table.Td>
              <RowProblems row={row} />
            </Table.Td>
          </Table.Tr>
        ))}
      </TableFrame>
    </section>
  );
}

function RowProblems({ row: { entry, problems, isTwice } }: { row: PastedRow }) {
  const { t } = useTranslation('store-settings');
  if (entry) return <>{t('paste.good')}</>;
  if (isTwice) return <b>{t('problem.twice')}</b>;
  const all = Object.entries(problems).map(
    ([id, problem]) => `${t(`field.${id}` as 'field.no')}: ${t(`problem.${problem}`)}`,
  );
  return <b>{all.join(' · ')}</b>;
}
