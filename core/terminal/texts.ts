import { type Language, minorToDecimal } from '../kernel/money.ts';
import type { ClockType } from '../model/clock-types/clock-types.ts';
import type { NumberedChoice } from '../model/clocks/choice.ts';

import type { RoomState } from '../model/rooms/room.ts';
import type { Rows } from './display.ts';
import type { DayCounts } from './terminal.ts';

/** Every text of a terminal, in both languages, made for sixteen columns (a Chinese character takes two). */
export interface Texts {
  technician(no: string): string;
  staff(no: string, name: string): string;
  wristband(no: string): string;
  /** Without a sign: the displays have none for most currencies. */
  amount(amountMinor: number, currency: string): string;
  confirm: string;
  confirmOrBack: string;
  stepBack: string;

  roomState: Record<RoomState, string>;
  room(no: string): string;
  until(time: string): string;
  technicianUntil(no: string, time: string): string;
  called(no: string): string;
  late(no: string): string;
  clockRoom: string;
  swipeHere: string;

  guests: { ask: string; hint(whenEmpty: number): string };
  itemAsk: string;
  requested: { ask: string; hint: string; free: string };
  /** How somebody was chosen, with the number; the keys that change it; who is next. */
  chosen: Record<NumberedChoice['kind'], (no: string) => string>;
  kindKeys: string;
  free: { list(nos: readonly string[]): string; none: string; hint: string };
  openSummary(guests: number, item: string): string;
  rotation: string;
  opened(roomNo: string, guests: number): string;
  calledNow(nos: readonly string[]): string;
  nobodyYet: string;

  roomMenu: readonly string[];
  roomMenuFold: string;
  roomMenuCancel: readonly string[];
  roomMenuCancelFold: string;
  workingMenu: readonly string[];
  /** Where the guest wishes something; a display of one line has no room to say so. */
  workingMenuWishes: readonly string[];
  workingMenuFold: string;
  wishes(page: number, pages: number): string;
  readerMenu: readonly string[];
  /** Where technicians may pause by themselves. */
  readerMenuPause: readonly string[];
  readerMenuFold: string;

  started: string;
  cleaned: string;
  serviceCalled: string;
  extendAsk(minutes: number, amount: string): string;
  extended(minutes: number): string;
  endAsk: string;
  earlyAsk(minutes: number): string;
  reasons: readonly [string, string, string];
  reasonKeys: string;
  /** Giving a clock up: of whom, why, and once more. */
  cancelWhose: { ask: string; hint: string };
  cancelAsk: string;
  cancelConfirm: string;
  cancelled: string;
  notHere(no: string): string;
  /** The guest shall hold the own band. */
  bandAsk: string;
  ended: string;
  nextRoom(roomNo: string): string;
  goTo(roomNo: string): string;

  goodsAsk: string;
  quantity: { ask: string; hint: string };
  bed: { ask(beds: readonly number[]): string; hint: string };
  pieces(quantity: number, name: string): string;
  ordered(amount: string): string;
  ambiguous: string;

  place(position: number): string;
  noPlace: string;
  dutyOn: string;
  dutyOff: string;
  resting: string;
  restingUntil(time: string): string;
  mealUntil(time: string): string;
  paused: string;
  pauseAsked: string;
  goesOn: string;
  /** Somebody who is no technician is here since. */
  since(time: string): string;
  staffReaderKeys: string;
  /** Asked of whoever did not swipe off on an earlier day; `reason` stands with the correction. */
  leftOpen: { question: Rows; noTime: string; reason: string };
  back: string;
  day(counts: DayCounts): string;
  /** Clocks that were chosen in another way than by the rotation or by number; empty where there were none. */
  otherTypes(types: NonNullable<DayCounts['types']>): string;
  earned(amount: string): string;
  card(digits: string): string;

  reminder(no: string): string;
  extendedByItself(no: string, minutes: number): string;

