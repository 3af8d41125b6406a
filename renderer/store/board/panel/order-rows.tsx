import { Combobox, Group, Stack, Text, TextInput, useCombobox } from '@mantine/core';
import { Fragment, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { normalCode } from '../../../../core/kernel/typed.ts';
import type { Board } from '../../../client/board-state.ts';
import { useBoard } from '../../../client/board-store.ts';
import { useCatalog } from '../../../client/catalog.ts';
import type { CatalogIndex } from '../../../client/catalog-index.ts';
import { useFormat } from '../../../client/format.ts';
import { isFound } from '../../../components/initials.ts';
import {
  anybody,
  callableFor,
  candidatesFor,
  goesOn,
  markOf,
  nextsFor,
} from '../../../shared/orders/technician-choice.ts';
import { KindChoice } from './kind-choice.tsx';
import classes from './panel.module.css';

/** One guest's line: band, item and technician as typed. */
export interface OrderRow {
  id: number;
  band: string;
  item: string;
  technician: string;
  /** What is done after that, and by whom. */
  nextItem: string;
  nextTechnician: string;
}

export const emptyRow = { band: '', item: '', technician: '', nextItem: '', nextTechnician: '' };

type Field = Exclude<keyof OrderRow, 'id'>;

/** The line is without a second item, although the first guest has one. */
const noNext = '-';

/** The option that empties the field. */
const nobody = 'nobody';

interface OrderRowsProps {
  rows: OrderRow[];
  onChange: (rows: OrderRow[]) => void;
  /** Enter: everything typed so far is meant. Gets the rows as they are at that moment. */
  onSubmit: (rows: OrderRow[]) => void;
  withBand: boolean;
  /** Services of this group stand first. */
  groupFirst: string;
  /** Who serves where nothing is typed, if not the rotation: whoever serves the item it comes after. */
  sameNo?: string | undefined;
  /** A second line for each guest: the item after the first. */
  withNext?: boolean;
}

/** The item after the first of a line, as typed: that of the first guest where nothing is; empty for none. */
export function nextTextOf(row: OrderRow, rows: readonly OrderRow[]): string {
  const text = normalCode(row.nextItem) || normalCode(rows[0]?.nextItem ?? '');
  return text === noNext ? '' : text;
}

/** The service a text means: its code, or the first it finds by name or initials. */
export function serviceIn(text: string, catalog: CatalogIndex): string | null {
  const wanted = normalCode(text);
  if (wanted === '') return null;
  if (catalog.serviceByCode.has(wanted)) return wanted;
  return catalog.services.find((service) => isFound(wanted, service.code, Object.values(service.name)))?.code ?? null;
}

/** Whom the rotation would call for each line; null where there is nobody. */
function nextsIn(rows: readonly OrderRow[], board: Board | null, catalog: CatalogIndex): (string | null)[] {
  if (!board) return [];
  const codeOf = ({ item }: OrderRow) => serviceIn(item, catalog) ?? serviceIn(rows[0]?.item ?? '', catalog) ?? '';
  return nextsFor(
    board,
    catalog,
    rows.map((row) => ({ serviceCode: codeOf(row), technician: row.technician })),
  );
}

/** Lines to fill in, with what may stand in the field one is in listed below: by arrow and Enter, or by tap. */
export function OrderRows({
  rows,
  onChange,
  onSubmit,
  withBand,
  groupFirst,
  sameNo,
  withNext = false,
}: OrderRowsProps) {
  const { t } = useTranslation(['board', 'orders', 'common']);
  const combobox = useCombobox({ opened: true });
  const [active, setActive] = useState<{ at: number; field: Field }>({ at: 0, field: 'item' });
  const catalog = useCatalog();
  const board = useBoard((all) => all);

  const put = (at: number, field: Field, value: string) =>
    rows.map((row, index) => (index === at ? { ...row, [field]: value } : row));
  const type = (at: number, field: Field, value: string) => {
    onChange(put(at, field, value));
    if (value.trim() === '') combobox.resetSelectedOption();
    // The list is drawn after this change; its first line is what Enter takes.
    else setTimeout(() => combobox.selectFirstOption());
  };

  // A click on a line only fills the field; Enter on it means the whole form.
  const byEnter = useRef(false);
  const field = (row: OrderRow, at: number, name: Field, placeholder: string) => (
    <Combobox.EventsTarget key={name} withAriaAttributes={name !== 'band'}>
      <TextInput
        aria-label={`${t('common:guest', { no: at + 1 })} ${t(`board:fields.${name}`)}`}
        placeholder={placeholder}
        size="md"
        flex={isItem(name) ? 1.3 : 1}
        maxLength={24}
        autoComplete="off"
        autoFocus={at === 0 && isItem(name)}
        value={row[name]}
        onFocus={() => {
          setActive({ at, field: name });
          combobox.resetSelectedOption();
        }}
        onChange={(event) => type(at, name, event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          byEnter.current = true;
          if (name === 'band' || combobox.getSelectedOptionIndex() === -1) {
            event.preventDefault();
            onSubmit(rows);
          }
        }}
      />
    </Combobox.EventsTarget>
  );

  const sameText = sameNo === undefined ? undefined : t('orders:same', { no: sameNo });
  /** Who goes on with the next item of a line, in words; undefined where it is the rotation. */
  const nextSame = (row: OrderRow) => {
    const skill = catalog.serviceByCode.get(serviceIn(nextTextOf(row, rows), catalog) ?? '')?.skill;
    const no = goesOn(row.technician, skill, board?.technicians ?? new Map());
    if (no === undefined) return undefined;
    // The field beside a band is narrow.
    return no === null
      ? { text: t('orders:sameOne'), short: t('board:fields.sameOneShort') }
      : { text: t('orders:same', { no }), short: t('board:fields.sameShort', { no }) };
  };
  const placeholderFor = (next: string | null) => {
    if (sameText !== undefined) return sameText;
    return next ? t('board:fields.next', { no: next }) : t('board:fields.rotation');
  };
  const first = rows[0];
  const nexts = nextsIn(rows, board, catalog);
  const current = rows[active.at];
  const text = current?.[active.field] ?? '';
  const technicianField = active.field.startsWith('next') ? 'nextTechnician' : 'technician';
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(value) => {
        const next = put(active.at, active.field, value === nobody ? '' : value);
        onChange(next);
        combobox.resetSelectedOption();
        if (byEnter.current) onSubmit(next);
        byEnter.current = false;
      }}
    >
      <Stack gap={6}>
        <Group gap={6} wrap="nowrap" className={classes.fieldNames} aria-hidden>
          {withBand && <span style={{ flex: 1 }}>{t('board:fields.band')}</span>}
          <span style={{ flex: 1.3 }}>{t('board:fields.item')}</span>
          <span style={{ flex: 1 }}>{t('board:fields.technician')}</span>
        </Group>
        {rows.map((row, at) => {
          return (
            <Fragment key={row.id}>
              <Group gap={6} wrap="nowrap">
                {withBand && field(row, at, 'band', t('board:fields.none'))}
                {field(row, at, 'item', at === 0 ? t('board:fields.code') : (first?.item ?? ''))}
                {field(row, at, 'technician', placeholderFor(nexts[at] ?? null))}
              </Group>
              {withNext && (
                <Group gap={6} wrap="nowrap">
                  {withBand && (
                    <Text component="span" flex={1} ta="right" c="var(--cr-quiet)" aria-hidden>
                      {t('board:fields.afterwards')}
                    </Text>
                  )}
                  {field(row, at, 'nextItem', at === 0 ? t('board:fields.code') : (first?.nextItem ?? ''))}
                  {field(row, at, 'nextTechnician', nextSame(row)?.short ?? t('board:fields.rotation'))}
                </Group>
              )}
            </Fragment>
          );
        })}
        <KindChoice
          value={rows[active.at]?.[technicianField] ?? ''}
          onChange={(value) => onChange(put(active.at, technicianField, value))}
        />
      </Stack>
      <Combobox.Options className={classes.options} aria-label={t(`board:fields.${active.field}`)}>
        {isItem(active.field) && <ServiceOptions typed={text} groupFirst={groupFirst} />}
        {active.field === 'nextItem' && active.at > 0 && text.trim() === '' && (
          <Combobox.Option value={noNext} className={classes.option}>
            {t('board:fields.noNext')}
          </Combobox.Option>
        )}
        {active.field === 'technician' && (
          <TechnicianOptions
            typed={text}
            sameText={sameText}
            serviceCode={serviceIn(current?.item || first?.item || '', catalog) ?? ''}
          />
        )}
        {active.field === 'nextTechnician' && current && (
          <TechnicianOptions
            typed={text}
            sameText={nextSame(current)?.text}
            serviceCode={serviceIn(nextTextOf(current, rows), catalog) ?? ''}
          />
        )}
      </Combobox.Options>
    </Combobox>
  );
}

