import {
  IconAlertTriangle,
  IconCalendarEvent,
  IconCalendarTime,
  IconCashRegister,
  IconCoins,
  IconDeviceTv,
  IconLayoutGrid,
  IconListNumbers,
  IconPlugConnected,
  IconRoute,
  IconSchool,
  IconShieldCheck,
  IconToolsKitchen2,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Permission } from '../../../core/model/staff/permissions.ts';
import { hashOf, type Screen, screens, useRoute } from '../../client/router.ts';
import { useSession } from '../../client/session.ts';
import classes from './shell.module.css';

const iconOf = {
  board: IconLayoutGrid,
  reservations: IconCalendarEvent,
  'clock-room': IconUsersGroup,
  policy: IconListNumbers,
  cashier: IconCashRegister,
  kitchen: IconToolsKitchen2,
  pay: IconCoins,
  attendance: IconCalendarTime,
  incidents: IconAlertTriangle,
  books: IconShieldCheck,
  devices: IconPlugConnected,
  bus: IconRoute,
  practice: IconSchool,
  display: IconDeviceTv,
} as const;

/** What somebody must be allowed to do for a screen to be of use. */
const permissionOf: Record<Screen, Permission> = {
  board: 'board.view',
  reservations: 'reservation.edit',
  'clock-room': 'board.view',
  policy: 'rotation.policy',
  cashier: 'bill.view',
  kitchen: 'board.view',
  pay: 'pay.view',
  attendance: 'attendance.edit',
  incidents: 'incident.view',
  books: 'journal.view',
  devices: 'device.view',
  bus: 'device.view',
  practice: 'practice.use',
  display: 'board.view',
};

/** The screens that whoever is signed in may use. */
export function Rail() {
  const { t } = useTranslation('shell');
  const current = useRoute().screen;
  const permissions = useSession()?.permissions ?? [];
  return (
    <div className={classes.rail}>
      {screens
        .filter((screen) => permissions.includes(permissionOf[screen]))
        .map((screen) => {
          const Icon = iconOf[screen];
          return (
            <a
              key={screen}
              href={hashOf(screen)}
              className={classes.link}
              aria-current={screen === current ? 'page' : undefined}
            >
              <Icon size={22} stroke={1.7} aria-hidden />
              {t(`screens.${screen}`)}
            </a>
          );
        })}
    </div>
  );
}
