import { IconCalendarEvent } from '@tabler/icons-react';
import type { Screen } from '../../shared/screen.ts';
import { en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

export const reservations: Screen<'reservations', typeof zhCN> = {
  id: 'reservations',
  icon: IconCalendarEvent,
  permission: 'reservation.edit',
  load: () => import('./reservations-screen.tsx'),
  texts: { 'zh-CN': zhCN, en },
};
