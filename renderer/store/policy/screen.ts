import { IconListNumbers } from '@tabler/icons-react';
import type { Screen } from '../../shared/screen.ts';
import { en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

export const policy: Screen<'policy', typeof zhCN> = {
  id: 'policy',
  icon: IconListNumbers,
  permission: 'rotation.policy',
  load: () => import('./policy-screen.tsx'),
  texts: { 'zh-CN': zhCN, en },
};
