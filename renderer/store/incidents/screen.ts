import { IconAlertTriangle } from '@tabler/icons-react';
import type { Screen } from '../../shared/screen.ts';
import { en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

export const incidents: Screen<'incidents', typeof zhCN> = {
  id: 'incidents',
  icon: IconAlertTriangle,
  permission: 'incident.view',
  load: () => import('./incidents-screen.tsx'),
  texts: { 'zh-CN': zhCN, en },
};
