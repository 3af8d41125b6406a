import { Autocomplete, Button, Group, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mostRooms } from '../../../core/rules/site/new-site.ts';
import { type RangesRead, readRanges } from '../../../core/rules/site/number-ranges.ts';
import { useCatalog } from '../../client/catalog.ts';
import { type Entry, entryOf, type Options } from './field.ts';
import { sheets } from './sheets.ts';
import classes from './store-settings.module.css';

interface AddRoomsProps {
  options: Options;
  /** The numbers there are. */
  there: ReadonlySet<string>;
  onTake: (entries: Entry[]) => void;
  onTouched: (isTouched: boolean) => void;
  onClose: () => void;
}

/** Rooms of a kind by their numbers, as people write them: `2F 201-212、215`. */
export function AddRooms({ options, there, onTake, onTouched, onClose }: AddRoomsProps) {
  const { t } = useTranslation('store-settings');
  const [text, setText] = useState('');
  const [kind, setKind] = useState(options.kind[0]?.value ?? '');
  const [beds, setBeds] = useState('1');
  const [isTried, setTried] = useState(false);
  const { read, fresh, problems, entries } = useRooms({ text, kind, beds }, options, there);
  const type = (set: (value: string) => void) => (value: string) => {
    onTouched(true);
    set(value);
  };
  const take = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!read.ok || entries.length === 0 || entries.length < fresh.length) return;
    onTouched(false);
    onTake(entries);
    onClose();
  };
  return (
    <form
      className={classes.form}
      aria-label={t('ranges.title')}
      onSubmit={take}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
        // A line more is Shift and Enter.
        if (event.key === 'Enter' && !event.shiftKey && event.target instanceof HTMLTextAreaElement) take(event);
      }}
    >
      <div className={classes.fields}>
        <Textarea
          size="md"
          autosize
          minRows={1}
          maxRows={4}
          autoFocus
          label={t('ranges.numbers')}
          placeholder="2F 201-212、215 3F 301-308"
          value={text}
          onChange={(event) => type(setText)(event.currentTarget.value)}
        />
        <Autocomplete
          size="md"
          label={t('field.kind')}
          data={options.kind.map(({ value }) => value)}
          value={kind}
          error={isTried && problems.kind ? t(`problem.${problems.kind}`) : null}
          onChange={type(setKind)}
        />
        <TextInput
          size="md"
          inputMode="numeric"
          label={t('field.beds')}
          value={beds}
          error={isTried && problems.beds ? t(`problem.${problems.beds}`) : null}
          onChange={(event) => type(setBeds)(event.currentTarget.value)}
        />
      </div>
      <WillAdd read={read} fresh={fresh.length} />
      <RangeButtons count={fresh.length} onClose={onClose} />
    </form>
  );
}

/** What was typed as rooms: those that are not there yet. */
function useRooms(
  { text, kind, beds }: { text: string; kind: string; beds: string },
  options: Options,
  there: ReadonlySet<string>,
) {
  const { currency } = useCatalog().store;
  const read = readRanges(text, mostRooms);
  const fresh = (read.ok ? read.numbers : []).filter(({ no }) => !there.has(no));
  const rooms = fresh.map(({ no, floor }) =>
    entryOf({ no, floor, kind, beds }, null, sheets.rooms.fields, { options, currency }),
  );
  const problems = rooms.find((one) => !one.ok)?.problems ?? {};
  return { read, fresh, problems, entries: rooms.flatMap((one) => (one.ok ? [one.entry] : [])) };
}

/** What the numbers that were written mean, or why they mean nothing. */
function WillAdd({ read, fresh }: { read: RangesRead; fresh: number }) {
  const { t } = useTranslation('store-settings');
  const numbers = read.ok ? read.numbers : [];
  return (
    <p role="status" className={classes.note} data-bad={!read.ok || undefined}>
      {read.ok
        ? t('ranges.will', {
            count: fresh,
            numbers: numbers
              .map(({ no }) => no)
              .slice(0, 40)
              .join(' '),
          })
        : t(`ranges.problem.${read.problem.code}`, { ...read.problem })}
      {numbers.length > fresh && ` ${t('ranges.there', { count: numbers.length - fresh })}`}
    </p>
  );
}

function RangeButtons({ count, onClose }: { count: number; onClose: () => void }) {
  const { t } = useTranslation(['store-settings', 'common']);
  return (
    <Group gap="xs">
      <Button variant="default" h={44} onClick={onClose}>
        {t('common:cancel')}
      </Button>
      <Button type="submit" h={44} disabled={count === 0}>
        {t('store-settings:ranges.take', { count })}
      </Button>
    </Group>
  );
}