const isItem = (field: Field) => field === 'item' || field === 'nextItem';

function ServiceOptions({ typed, groupFirst }: { typed: string; groupFirst: string }) {
  const { t } = useTranslation('common');
  const catalog = useCatalog();
  const format = useFormat();
  const exact = catalog.serviceByCode.get(normalCode(typed));
  const found = exact
    ? [exact]
    : catalog.services
        .filter((service) => isFound(typed, service.code, Object.values(service.name)))
        .toSorted((a, b) => Number(b.group === groupFirst) - Number(a.group === groupFirst));
  return found.map((service) => (
    <Combobox.Option key={service.code} value={service.code} className={classes.option}>
      <Text component="span" fw={700} w={40}>
        {service.code}
      </Text>
      <span className={classes.optionName}>{format.text(service.name)}</span>
      <span className={classes.optionQuiet}>{t('minutes', { minutes: service.minutes })}</span>
      <span>{format.money(service.price)}</span>
    </Combobox.Option>
  ));
}

interface TechnicianOptionsProps {
  typed: string;
  serviceCode: string;
  /** Who goes on, in words; undefined where nobody does. */
  sameText: string | undefined;
}

function TechnicianOptions({ typed, serviceCode, sameText }: TechnicianOptionsProps) {
  const { t } = useTranslation(['board', 'common']);
  const catalog = useCatalog();
  const board = useBoard((all) => all);
  if (!board) return null;
  const word = typed.split(/[\s,，、]+/).at(-1) ?? '';
  const named = (nos: readonly string[]) =>
    nos.flatMap((no) => {
      const technician = board.technicians.get(no);
      return technician && isFound(word, no, [technician.name]) ? [technician] : [];
    });
  const found = named(candidatesFor(board, catalog, serviceCode));
  const callable = word === '' ? [] : named(callableFor(board, catalog, serviceCode));
  const group = catalog.serviceByCode.get(serviceCode)?.group;
  const byGender = board.queues.some((queue) => queue.group === group && queue.gender !== null);
  return (
    <>
      {word === '' && sameText !== undefined && (
        <Combobox.Option value={nobody} className={classes.option}>
          {sameText}
        </Combobox.Option>
      )}
      {word === '' && (
        <Combobox.Option value={sameText === undefined ? nobody : anybody} className={classes.option}>
          {t('common:clockType.rotation')}
        </Combobox.Option>
      )}
      {word === '' &&
        byGender &&
        (['F', 'M'] as const).map((gender) => (
          <Combobox.Option key={gender} value={gender} className={classes.option}>
            {t('common:clockType.rotation')} · {t(`common:gender.${gender}`)}
          </Combobox.Option>
        ))}
      {found.map((technician) => (
        <Combobox.Option key={technician.no} value={technician.no} className={classes.option}>
          <Text component="span" fw={700} w={40}>
            {technician.no}
          </Text>
          <span className={classes.optionName}>{technician.name}</span>
          <span className={classes.optionQuiet}>{t(`common:technicianState.${technician.state}`)}</span>
        </Combobox.Option>
      ))}
      {callable.map((technician) => (
        <Combobox.Option key={technician.no} value={technician.no + markOf.call} className={classes.option}>
          <Text component="span" fw={700} w={40}>
            {technician.no}
          </Text>
          <span className={classes.optionName}>{technician.name}</span>
          <span className={classes.optionQuiet}>
            {t(`common:technicianState.${technician.state}`)} · {t('common:clockType.call')}
          </span>
        </Combobox.Option>
      ))}
    </>
  );
}
