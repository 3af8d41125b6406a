import { ActionIcon, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconMenu2, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../../../core/kernel/time.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { useMoment } from '../../client/store-time.ts';
import { useWidth } from '../../client/window-width.ts';
import { CommandBox } from '../../shared/command-line/command-box.tsx';
import { BackupPill } from './backup-pill.tsx';
import { DevicePills } from './device-pills.tsx';
import { HealthPill } from './health-pill.tsx';
import { LeftOpenPill } from './left-open-pill.tsx';
import { ProofPill } from './proof-pill.tsx';
import { ReservationPill } from './reservation-pill.tsx';
import classes from './shell.module.css';
import { UserMenu } from './user-menu.tsx';

/** The bar on top: whose store, the search, what is wrong with devices, who is signed in, what time it is. */
export function TopBar({ rail }: { rail: { isOpen: boolean; onToggle: () => void } | null }) {
  const { t } = useTranslation('shell');
  const catalog = useCatalog();
  const format = useFormat();
  return (
    <div className={classes.bar}>
      {rail && (
        <ActionIcon
          size={44}
          variant="default"
          aria-expanded={rail.isOpen}
          aria-label={t('navigation')}
          onClick={rail.onToggle}
        >
          {rail.isOpen ? <IconX size={22} aria-hidden /> : <IconMenu2 size={22} aria-hidden />}
        </ActionIcon>
      )}
      <div className={classes.brand}>
        <span className={classes.dot} aria-hidden />
        <span>{format.text(catalog.store.name)}</span>
      </div>
      <div className={classes.search}>
        <CommandBox />
      </div>
      <div className={classes.right}>
        <Pills />
        <UserMenu />
        <WallClock />
      </div>
    </div>
  );
}

/** What needs somebody, and what is well: side by side, or behind one sign where there is no room for that. */
function Pills() {
  const { t } = useTranslation('shell');
  const isNarrow = useWidth('narrow');
  const pills = (
    <>
      <ReservationPill />
      <LeftOpenPill />
      <HealthPill />
      <ProofPill />
      <BackupPill />
      <DevicePills />
    </>
  );
  if (!isNarrow) return pills;
  return (
    <details
      className={classes.pills}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) currentTarget.open = false;
      }}
    >
      <summary className={classes.pill}>
        <IconAlertTriangle size={18} className={classes.warns} role="img" aria-label={t('pills.warn')} />
        <IconCheck size={18} className={classes.isWell} role="img" aria-label={t('pills.well')} />
      </summary>
      <div className={classes.pillList}>{pills}</div>
    </details>
  );
}

function WallClock() {
  const { t } = useTranslation('shell');
  const { timeZone } = useCatalog().store;
  const time = useMoment((now) => formatTime(now, timeZone));
  return (
    <div className={classes.clock}>
      <VisuallyHidden>{t('wallClock')}</VisuallyHidden>
      <time>{time}</time>
    </div>
  );
}
