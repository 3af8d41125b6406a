import type { zhCN } from './texts.zh-CN.ts';

/** Texts of the screen “stations and sessions”. */
export const en: typeof zhCN = {
  rail: 'Stations',
  pair: 'Pair another screen',
  own: 'The store’s computer',
  sessions: 'Signed in',
  nobody: 'Nobody is signed in',
  stations: 'Stations',
  columns: {
    who: 'Who',
    where: 'Where',
    since: 'Since',
    used: 'Last used',
    act: 'Action',
    paired: 'Paired',
    state: 'State',
  },
  thisOne: 'this screen',
  locked: 'locked',
  end: 'End',
  ended: '{{name}} is signed out',
  revoke: 'Unpair',
  confirmRevoke: 'Yes: “{{name}}” is signed out now and cannot be used any more',
  cancel: 'Cancel',
  revoked: '“{{name}}” is unpaired',
  isPaired: 'paired',
  revokedAt: 'unpaired {{time}}',
};
