import type { Language } from '../../kernel/money.ts';
import type { Section } from './sections.ts';

/**
 * What a field of the settings does, a sentence each, by its section and its path there: screens show it at the
 * field, and `docs/site-file.md` has the same. Without the schemas, since screens load it; a test holds the paths to them.
 */

type Words = Readonly<Record<Language, string>>;
const say = (zh: string, en: string): Words => ({ 'zh-CN': zh, en });

/** It is kept, and the program goes by it nowhere. */
const onlyKept = say('只是记下来，程序还不按它办', 'Is kept; the program does not go by it yet');

const lockedAfter = say(
  '这么多分钟没人碰屏幕，就自动锁屏；0 是不锁',
  'After so many minutes without a touch the screen locks itself; 0: never',
);

export const settingSentences: Readonly<Record<string, Words>> = {
  'store.name': say('印在账单和小票上，也显示在屏幕上', 'Stands on bills, slips and screens'),
  'store.address': say('印在账单上', 'Stands on bills'),
  'store.phone': say('印在账单上', 'Stands on bills'),
  'store.timeZone': say('钟点和营业日都按它算', 'Times of day and trading days go by it'),
  'store.businessDayStartsAt': say(
    '营业日从这时开始：之前的账和钟算前一天',
    'The trading day begins then: what is before counts to the day before',
  ),
  'store.currency': say(
    '价格和账目的货币；开过房就不能换',
    'What prices and books are in; stays once a room was opened',
  ),
  'store.languages': say('小票用这些语言，按这个顺序印', 'The languages of slips, in this order'),
  'store.rounding.unitMinor': say('账单总额取整到它的整数倍', 'The total of a bill is rounded to a multiple of it'),
  'store.rounding.mode': say('往下、往上，或取近的', 'Down, up, or to the nearest'),
  'store.rounding.limitMinor': say(
    '一张账单最多抹（补）这么多，超过就不取整',
    'The most that rounding takes off or puts on one bill; beyond it the bill stays as it is',
  ),
  'store.reminderMinutes': say(
    '到钟前这么多分钟提醒；项目没有规定最短时间的，这之前下钟要写原因',
    'So long before the end it is announced; an earlier end needs a reason, where the item has no shortest time',
  ),
  'store.waitingAlarmMinutes': say(
    '客人等了这么多分钟还没上钟，房态上报警',
    'A guest who waits so long is shown as an alarm on the board',
  ),
  'store.toRoomMinutes': say(
    '叫钟后这么多分钟没刷卡，就算未按时到房，可以请经理换人',
    'A technician who has not swiped so long after the call is late, and can be replaced with a manager’s approval',
  ),
  'store.cancelGraceMinutes': say(
    '上钟后这么多分钟内退钟，当作没有上过；自动加钟也在这段时间内可以撤回',
    'So long after the start a clock can be given up as if it had not begun, and an automatic extension taken back',
  ),
  'store.autoExtend.enabled': say(
    '到钟没人下钟，就自动加钟，照样收费和提成',
    'A clock that nobody ends extends itself; it costs and pays as any extension',
  ),
  'store.autoExtend.afterMinutes': say('过钟这么多分钟后自动加', 'So long past its end it does'),
  'store.guestConfirms.extend': say(
    '在报钟器上加钟，要客人刷自己的手牌',
    'An extension at the terminal needs the guest’s own wristband',
  ),
  'store.guestConfirms.cancel': say(
    '在报钟器上退钟，要客人刷自己的手牌',
    'Cancelling at the terminal needs the guest’s own wristband',
  ),
  'store.selfPause': say(
    '技师可以在钟房读卡器上自己停牌',
    'Technicians may pause by themselves at the clock-room reader',
  ),
  'store.payInRoom': onlyKept,
  'store.reopenHours': onlyKept,
  'store.restMinutes': say('休息超过这么多分钟，就失去排位', 'Whoever rests longer loses the place in the queue'),
  'store.slipMinutes': say(
    '超过这么多分钟的点单不再打印，列出来',
    'An order slip older than this is not printed but listed',
  ),
  'store.screenLock.manager': lockedAfter,
  'store.screenLock.technical': lockedAfter,
  'store.screenLock.cashier': lockedAfter,
  'store.screenLock.receptionist': lockedAfter,
  'store.screenLock.waiter': lockedAfter,
  'store.screenLock.cleaner': lockedAfter,
  'store.screenLock.cook': lockedAfter,
  'store.approvals.own': say(
    '经理可以授权自己做的事，会列入异常单；否：要另一位经理',
    'Managers may approve what they do themselves, and it stands on the list of incidents; no: another manager has to',
  ),
  'store.approvals.settings': say(
    '改岗位、卡、价格、提成、限额时由谁确认',
    'Who confirms a change of roles, cards, prices, pay or policies',
  ),
  'store.approvals.shortClockPercent': say(
    '做不到这个比例的时间就下钟的，列入异常单；0 是不列',
    'A clock that ended before this share of its time stands on the list of incidents; 0: none does',
  ),
  'store.approvals.givenUpPerDay': say(
    '一位技师一天内上了钟又免费退的，从第几个起列入异常单；0 是不列',
    'From so many begun clocks on that a technician gave up freely on a day, each stands on the list of incidents; 0: none does',
  ),
  'store.reservations.lockMinutes': say(
    '预订前这么多分钟，预订的技师不再接别的钟',
    'So long before, its technicians get no other clocks',
  ),
  'store.reservations.keepRoomMinutes': say(
    '预订前这么多分钟，留房并提醒前台',
    'So long before, its room is kept and the desk reminded',
  ),
  'store.reservations.noShowMinutes': say(
    '过了这么多分钟还没来，算未到店',
    'So long after, nobody has come: a no-show',
  ),
  'attendance.lateMinutes': say('班次开始后这么多分钟内不算迟到', 'So many minutes after a shift’s start are not late'),
  'attendance.earlyMinutes': say(
    '班次结束前这么多分钟内不算早退',
    'So many minutes before a shift’s end are not early',
  ),
  'attendance.mealMinutes': say('一次用餐可以这么久', 'How long a meal may take'),
  'rooms.minimumCharge': say('结账不到这个数，按这个数收', 'A bill of less is made up to it'),
  'people.discountLimitPercent': say('不用经理就能打的折扣', 'So much discount needs no manager'),
  'items.minimumMinutes': say('做不到这么多分钟就下钟，要写原因', 'An end before this many minutes needs a reason'),
  'items.countsAsTurn': say('做了它，轮钟的牌就过了', 'Whether it is a turn of the rotation'),
  'items.extension.minutes': say('加一次钟加多久', 'How long one extension is'),
  'items.guests': say('几位客人一起做', 'For how many guests it is'),
  'items.technicians': say('几位技师一起做', 'How many technicians serve it'),
  'goods.stock': say('不填就不计库存', 'Left out, it is not counted'),
  'goods.commissionPercent': say('卖出去给点单的人提成', 'What whoever took the order earns of it'),
  'tenders.changeLimit': say(
    '找零超过它要经理授权；不填就是最大面额',
    'More change than this needs a manager; left out, it is the largest note',
  ),
  'tenders.opensDrawer': say('收了就弹开钱箱', 'Whether the drawer opens when it is taken'),
  'tenders.needsReference': say('收款时要填交易号', 'Whether a reference is asked for'),
  'goods.discountable': onlyKept,
  'tenders.countsAsRevenue': onlyKept,
};

/** What a field of a section does, in the reader's language; null: its name says it. */
export function sentenceOf(section: Section, path: string, language: Language): string | null {
  // Of a text in both languages the Chinese comes first, and says it for both.
  const field = `${section}.${path.replace(/\.zh-CN$/, '')}`;
  return Object.hasOwn(settingSentences, field) ? (settingSentences[field]?.[language] ?? null) : null;
}
