import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The search and command box of the bar on top. */
export function CommandBox() {
  const { t } = useTranslation();
  return <TextInput aria-label={t('search')} placeholder={t('search')} />;
}
