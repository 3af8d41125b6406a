import { IconCoins } from '@tabler/icons-react';
import type { Screen } from '../../shared/screen.ts';
import { en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

export const pay: Screen<'pay', typeof zhCN> = {
  id: 'pay',
  icon: IconCoins,
  permission: 'pay.view',
  load: () => import('./pay-screen.tsx'),
  texts: { 'zh-CN': zhCN, en },
};
