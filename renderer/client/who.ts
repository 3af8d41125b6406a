import { useTranslation } from 'react-i18next';
import { useCatalog } from './catalog.ts';

/** A staff number with its name; what the store did by itself has none. Whose number has passed on is told by what it was, and the name. */
export function useNameOf(): (no: string) => string {
  const { t } = useTranslation();
  const { staffByNo, passedOnByKey } = useCatalog();
  return (no) => {
    if (no === 'system') return t('theStore');
    const before = passedOnByKey.get(`person ${no}`);
    if (before) return `${before.no} ${before.name ?? ''}`.trim();
    const name = staffByNo.get(no)?.name;
    return name ? `${no} ${name}` : no;
  };
}
