import { useTranslation } from 'react-i18next';
import type { ClockType } from '../../core/model/clock-types/clock-types.ts';

import classes from './badges.module.css';

/** 轮, 点, 选, 加 …: how the technician was chosen, in one letter; the whole word for who hears the screen. */
export function ClockTypeTag({ type }: { type: ClockType }) {
  const { t } = useTranslation();
  const word = t(`clockType.${type}`);
  return (
    <span role="img" aria-label={word} className={classes.type} data-type={type} title={word}>
      {t(`clockTypeShort.${type}`)}
    </span>
  );
}
