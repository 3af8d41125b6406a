import { useTranslation } from 'react-i18next';
import type { RoomState } from '../../core/rooms/room.ts';
import classes from './badges.module.css';
import { stateLooks } from './room-state.ts';

/** A room's state as sign, word and colour. `label` replaces the word where more is known (“上钟 2/2”). */
export function StateBadge({ state, label, alarm }: { state: RoomState; label?: string; alarm?: boolean }) {
  const { t } = useTranslation();
  const { ink, ground, Icon } = stateLooks[state];
  const style = alarm
    ? { color: 'var(--cr-red)', background: 'var(--cr-red-soft)' }
    : { color: ink, background: ground };
  return (
    <span className={classes.state} style={style}>
      <Icon size={13} stroke={2} aria-hidden />
      {label ?? t(`roomState.${state}`)}
    </span>
  );
}
