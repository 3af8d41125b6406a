import { useTranslation } from 'react-i18next';

const named = ['food', 'drink', 'tobacco', 'retail'] as const;

/** A category in words; one the store made up itself by its code. */
export function CategoryName({ category }: { category: string }) {
  const { t } = useTranslation('kitchen');
  const known = named.find((one) => one === category);
  return <>{known ? t(`categories.${known}`) : category}</>;
}
