import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinor, formatOwnMinor, type Language } from '../../core/kernel/money.ts';
import { formatTime, localTime } from '../../core/kernel/time.ts';
import type { LocalText } from '../../host/contract/views.ts';
import { useCatalog } from './catalog.ts';
import { languageOf } from './i18n.ts';

/** How this store and this language write money, times and names. */
export interface Format {
  language: Language;
  /** Minor units, of the store's currency unless another is named. */
  money(amountMinor: number, currency?: string | null): string;
  /** `18:05` on the store's wall clock. */
  time(at: number): string;
  /** The same beside a trading day: after midnight it says that it is the next morning (`次日 00:30`). */
  timeOn(businessDate: string, at: number): string;
  /** `18:05:09` */
  timeWithSeconds(at: number): string;
  /** `11-30 18:05` */
  moment(at: number): string;
  /** `2026-11-30 18:05`: of what may be long ago. */
  dateTime(at: number): string;
  text(local: LocalText): string;
  /** A person's or a room's number, also of whoever had it before it passed on. */
  person(key: string): string;
  room(key: string): string;
  service(code: string): string;
  goods(code: string): string;
  group(code: string): string;
}

export function useFormat(): Format {
  const { i18n, t } = useTranslation('common');
  const catalog = useCatalog();
  const language = languageOf(i18n.language);
  return useMemo(() => {
    const { currency, timeZone } = catalog.store;
    const text = (local: LocalText | undefined, code: string) => local?.[language] ?? code;
    const before = (kind: string, key: string) => catalog.passedOnByKey.get(`${kind} ${key}`);
    const nameBefore = (kind: string, key: string) => {
      const name = before(kind, key)?.name;
      return typeof name === 'object' && name !== null ? name : undefined;
    };
    return {
      language,
      money: (amountMinor, said) => {
        const its = said ?? currency;
        return (its === currency ? formatOwnMinor : formatMinor)(amountMinor, its, language);
      },
      time: (at) => formatTime(at, timeZone),
      timeOn: (businessDate, at) => {
        const time = formatTime(at, timeZone);
        return localTime(at, timeZone).date === businessDate ? time : t('nextMorning', { time });
      },
      timeWithSeconds: (at) => `${formatTime(at, timeZone)}:${String(localTime(at, timeZone).second).padStart(2, '0')}`,
      dateTime: (at) => `${localTime(at, timeZone).date} ${formatTime(at, timeZone)}`,
      moment: (at) => `${localTime(at, timeZone).date.slice(5)} ${formatTime(at, timeZone)}`,
      text: (local) => local[language],
      person: (key) => before('person', key)?.no ?? key,
      room: (key) => before('room', key)?.no ?? key,
      service: (code) => text(catalog.serviceByCode.get(code)?.name ?? nameBefore('service', code), code),
      goods: (code) => text(catalog.goodsByCode.get(code)?.name ?? nameBefore('goods', code), code),
      group: (code) => text(catalog.groupByCode.get(code)?.name, code),
    };
  }, [catalog, language, t]);
}
