import { IconHeartRateMonitor } from '@tabler/icons-react';
import type { Screen } from '../../shared/screen.ts';
import { en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

export const health: Screen<'health', typeof zhCN> = {
  id: 'health',
  icon: IconHeartRateMonitor,
  permission: 'device.view',
  place: 'menu',
  load: () => import('./health-screen.tsx'),
  texts: { 'zh-CN': zhCN, en },
};
