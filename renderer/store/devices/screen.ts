import { IconPlugConnected } from '@tabler/icons-react';
import type { Screen } from '../../shared/screen.ts';
import { en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

export const devices: Screen<'devices', typeof zhCN> = {
  id: 'devices',
  icon: IconPlugConnected,
  permission: 'device.view',
  firstFor: ['technical'],
  load: () => import('./devices-screen.tsx'),
  texts: { 'zh-CN': zhCN, en },
};
