import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTypes } from '../../../core/model/clock-types/clock-types.ts';
import type { SectionGiven } from '../../../core/model/site/sections.ts';
import { api } from '../../client/api.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { clockRoom } from './device-sheets.ts';
import { type Draft, setTo } from './draft.ts';
import type { Entry, Option, Options } from './field.ts';
import type { SheetId } from './sheet.ts';
import { staffRoles } from './sheets.ts';

const tenderKinds = ['cash', 'external', 'purse', 'voucher', 'on-account', 'complimentary'] as const;
const gender: readonly Option[] = [
  { value: 'F', label: '', words: ['女', 'female', '女士'] },
  { value: 'M', label: '', words: ['男', 'male', '男士'] },
];

const suggestions = (values: readonly (string | undefined)[]): Option[] =>
  [...new Set(values)].flatMap((value) => (value === undefined ? [] : [{ value, label: value, words: [] }]));

/** Slips that every store has; those of orders go by category. */
const printed = ['bill', 'receipt', 'dispatch', 'handover', 'payslip'] as const;
const noRooms: SectionGiven<'rooms'>['rooms'] = [];

/** The rooms in force, where a list of devices names them. */
function useRooms({ section }: Draft): SectionGiven<'rooms'>['rooms'] {
  const { data } = useQuery({
    queryKey: ['settings', 'section', 'rooms'],
    queryFn: () => api.settings.section.query({ section: 'rooms' }),
    enabled: section === 'terminals' || section === 'voice',
  });
  return (data?.value as SectionGiven<'rooms'> | undefined)?.rooms ?? noRooms;
}

const nobody: SectionGiven<'people'>['technicians'] = [];

/** The technicians in force, where a list names them. */
function useTechnicians({ section }: Draft): SectionGiven<'people'>['technicians'] {
  const { data } = useQuery({
    queryKey: ['settings', 'section', 'people'],
    queryFn: () => api.settings.section.query({ section: 'people' }),
    enabled: section === 'commission',
  });
  return (data?.value as SectionGiven<'people'> | undefined)?.technicians ?? nobody;
}

/** What may be chosen in the fields: what the store has, with what is being added beside it. */
export function useOptions(draft: Draft): Options {
  const { t } = useTranslation(['store-settings', 'common']);
  const catalog = useCatalog();
  const { language } = useFormat();
  const rooms = useRooms(draft);
  const technicians = useTechnicians(draft);
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
      floor: suggestions([...of('rooms', 'floor'), ...rooms.map(({ floor }) => floor)]),
      level: suggestions([...of('people', 'level'), ...technicians.map(({ level }) => level)]),
      category: suggestions([...catalog.goods.map(({ category }) => category), ...of('goods', 'category')]),
      tender: tenderKinds.map((value) => ({ value, label: t(`store-settings:tenderKind.${value}`), words: [] })),
      currency: suggestions([catalog.store.currency, ...catalog.currencies.map(({ code }) => code)]),
      line: suggestions(of('lines', 'id')),
      place: [
        { value: clockRoom, label: t('store-settings:clockRoom'), words: [] },
        ...suggestions(rooms.map(({ no }) => no)),
      ],
      item: catalog.services.map(({ code, name }) => ({ ...named(code, name), label: `${code} ${name[language]}` })),
      clockType: clockTypes.map((value) => ({ value, label: t(`common:clockType.${value}`), words: [] })),
      technician: technicians.map(({ no, name }) => ({ value: no, label: `${no} ${name}`, words: [name] })),
      printer: suggestions(of('printers', 'id')),
      prints: [
        ...printed.map((value) => ({ value, label: t(`store-settings:printed.${value}`), words: [] })),
        ...[...new Set(catalog.goods.map(({ category }) => category))].map((category) => ({
          value: `order:${category}`,
          label: t('store-settings:printed.order', { category }),
          words: [],
        })),
      ],
    };
  }, [draft, catalog, language, rooms, technicians, t]);
}
