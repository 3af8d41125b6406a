import { IconDeviceTablet } from '@tabler/icons-react';
import type { Screen } from '../../shared/screen.ts';
import { en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

export const stations: Screen<'stations', typeof zhCN> = {
  id: 'stations',
  icon: IconDeviceTablet,
  permission: 'station.pair',
  place: 'menu',
  load: () => import('./stations-screen.tsx'),
  texts: { 'zh-CN': zhCN, en },
};
