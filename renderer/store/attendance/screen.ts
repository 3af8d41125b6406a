import { IconCalendarTime } from '@tabler/icons-react';
import type { Screen } from '../../shared/screen.ts';
import { en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

export const attendance: Screen<'attendance', typeof zhCN> = {
  id: 'attendance',
  icon: IconCalendarTime,
  permission: 'attendance.edit',
  load: () => import('./attendance-screen.tsx'),
  texts: { 'zh-CN': zhCN, en },
};
