import { useTranslation } from 'react-i18next';
import type { Field, Option, Options } from './field.ts';

/** What may be chosen in a field, in the words of people. */
export function useChoices(): (field: Field, options: Options) => readonly Option[] {
  const { t } = useTranslation('store-settings');
  return ({ id, options: of, choices = [], labels }, options) => {
    if (of) return options[of];
    return choices.map((value) => {
      const label = labels ? (labels[value] ?? value) : t(`choice.${id}.${value}` as 'choice.printerLine.tcp');
      return { value, label, words: [] };
    });
  };
}
