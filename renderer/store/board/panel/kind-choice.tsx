import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { kindIn, numberedKinds, withKind } from '../../../shared/orders/technician-choice.ts';

interface KindChoiceProps {
  /** What stands in the field “technician”. */
  value: string;
  onChange: (value: string) => void;
  /** Taking a clock over from somebody, nobody is converted. */
  kinds?: readonly (typeof numberedKinds)[number][];
}

/** How the number in the field was chosen: asked for, picked, called in, converted. Nothing while there is none. */
export function KindChoice({ value, onChange, kinds = numberedKinds }: KindChoiceProps) {
  const { t } = useTranslation(['board', 'common']);
  const kind = kindIn(value);
  if (kind === null) return null;
  return (
    <SegmentedControl
      aria-label={t('board:howChosen')}
      size="md"
      fullWidth
      // Four words of every language side by side.
      styles={{ label: { fontSize: 14, paddingInline: 2 } }}
      value={kind}
      onChange={(chosen) => {
        const next = kinds.find((one) => one === chosen);
        if (next) onChange(withKind(value, next));
      }}
      data={kinds.map((one) => ({ value: one, label: t(`common:clockType.${one}`) }))}
    />
  );
}
