import { IconSettings } from '@tabler/icons-react';
import type { Screen } from '../../shared/screen.ts';
import { en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

export const storeSettings: Screen<'store-settings', typeof zhCN> = {
  id: 'store-settings',
  icon: IconSettings,
  permission: 'site.view',
  place: 'menu',
  load: () => import('./settings-screen.tsx'),
  texts: { 'zh-CN': zhCN, en },
};
