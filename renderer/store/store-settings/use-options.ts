import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SectionGiven } from '../../../core/model/site/sections.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { type Draft, setTo } from './draft.ts';
import type { Entry, Option, Options } from './field.ts';
import { type SheetId, staffRoles } from './sheets.ts';

const tenderKinds = ['cash', 'external', 'purse', 'voucher', 'on-account', 'complimentary'] as const;
const gender: readonly Option[] = [
  { value: 'F', label: '', words: ['女', 'female', '女士'] },
  { value: 'M', label: '', words: ['男', 'male', '男士'] },
];

const suggestions = (values: readonly (string | undefined)[]): Option[] =>
  [...new Set(values)].flatMap((value) => (value === undefined ? [] : [{ value, label: value, words: [] }]));

/** What may be chosen in the fields: what the store has, with what is being added beside it. */
export function useOptions(draft: Draft): Options {
  const { t } = useTranslation(['store-settings', 'common']);
  const catalog = useCatalog();
  const { language } = useFormat();
  return useMemo(() => {
    const rows = (sheet: SheetId): readonly Entry[] => (draft.rows[sheet] ?? []).map(({ entry }) => entry);
    const of = (sheet: SheetId, field: string) => rows(sheet).map((entry) => entry[field] as string | undefined);
    const skills = rows('people').flatMap(({ skills: own }) => (own as string[] | undefined) ?? []);
    const groups = draft.section === 'people' ? (setTo(draft) as SectionGiven<'people'>).groups : catalog.groups;
    const named = (value: string, name: { 'zh-CN': string; en: string }) => {
      return { value, label: name[language], words: [name['zh-CN'], name.en] };
    };
    return {
      role: (['technician', ...staffRoles] as const).map((value) => {
        const label = value === 'technician' ? t('store-settings:technician') : t(`common:role.${value}`);
        return { value, label, words: value === 'technician' ? ['技师', 'therapist'] : [] };
      }),
      gender: gender.map((one) => ({ ...one, label: t(`common:gender.${one.value as 'F' | 'M'}`) })),
      group: groups.map(({ code, name }) => named(code, name)),
      skill: suggestions([...catalog.services.map(({ skill }) => skill), ...of('items', 'skill'), ...skills]),
      kind: suggestions(of('rooms', 'kind')),
      floor: suggestions(of('rooms', 'floor')),
      level: suggestions(of('people', 'level')),
      category: suggestions([...catalog.goods.map(({ category }) => category), ...of('goods', 'category')]),
      tender: tenderKinds.map((value) => ({ value, label: t(`store-settings:tenderKind.${value}`), words: [] })),
      currency: suggestions([catalog.store.currency, ...catalog.currencies.map(({ code }) => code)]),
    };
  }, [draft, catalog, language, t]);
}
