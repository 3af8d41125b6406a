import {
  Alert,
  Button,
  Group,
  NativeSelect,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { presetCurrencies } from '../../../core/model/site/preset-money.ts';
import { presetNames, presets } from '../../../core/model/site/presets.ts';
import type { AnswerField, AnswerProblem } from '../../../core/rules/site/new-site.ts';
import { answerExamples, answerNames, answerProblemText } from '../../../core/rules/site/new-site-words.ts';
import { api } from '../../client/api.ts';
import { refusalOf, textOfError } from '../../client/errors.ts';
import { chooseLanguage, languageOf } from '../../client/i18n.ts';
import { type AskedStore, useNewStore } from './new-store-answers.ts';

/** One page of questions, each answered already: whoever changes nothing has a store too, and changes it later. */
export function NewStoreForm({ back }: { back: ReactNode }) {
  const { t } = useTranslation('sign-in');
  const client = useQueryClient();
  const asked = useNewStore();
  const form = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const goTo = (field: AnswerField) => form.current?.querySelector<HTMLElement>(`[name="${field}"]`)?.focus();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    const wrong = asked.look();
    if (wrong !== null) return goTo(wrong);
    setBusy(true);
    try {
      await api.setup.fromAnswers.mutate(asked.answers);
      await client.invalidateQueries({ queryKey: ['welcome'] });
    } catch (refused) {
      const problems = answerProblemsIn(refusalOf(refused)?.context);
      asked.refused(problems);
      if (problems[0]) goTo(problems[0].field);
      else setError(textOfError(refused));
      setBusy(false);
    }
  };

  return (
    <form ref={form} noValidate onSubmit={(event) => void submit(event)} onKeyDown={nextOnEnter}>
      <Stack gap="md">
        <KindField asked={asked} />
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md" verticalSpacing="sm">
          <Typed asked={asked} field="name" autoFocus />
          <Typed asked={asked} field="rooms" hint={t('newStore.roomsHint', { example: answerExamples.rooms })} />
          <RoomFields asked={asked} />
          <Typed asked={asked} field="technicians" hint={t('newStore.techniciansHint')} />
          <Typed asked={asked} field="managerName" />
          <Typed asked={asked} field="managerNo" hint={t('newStore.managerNoHint')} />
          <Typed asked={asked} field="printer" hint={t('newStore.printerHint')} />
          <Typed asked={asked} field="businessDayStartsAt" hint={t('newStore.dayHint')} />
          <CurrencyField asked={asked} />
          <ZoneField asked={asked} />
          <LanguageField />
        </SimpleGrid>
        {error && (
          <Alert color="red" role="alert">
            {error}
          </Alert>
        )}
        <Group justify="space-between">
          {back}
          <Group justify="flex-end" flex={1}>
            <Text size="sm" role="status" ta="right">
              <Outcome asked={asked} />
            </Text>
            <Button type="submit" h={48} loading={busy}>
              {t('newStore.submit')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

/** Enter goes on to the next field: only the button makes the store. */
function nextOnEnter(event: KeyboardEvent<HTMLFormElement>): void {
  const { target } = event;
  const isComposing = event.nativeEvent.isComposing;
  if (event.key !== 'Enter' || isComposing) return;
  if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
  event.preventDefault();
  const fields = [...event.currentTarget.querySelectorAll<HTMLElement>('input, select, button[type="submit"]')];
  fields[fields.indexOf(target) + 1]?.focus();
}

interface FieldProps {
  asked: AskedStore;
  field: AnswerField;
}

/** Hints below, so that the fields of a row stand in one line. */
const wrapperOrder: ('label' | 'input' | 'error' | 'description')[] = ['label', 'input', 'error', 'description'];

/** What every field of an answer has. */
function useField({ asked, field }: FieldProps) {
  const { i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const problem = asked.problemOf(field);
  return {
    name: field,
    label: answerNames[field][language],
    size: 'md',
    inputWrapperOrder: wrapperOrder,
    value: asked.answers[field],
    error: problem && answerProblemText(problem, language),
    onChange: (event: { currentTarget: { value: string } }) => asked.type(field, event.currentTarget.value),
    onBlur: () => asked.leave(field),
  } as const;
}

function Typed({ asked, field, hint, autoFocus }: FieldProps & { hint?: string; autoFocus?: true }) {
  const props = useField({ asked, field });
  return (
    <TextInput
      {...props}
      description={hint}
      autoFocus={autoFocus}
      autoComplete="off"
      // What stands there is replaced by what is typed.
      onFocus={(event) => event.currentTarget.select()}
    />
  );
}

function KindField({ asked }: { asked: AskedStore }) {
  const { t } = useTranslation('sign-in');
  return (
    <SegmentedControl
      aria-label={t('newStore.kind')}
      size="md"
      value={asked.answers.kind}
      onChange={(value) => {
        const chosen = presetNames.find((name) => name === value);
        if (chosen) asked.choose(chosen);
      }}
      data={presetNames.map((name) => ({ value: name, label: t(`newStore.kinds.${name}`) }))}
    />
  );
}

/** One with the language of this page: the screens go on in it. */
function LanguageField() {
  const { t, i18n } = useTranslation(['sign-in', 'common']);
  return (
    <NativeSelect
      label={t('sign-in:newStore.language')}
      size="md"
      value={languageOf(i18n.language)}
      onChange={(event) => chooseLanguage(languageOf(event.currentTarget.value), '')}
      data={(['zh-CN', 'en'] as const).map((value) => ({ value, label: t(`common:languages.${value}`) }))}
    />
  );
}

function RoomFields({ asked }: { asked: AskedStore }) {
  const { i18n } = useTranslation();
  const kind = useField({ asked, field: 'roomKind' });
  const beds = useField({ asked, field: 'beds' });
  const language = languageOf(i18n.language);
  const { roomKinds } = presets[asked.answers.kind];
  return (
    <Group align="flex-start" wrap="nowrap">
      <NativeSelect
        {...kind}
        flex={1}
        onChange={(event) => {
          kind.onChange(event);
          const chosen = roomKinds.find(({ code }) => code === event.currentTarget.value);
          if (chosen) asked.type('beds', String(chosen.beds));
        }}
        data={roomKinds.map(({ code, name }) => ({ value: code, label: name[language] }))}
      />
      <TextInput
        {...beds}
        w={116}
        inputMode="numeric"
        autoComplete="off"
        onFocus={(event) => event.currentTarget.select()}
      />
    </Group>
  );
}

function CurrencyField({ asked }: { asked: AskedStore }) {
  const { t, i18n } = useTranslation('sign-in');
  const language = languageOf(i18n.language);
  return (
    <NativeSelect
      {...useField({ asked, field: 'currency' })}
      description={t('newStore.currencyHint')}
      data={presetCurrencies.map(({ code, name }) => ({ value: code, label: `${name[language]} (${code})` }))}
    />
  );
}

function ZoneField({ asked }: { asked: AskedStore }) {
  const zones = Intl.supportedValuesOf('timeZone');
  const { timeZone } = asked.answers;
  return (
    <NativeSelect
      {...useField({ asked, field: 'timeZone' })}
      data={zones.includes(timeZone) ? zones : [timeZone, ...zones]}
    />
  );
}

/** What the button will make, in one line. */
function Outcome({ asked: { answers, counts } }: { asked: AskedStore }) {
  const { t } = useTranslation('sign-in');
  const { items } = presets[answers.kind];
  if (counts.rooms === 0) return null;
  return t(counts.technicians > 0 ? 'newStore.outcome' : 'newStore.outcomeAlone', {
    ...{ rooms: counts.rooms, technicians: counts.technicians, items: items.length },
  });
}

/** The problems of answers in a refusal's context. */
function answerProblemsIn(context: Readonly<Record<string, unknown>> | undefined): AnswerProblem[] {
  const list = context?.problems;
  return Array.isArray(list) ? list.filter(isProblem) : [];
}

function isProblem(value: unknown): value is AnswerProblem {
  return typeof value === 'object' && value !== null && 'field' in value && 'fault' in value;
}
