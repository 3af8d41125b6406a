import type { Language } from '../../kernel/money.ts';
import type { Site } from './schema.ts';

/**
 * What a store of a kind begins with: plain data, from which `core/rules/site/new-site.ts` makes a whole site. Prices
 * are in yuan (`preset-money.ts` has other currencies); items have codes that are hardly a room's number.
 */

export const presetNames = ['foot-bath', 'spa', 'massage'] as const;
export type PresetName = (typeof presetNames)[number];

export type Named = Record<Language, string>;

/** A kind of room; its code is the group whose items come first there, where one is. */
export interface PresetRoomKind {
  code: string;
  name: Named;
  beds: number;
  minimumYuan?: number;
}

export interface PresetItem {
  code: string;
  name: Named;
  minutes: number;
  yuan: number;
  group: string;
  skill: string;
  isNoTurn?: true;
}

export interface PresetGoods {
  code: string;
  name: Named;
  yuan: number;
  category: string;
}

/** A post of the staff that nobody has yet: it is given a name when somebody has it. */
export interface PresetPost {
  no: string;
  role: Exclude<Site['staff'][number]['role'], 'manager' | 'technical'>;
  name: Named;
}

export interface Preset {
  /** What a store is called that nobody has given a name. */
  name: Named;
  businessDayStartsAt: string;
  rooms: string;
  roomKinds: readonly [PresetRoomKind, ...PresetRoomKind[]];
  groups: readonly [Site['groups'][number], ...Site['groups']];
  items: readonly [PresetItem, ...PresetItem[]];
  goods: readonly PresetGoods[];
  staff: readonly PresetPost[];
  /** In shares of the price: right in every currency. */
  commission: readonly Site['commission'][number][];
  /** Missing: the three shifts that hold everywhere. */
  shifts?: NonNullable<NonNullable<Site['attendance']>['shifts']>;
}

const named = (zh: string, en: string): Named => ({ 'zh-CN': zh, en });

const foot = { code: 'foot', name: named('足疗部', 'Foot care') };
const massage = { code: 'massage', name: named('推拿部', 'Massage') };
const spa = { code: 'spa', name: named('芳疗部', 'Spa') };

const item = (
  code: string,
  name: Named,
  minutes: number,
  yuan: number,
  of: { group: string; skill?: string },
): PresetItem => ({ code, name, minutes, yuan, group: of.group, skill: of.skill ?? of.group });

const post = (no: string, role: PresetPost['role'], zh: string, en: string): PresetPost => ({
  ...{ no, role },
  name: named(`${zh}（待定）`, `${en} (to be named)`),
});

const reception = post('R01', 'receptionist', '咨客', 'Receptionist');
const till = post('C01', 'cashier', '收银', 'Cashier');
const waiter = post('W01', 'waiter', '服务员', 'Waiter');
const cleaner = post('L01', 'cleaner', '保洁', 'Cleaner');
const kitchen = post('K01', 'cook', '厨师', 'Cook');
const posts = [reception, till, waiter, cleaner, kitchen];

/** So much of the price for every clock, and more for one that was asked for by number. */
const shares = (all: number, requested: number): Preset['commission'] => [
  { match: {}, pay: { kind: 'percent', percent: all } },
  { match: { type: 'requested' }, pay: { kind: 'percent', percent: requested } },
];

const tea = { code: 'D01', name: named('绿茶', 'Green tea'), yuan: 28, category: 'drink' };
const herbalTea = { code: 'D02', name: named('菊花茶', 'Chrysanthemum tea'), yuan: 18, category: 'drink' };
const water = { code: 'D03', name: named('矿泉水', 'Water'), yuan: 8, category: 'drink' };
const fruit = { code: 'F01', name: named('果盘', 'Fruit plate'), yuan: 38, category: 'food' };
const noodles = { code: 'F02', name: named('牛肉面', 'Beef noodles'), yuan: 32, category: 'food' };

const chineseMassage = item('911', named('中式推拿', 'Chinese massage'), 60, 168, { group: 'massage' });
const neck = item('913', named('肩颈调理', 'Neck and shoulders'), 45, 138, { group: 'massage' });

