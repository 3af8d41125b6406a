import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ClockType } from '../../core/clocks/clock.ts';
import classes from './badges.module.css';

/** 轮, 点, 选, 加 …: how the technician was chosen, in one letter; the whole word for who hears the screen. */
export function ClockTypeTag({ type }: { type: ClockType }) {
  const { t } = useTranslation();
  return (
    <span className={classes.type} data-type={type} title={t(`clockType.${type}`)}>
      <span aria-hidden>{t(`clockTypeShort.${type}`)}</span>
      <VisuallyHidden>{t(`clockType.${type}`)}</VisuallyHidden>
    </span>
  );
}
