import { IconUserCheck } from '@tabler/icons-react';
import type { Screen } from '../../shared/screen.ts';
import { en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

export const onDuty: Screen<'on-duty', typeof zhCN> = {
  id: 'on-duty',
  icon: IconUserCheck,
  permission: 'technician.duty',
  load: () => import('./on-duty-screen.tsx'),
  texts: { 'zh-CN': zhCN, en },
};
