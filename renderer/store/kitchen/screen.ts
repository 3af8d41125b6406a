import { IconToolsKitchen2 } from '@tabler/icons-react';
import type { Screen } from '../../shared/screen.ts';
import { en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

export const kitchen: Screen<'kitchen', typeof zhCN> = {
  id: 'kitchen',
  icon: IconToolsKitchen2,
  permission: 'board.view',
  firstFor: ['cook'],
  load: () => import('./kitchen-screen.tsx'),
  texts: { 'zh-CN': zhCN, en },
};
