import { IconDatabaseExport } from '@tabler/icons-react';
import type { Screen } from '../../shared/screen.ts';
import { en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

export const backups: Screen<'backups', typeof zhCN> = {
  id: 'backups',
  icon: IconDatabaseExport,
  permission: 'settings.edit',
  place: 'menu',
  load: () => import('./backups-screen.tsx'),
  texts: { 'zh-CN': zhCN, en },
};
