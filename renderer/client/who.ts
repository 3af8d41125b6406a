import { useTranslation } from 'react-i18next';
import { useCatalog } from './catalog.ts';

/** A staff number with its name; what the store did by itself has none. Numbers nobody has any more stay numbers. */
export function useNameOf(): (no: string) => string {
  const { t } = useTranslation();
  const { staffByNo } = useCatalog();
  return (no) => {
    if (no === 'system') return t('theStore');
    const name = staffByNo.get(no)?.name;
    return name ? `${no} ${name}` : no;
  };
}