/** By kind of store. */
export const presets: Readonly<Record<PresetName, Preset>> = {
  'foot-bath': {
    name: named('我的足浴店', 'My foot-bath store'),
    businessDayStartsAt: '05:00',
    rooms: '2F 201-206',
    roomKinds: [
      { code: 'foot', name: named('足疗房', 'Foot-care room'), beds: 2 },
      { code: 'massage', name: named('推拿房', 'Massage room'), beds: 2 },
      { code: 'vip', name: named('贵宾房', 'VIP room'), beds: 2, minimumYuan: 388 },
    ],
    groups: [foot, massage],
    items: [
      item('901', named('经典足疗', 'Classic foot care'), 60, 128, { group: 'foot' }),
      item('902', named('中药足疗', 'Herbal foot care'), 70, 158, { group: 'foot' }),
      item('903', named('足疗加肩颈', 'Foot, neck and shoulders'), 90, 198, { group: 'foot' }),
      { ...item('904', named('修脚', 'Pedicure'), 40, 68, { group: 'foot', skill: 'pedicure' }), isNoTurn: true },
      { ...item('905', named('采耳', 'Ear care'), 30, 68, { group: 'foot', skill: 'ear' }), isNoTurn: true },
      chineseMassage,
      neck,
    ],
    goods: [tea, herbalTea, water, fruit, noodles],
    staff: posts,
    commission: shares(35, 40),
  },
  spa: {
    name: named('我的 SPA', 'My spa'),
    businessDayStartsAt: '04:00',
    rooms: '2F 201-206',
    roomKinds: [
      { code: 'spa', name: named('芳疗房', 'Spa room'), beds: 1 },
      { code: 'couple', name: named('双人房', 'Room for two'), beds: 2 },
      { code: 'vip', name: named('贵宾房', 'VIP room'), beds: 2, minimumYuan: 888 },
    ],
    groups: [spa],
    items: [
      item('921', named('芳香精油护理', 'Aromatherapy'), 90, 398, { group: 'spa' }),
      item('922', named('热石护理', 'Hot stones'), 90, 468, { group: 'spa' }),
      item('923', named('面部护理', 'Facial'), 60, 298, { group: 'spa', skill: 'facial' }),
      item('924', named('背部舒缓', 'Back relief'), 45, 238, { group: 'spa' }),
      item('925', named('身体磨砂', 'Body scrub'), 45, 258, { group: 'spa' }),
    ],
    goods: [tea, herbalTea, water, fruit],
    staff: [reception, till, cleaner],
    commission: shares(20, 25),
    shifts: [
      { code: 'early', name: named('早班', 'Early'), from: '10:00', to: '19:00' },
      { code: 'late', name: named('晚班', 'Late'), from: '13:00', to: '22:00' },
    ],
  },
  massage: {
    name: named('我的推拿店', 'My massage shop'),
    businessDayStartsAt: '05:00',
    rooms: '2F 201-206',
    roomKinds: [
      { code: 'massage', name: named('推拿房', 'Massage room'), beds: 2 },
      { code: 'single', name: named('单人房', 'Single room'), beds: 1 },
      { code: 'vip', name: named('贵宾房', 'VIP room'), beds: 2, minimumYuan: 388 },
    ],
    groups: [massage],
    items: [
      chineseMassage,
      item('912', named('泰式按摩', 'Thai massage'), 90, 268, { group: 'massage', skill: 'thai' }),
      neck,
      item('914', named('精油推背', 'Oil massage of the back'), 60, 218, { group: 'massage' }),
      { ...item('915', named('拔罐', 'Cupping'), 20, 58, { group: 'massage' }), isNoTurn: true },
    ],
    goods: [tea, water],
    staff: [reception, till, cleaner],
    commission: shares(35, 40),
  },
};

/** Whether somebody of the staff is still a post that nobody has. */
export function isOpenPost({ role, name }: Pick<Site['staff'][number], 'role' | 'name'>): boolean {
  return posts.some((one) => one.role === role && Object.values(one.name).includes(name));
}

/** Whether the rules of pay are still those of a preset. */
export function hasPresetPay(commission: Site['commission']): boolean {
  const plain = (rules: Preset['commission']) =>
    JSON.stringify(rules.map(({ match, pay, onTop }) => [match, pay, onTop]));
  return presetNames.some((name) => plain(presets[name].commission) === plain(commission));
}
