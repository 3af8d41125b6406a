import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../../../core/kernel/time.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { useMoment } from '../../client/store-time.ts';
import { CommandBox } from '../../shared/command-line/command-box.tsx';
import { BackupPill } from './backup-pill.tsx';
import { DevicePills } from './device-pills.tsx';
import { ProofPill } from './proof-pill.tsx';
import { ReservationPill } from './reservation-pill.tsx';
import classes from './shell.module.css';
import { UserMenu } from './user-menu.tsx';

/** The bar on top: whose store, the search, what is wrong with devices, who is signed in, what time it is. */
export function TopBar() {
  const catalog = useCatalog();
  const format = useFormat();
  return (
    <div className={classes.bar}>
      <div className={classes.brand}>
        <span className={classes.dot} aria-hidden />
        {format.text(catalog.store.name)}
      </div>
      <div className={classes.search}>
        <CommandBox />
      </div>
      <div className={classes.right}>
        <ReservationPill />
        <ProofPill />
        <BackupPill />
        <DevicePills />
        <UserMenu />
        <WallClock />
      </div>
    </div>
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
