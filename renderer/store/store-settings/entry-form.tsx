import { Button, Group } from '@mantine/core';
import { type FormEvent, Fragment, type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCatalog } from '../../client/catalog.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { type Entry, entryOf, type Field, type Options, type Problems, type Typed, typedOf } from './field.ts';
import { FieldInput } from './field-input.tsx';
import { numberIn, type Sheet } from './sheet.ts';
import classes from './store-settings.module.css';

/** What the next new entry has in common with the one before. */
const sticky: ReadonlySet<string> = new Set([
  ...['role', 'gender', 'groups', 'skills', 'level', 'hiredOn', 'floor', 'kind', 'beds', 'group', 'skill', 'minutes'],
  ...['extensionMinutes', 'category', 'tenderKind', 'currency', 'countsAsRevenue'],
]);

interface EntryFormProps {
  sheet: Sheet;
  options: Options;
  /** What is changed; null: something new. */
  entry: Entry | null;
  /** What stands in a new one. */
  blank: Typed;
  hasCard: boolean;
  /** The numbers and codes of the others. */
  others: ReadonlySet<string>;
  onTake: (entry: Entry) => void;
  /** Something was typed that is nowhere else yet. */
  onTouched: (isTouched: boolean) => void;
  onClose: () => void;
}

/** An entry in fields: Enter takes it, of a new one the next begins; what is wrong stands at its field. */
export function EntryForm(props: EntryFormProps) {
  const { sheet, options, entry, blank, hasCard, others, onTake, onTouched, onClose } = props;
  const { t } = useTranslation('store-settings');
  const { currency } = useCatalog().store;
  const [typed, setTyped] = useState<Typed>(() => (entry ? typedOf(entry, sheet.fields, currency) : blank));
  const [problems, setProblems] = useState<Problems>({});
  const [isTwice, setTwice] = useState(false);
  const [isTouched, touch] = useTouched(onTouched);
  const form = useRef<HTMLFormElement>(null);
  const focusOn = (id: string) =>
    // After the errors are shown.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(`[data-field="${id}"]`)?.focus());
  const numberField = numberFieldOf(sheet);
  const take = (event: FormEvent) => {
    event.preventDefault();
    // A second press after it was taken is none.
    if (!isTouched() && entry === null) return;
    const read = entryOf(typed, entry, sheet.fields, { options, currency });
    if (!read.ok) {
      setProblems(read.problems);
      return void focusOn(sheet.fields.find(({ id }) => read.problems[id])?.id ?? '');
    }
    if (others.has(numberIn(sheet, read.entry))) {
      setTwice(true);
      return void focusOn(numberField);
    }
    setProblems({});
    setTwice(false);
    touch(false);
    onTake(read.entry);
    if (entry) return onClose();
    setTyped(nextOf(blank, typed));
    focusOn(numberField);
  };
  const fields = sheet.fields.filter(({ appliesTo, id }) => (appliesTo?.(typed) ?? true) && !(id === 'stock' && entry));
  return (
    <form
      ref={form}
      className={classes.form}
      aria-label={t(entry ? 'edit.title' : 'add.title')}
      onSubmit={take}
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && !closesList(event) && onClose()}
    >
      <div className={classes.fields}>
        {fields.map((field) => (
          <Fragment key={field.id}>
            <FormHead of={field} />
            <FieldInput
              section={sheet.section}
              field={field}
              options={options}
              value={typed[field.id] ?? ''}
              problem={problems[field.id]}
              hasCard={hasCard}
              isFirst={!sheet.isPage && field.id === numberField}
              onChange={(value) => {
                touch(true);
                setTyped((before) => ({ ...before, [field.id]: value }));
              }}
            />
          </Fragment>
        ))}
      </div>
      {isTwice && <p role="alert">{t('problem.twice')}</p>}
      <FormButtons isNew={entry === null} onClose={onClose} />
    </form>
  );
}

/** Whether something was typed that is nowhere else yet, and how that is told. */
function useTouched(onTouched: (isTouched: boolean) => void): [() => boolean, (is: boolean) => void] {
  const isTouched = useRef(false);
  const touch = (is: boolean) => {
    isTouched.current = is;
    onTouched(is);
  };
  return [() => isTouched.current, touch];
}

/** The field an entry is known by, where the next one begins. */
const numberFieldOf = ({ fields: [first, ...others] }: Sheet) =>
  [first, ...others].find((field) => field?.id === 'no' || field?.id === 'code')?.id ?? first?.id ?? '';

/** What stands in the next new entry. */
const nextOf = (blank: Typed, typed: Typed): Typed => ({
  ...blank,
  ...Object.fromEntries(Object.entries(typed).filter(([id]) => sticky.has(id))),
});

/** Whether a list of choices hangs open at the field: then Escape is for the list, and nothing typed goes. */
const closesList = ({ target }: KeyboardEvent) =>
  target instanceof Element && target.getAttribute('aria-expanded') === 'true';

function FormHead({ of: { head } }: { of: Field }) {
  const { t } = useTranslation('store-settings');
  return head === undefined ? null : <h2 className={classes.formHead}>{t(`head.${head}` as 'head.house')}</h2>;
}

function FormButtons({ isNew, onClose }: { isNew: boolean; onClose: () => void }) {
  const { t } = useTranslation(['store-settings', 'common']);
  return (
    <Group gap="xs" mt="sm">
      <Button variant="default" h={44} rightSection={<KeyHint keys="Esc" />} onClick={onClose}>
        {t(isNew ? 'common:close' : 'common:cancel')}
      </Button>
      <Button type="submit" h={44} rightSection={<KeyHint keys="Enter" />}>
        {t(isNew ? 'store-settings:add.take' : 'store-settings:edit.take')}
      </Button>
    </Group>
  );
}
