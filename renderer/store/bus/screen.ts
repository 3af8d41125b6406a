import { IconRoute } from '@tabler/icons-react';
import type { Screen } from '../../shared/screen.ts';
import { en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

export const bus: Screen<'bus', typeof zhCN> = {
  id: 'bus',
  icon: IconRoute,
  permission: 'device.view',
  load: () => import('./bus-screen.tsx'),
  texts: { 'zh-CN': zhCN, en },
};