  /** A room that is kept for guests who reserved it. */
  reserved: {
    whose(time: string, name: string, guests: number): string;
    keys: string;
    why: string;
    reasonKeys: string;
    reasons: readonly [string, string, string];
  };
}

/** `69` or `68.50`: whole amounts lose their zeros. */
function short(amountMinor: number, currency: string): string {
  return minorToDecimal(amountMinor, currency).replace(/\.0+$/, '');
}

/** `1:88 2:12 3:7` */
function listed(nos: readonly string[]): string {
  return nos.map((no, index) => `${index + 1}:${no}`).join(' ');
}

/** `选1 Call2` */
function countsOf(types: NonNullable<DayCounts['types']>, names: Partial<Record<ClockType, string>>): string {
  return types.flatMap(({ type, count }) => (names[type] ? [`${names[type]}${count}`] : [])).join(' ');
}

const zh: Texts = {
  technician: (no) => `${no}号`,
  staff: (no, name) => `${name} ${no}`,
  wristband: (no) => `手牌 ${no}`,
  amount: (amountMinor, currency) => `${short(amountMinor, currency)}${currency === 'CNY' ? '元' : currency}`,
  confirm: '#确认',
  confirmOrBack: '#确认 *返回',
  stepBack: '*返回',

  roomState: {
    vacant: '空净',
    reserved: '预留',
    occupied: '已开',
    waiting: '待钟',
    'in-service': '上钟',
    'awaiting-payment': '待买单',
    dirty: '脏房',
    'out-of-order': '停用',
  },
  room: (no) => `${no}房`,
  until: (time) => `至${time}`,
  technicianUntil: (no, time) => `${no}号至${time}`,
  called: (no) => `${no}号 已叫`,
  late: (no) => `${no}号 未到`,
  clockRoom: '钟房',
  swipeHere: '请刷卡',

  guests: { ask: '客人数 #', hint: (whenEmpty) => `直接按#为${whenEmpty}位` },
  itemAsk: '项目编号 #',
  requested: { ask: '技师号 #', hint: '直接按#为轮钟', free: '0#看空闲技师' },
  chosen: {
    requested: (no) => `${no}号`,
    picked: (no) => `${no}选钟`,
    call: (no) => `${no}Call`,
    converted: (no) => `${no}转化`,
  },
  kindKeys: '1点2选3Call4转',
  free: { list: listed, none: '无空闲技师', hint: '#轮钟 *返回' },
  openSummary: (guests, item) => `${guests}位 ${item}`,
  rotation: '轮钟',
  opened: (roomNo, guests) => `${roomNo} 已开 ${guests}位`,
  calledNow: (nos) => `已叫 ${nos.join(' ')}`,
  nobodyYet: '等候技师',

  roomMenu: ['1商品', '2呼叫服务'],
  roomMenuFold: '1商品 2呼叫',
  roomMenuCancel: ['1商品 2呼叫服务', '3退钟'],
  roomMenuCancelFold: '1商品2呼叫3退钟',
  workingMenu: ['1加钟 2下钟', '3商品4呼叫5退钟'],
  workingMenuWishes: ['1加钟2下钟6要求', '3商品4呼叫5退钟'],
  workingMenuFold: '1加2下3商4呼5退',
  wishes: (page, pages) => `要求 ${page}/${pages}`,
  readerMenu: ['1上班2下班3下钟', '4休息5我的6用餐'],
  readerMenuPause: ['1上2下3下钟4休息', '5我的6用餐7暂停'],
  readerMenuFold: '2下3钟4休5我6餐',

  started: '上钟',
  cleaned: '已打扫',
  serviceCalled: '已呼叫服务',
  extendAsk: (minutes, amount) => `加${minutes}分 ${amount}`,
  extended: (minutes) => `加钟${minutes}分`,
  endAsk: '下钟?',
  earlyAsk: (minutes) => `早${minutes}分 原因?`,
  reasons: ['客人离开', '客人换技师', '其他'],
  reasonKeys: '1离开2换人3其他',
  cancelWhose: { ask: '退几号的钟 #', hint: '直接按#为首位' },
  cancelAsk: '退钟 原因?',
  cancelConfirm: '退钟?',
  cancelled: '已退钟',
  notHere: (no) => `${no}号不在此房`,
  bandAsk: '请客人刷手牌',
  ended: '下钟',
  nextRoom: (roomNo) => `下一钟 ${roomNo}房`,
  goTo: (roomNo) => `请到${roomNo}房`,

  goodsAsk: '商品编号 #',
  quantity: { ask: '数量 #', hint: '直接按#为1' },
  bed: { ask: (beds) => `床位 ${beds.join(' ')} #`, hint: '直接按#为首位' },
  pieces: (quantity, name) => `${quantity} ${name}`,
  ordered: (amount) => `已下单 ${amount}`,
  ambiguous: '编号不唯一',

  place: (position) => `排第${position}`,
  noPlace: '不在队列',
  dutyOn: '上班',
  dutyOff: '下班',
  resting: '休息',
  restingUntil: (time) => `休息至${time}`,
  mealUntil: (time) => `用餐至${time}`,
  paused: '暂停接钟',
  pauseAsked: '下钟后暂停',
  goesOn: '继续接钟',
  since: (time) => `在班${time}起`,
  staffReaderKeys: '2下班 *返回',
  leftOpen: {
    question: { rows: ['上次几点走?2330#', '0#不清 #一直在班'], fold: '上次几点走?2330#' },
    noTime: '时间不对',
    reason: '没有刷下班，本人刷卡时补报',
  },
  back: '回来',
  day: ({ rotation, requested, extension }) => `轮${rotation} 点${requested} 加${extension}`,
  otherTypes: (types) => countsOf(types, { picked: '选', call: 'Call', converted: '转' }),
  earned: (amount) => `提成 ${amount}`,
  card: (digits) => `卡号 ..${digits}`,

  reminder: (no) => `${no}号 快到钟`,
  extendedByItself: (no, minutes) => `${no}号自动加${minutes}分`,

  reserved: {
    whose: (time, name, guests) => `${time} ${name}${guests}位`,
    keys: '1到店 2开给别人',
    why: '为何开给别人?',
    reasonKeys: '1商量2换房3其他',
    reasons: ['已与客人商量', '房间已调换', '其他'],
  },
};

