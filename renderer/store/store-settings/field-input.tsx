import { Autocomplete, Select, TagsInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { normalAmount } from '../../../core/kernel/typed.ts';
import type { ScreenSection } from '../../../core/model/site/screen-sections.ts';
import { sentenceOf } from '../../../core/model/site/setting-sentences.ts';
import { useFormat } from '../../client/format.ts';
import { CardField } from './card-field.tsx';
import { anyOfThem, type Field, type FieldProblem, type Option, type Options, severalOf } from './field.ts';
import { useChoices } from './use-choices.ts';

interface FieldInputProps {
  /** Of which section it is a field. */
  section: ScreenSection;
  field: Field;
  options: Options;
  value: string;
  problem: FieldProblem | undefined;
  /** Of a card: whether there is one already. */
  hasCard: boolean;
  isFirst: boolean;
  onChange: (value: string) => void;
}

/** What a field does stands below it, so that fields beside each other are in line. */
const below: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

const focused = { 'data-autofocus': true, autoFocus: true };

/** One field of the form, by what can be typed there. */
export function FieldInput({ section, field, options, value, problem, hasCard, isFirst, onChange }: FieldInputProps) {
  const { t } = useTranslation('store-settings');
  const own = useChoices()(field, options);
  const empty = useEmptyWords(field, own);
  const common = {
    size: 'md' as const,
    label: t(`field.${field.id}` as 'field.no'),
    error: problem ? t(`problem.${problem}`) : null,
    ...useSentence(section, field),
    ...(isFirst && focused),
  };
  switch (field.kind) {
    case 'card':
      return <CardField value={value} hasCard={hasCard} onChange={onChange} />;
    case 'several':
      return (
        <TagsInput
          {...common}
          data={own.map(({ label }) => label)}
          value={severalOf(value).map((part) => labelOf(part, own))}
          splitChars={[',', '，', '、', ';', '；']}
          acceptValueOnBlur
          onChange={(parts) => onChange(parts.map((part) => valueFor(part, own)).join('、'))}
        />
      );
    case 'yesNo':
      return (
        <Select
          {...common}
          data={[
            { value: 'yes', label: t('yes') },
            { value: 'no', label: t('no') },
          ]}
          clearable={field.isOptional === true}
          placeholder={empty ?? t('asUsual')}
          value={value || null}
          onChange={(chosen) => onChange(chosen ?? '')}
        />
      );
    case 'choice':
      return (
        <Select
          {...common}
          data={own.map(({ value: one, label }) => ({ value: one, label }))}
          value={value || null}
          searchable
          clearable={field.isOptional === true}
          placeholder={empty ?? (field.isOptional ? t('asUsual') : undefined)}
          selectFirstOptionOnChange
          onChange={(chosen) => onChange(chosen ?? '')}
        />
      );
    default:
      if (field.isFree) {
        return <Autocomplete {...common} data={own.map(({ value: one }) => one)} value={value} onChange={onChange} />;
      }
      return (
        <TextInput
          {...common}
          type={field.kind === 'date' ? 'date' : 'text'}
          inputMode={field.kind === 'amount' ? 'decimal' : field.kind === 'count' ? 'numeric' : 'text'}
          value={value}
          placeholder={empty}
          onChange={({ currentTarget }) =>
            onChange(field.kind === 'amount' ? normalAmount(currentTarget.value) : currentTarget.value)
          }
        />
      );
  }
}

/** What the field does, below it. */
function useSentence(section: ScreenSection, { id, path }: Field) {
  const { language } = useFormat();
  return { description: sentenceOf(section, path, language), inputWrapperOrder: below, 'data-field': id };
}

/** What holds while a field is empty; undefined: nobody says. */
function useEmptyWords({ usual, kind }: Field, own: readonly Option[]): string | undefined {
  const { t } = useTranslation('store-settings');
  if (usual === undefined) return undefined;
  if (usual === anyOfThem) return t('any');
  return t('usual', { value: kind === 'yesNo' ? t(usual === 'yes' ? 'yes' : 'no') : labelOf(usual, own) });
}

const labelOf = (part: string, own: readonly Option[]) => own.find(({ value }) => value === part)?.label ?? part;
const valueFor = (part: string, own: readonly Option[]) => own.find(({ label }) => label === part)?.value ?? part;
