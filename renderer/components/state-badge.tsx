import { useTranslation } from 'react-i18next';
import type { RoomState } from '../../core/model/rooms/room.ts';
import classes from './badges.module.css';
import { stateLooks } from './room-state.ts';

interface StateBadgeProps {
  state: RoomState;
  /** In place of the word, where more is known (“上钟 2/2”). */
  label?: string;
  /** Somebody is needed: red. */
  alarm?: boolean;
  /** Without the sign, where there is no room for it; the word still says the state. */
  plain?: boolean;
}

/** A room's state as sign, word and colour. */
export function StateBadge({ state, label, alarm = false, plain = false }: StateBadgeProps) {
  const { t } = useTranslation();
  const { ink, ground, Icon } = stateLooks[state];
  const style = alarm
    ? { color: 'var(--cr-red)', background: 'var(--cr-red-soft)' }
    : { color: ink, background: ground };
  return (
    <span className={classes.state} style={style}>
      {!plain && <Icon size={13} stroke={2} aria-hidden />}
      <span className={classes.word}>{label ?? t(`roomState.${state}`)}</span>
    </span>
  );
}