const en: Texts = {
  technician: (no) => `No.${no}`,
  // A display for English may be one that has ASCII only, and names are as the people write them.
  staff: (no) => no,
  wristband: (no) => `Band ${no}`,
  amount: short,
  confirm: '#=OK',
  confirmOrBack: '#=OK *=back',
  stepBack: '*=back',

  roomState: {
    vacant: 'free',
    reserved: 'reserved',
    occupied: 'open',
    waiting: 'waiting',
    'in-service': 'in service',
    'awaiting-payment': 'to pay',
    dirty: 'dirty',
    'out-of-order': 'closed',
  },
  room: (no) => `Room ${no}`,
  until: (time) => `until ${time}`,
  technicianUntil: (no, time) => `No.${no} to ${time}`,
  called: (no) => `No.${no} called`,
  late: (no) => `No.${no} late`,
  clockRoom: 'Clock room',
  swipeHere: 'Swipe card',

  guests: { ask: 'Guests #', hint: (whenEmpty) => `# alone: ${whenEmpty}` },
  itemAsk: 'Item code #',
  requested: { ask: 'Technician #', hint: '# alone: next', free: '0#: who is free' },
  chosen: {
    requested: (no) => `No.${no}`,
    picked: (no) => `${no} pick`,
    call: (no) => `${no} call`,
    converted: (no) => `${no} conv`,
  },
  kindKeys: '1req2pik3cal4cnv',
  free: { list: listed, none: 'Nobody is free', hint: '#=next *=back' },
  openSummary: (guests, item) => `${guests}x ${item}`,
  rotation: 'next',
  opened: (roomNo, guests) => `${roomNo} open, ${guests}`,
  calledNow: (nos) => `Called ${nos.join(' ')}`,
  nobodyYet: 'Waits for tech',

  roomMenu: ['1 goods', '2 call service'],
  roomMenuFold: '1goods 2call',
  roomMenuCancel: ['1goods 2service', '3cancel clock'],
  roomMenuCancelFold: '1gds 2call 3canc',
  workingMenu: ['1extend 2end', '3goods4call5canc'],
  workingMenuWishes: ['1ext 2end 6notes', '3goods4call5canc'],
  workingMenuFold: '1ex2en3gd4ca5cn',
  wishes: (page, pages) => `Notes ${page}/${pages}`,
  readerMenu: ['1on 2off 3end', '4rest 5me 6meal'],
  readerMenuPause: ['1on2off3end4rest', '5me 6meal 7pause'],
  readerMenuFold: '2off3e4rest5m6ml',

  started: 'started',
  cleaned: 'cleaned',
  serviceCalled: 'Service called',
  extendAsk: (minutes, amount) => `+${minutes} min ${amount}`,
  extended: (minutes) => `+${minutes} min`,
  endAsk: 'End?',
  earlyAsk: (minutes) => `${minutes} min early`,
  reasons: ['guest leaves', 'guest wants another technician', 'other'],
  reasonKeys: '1left 2chg 3oth',
  cancelWhose: { ask: 'Cancel whose #', hint: '# alone: first' },
  cancelAsk: 'Cancel: why?',
  cancelConfirm: 'cancel?',
  cancelled: 'cancelled',
  notHere: (no) => `No.${no} not here`,
  bandAsk: 'Hold guest band',
  ended: 'ended',
  nextRoom: (roomNo) => `Next: room ${roomNo}`,
  goTo: (roomNo) => `Go to ${roomNo}`,

  goodsAsk: 'Goods code #',
  quantity: { ask: 'Quantity #', hint: '# alone: 1' },
  bed: { ask: (beds) => `Bed ${beds.join(' ')} #`, hint: '# alone: first' },
  pieces: (quantity, name) => `${quantity} ${name}`,
  ordered: (amount) => `Ordered ${amount}`,
  ambiguous: 'Code not unique',

  place: (position) => `place ${position}`,
  noPlace: 'no place',
  dutyOn: 'on duty',
  dutyOff: 'off duty',
  resting: 'rest',
  restingUntil: (time) => `rest ${time}`,
  mealUntil: (time) => `meal ${time}`,
  paused: 'paused',
  pauseAsked: 'pause next',
  goesOn: 'goes on',
  since: (time) => `since ${time}`,
  staffReaderKeys: '2off duty *=back',
  leftOpen: {
    question: { rows: ['Left when? 2330#', '0#unknown #=here'], fold: 'Left when? 2330#' },
    noTime: 'No such time',
    reason: 'Did not swipe off; told at the next swipe',
  },
  back: 'back',
  day: ({ rotation, requested, extension }) => `Rot${rotation} Req${requested} E${extension}`,
  otherTypes: (types) => countsOf(types, { picked: 'Pk', call: 'Call', converted: 'Cv' }),
  earned: (amount) => `Pay ${amount}`,
  card: (digits) => `Card ..${digits}`,

  reminder: (no) => `No.${no} ends soon`,
  extendedByItself: (no, minutes) => `${no}: auto +${minutes}min`,

  reserved: {
    // Names are as the people write them, which an ASCII display cannot show.
    whose: (time, _name, guests) => `Kept ${time} x${guests}`,
    keys: '1arrived 2others',
    why: 'Why for others?',
    reasonKeys: '1ok 2swap 3other',
    reasons: ['agreed with the guests', 'rooms exchanged', 'other'],
  },
};

/** The texts of a language. */
export function textsOf(language: Language): Texts {
  return language === 'en' ? en : zh;
}
