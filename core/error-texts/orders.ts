import { type ErrorText, text } from './text.ts';

/** Refusals about how a technician is chosen, what comes after what, and another item instead. */
export const orderTexts = {
  TECHNICIAN_HELD: text(
    '{technicianNo} 号留牌中，指名请下点钟',
    'Technician {technicianNo} is held for a guest: order by number as a request',
    '技师留牌',
    'Held for a guest',
  ),
  TECHNICIAN_OF_ANOTHER_GROUP: text(
    '{technicianNo} 号不在这个班组，不能选钟或转化',
    'Technician {technicianNo} is of another group and cannot be picked or converted',
    '不在此班组',
    'Of other group',
  ),
  TECHNICIAN_NOT_NEXT: text(
    '转化钟只给轮到的技师，现在轮到 {nextNo} 号，不是 {technicianNo} 号',
    'Only whose turn it is can be converted: that is {nextNo}, not {technicianNo}',
    '未轮到此号',
    'Not the next one',
  ),
  CONVERTED_LATER: text(
    '后一个项目开始前还不知道轮到谁，{technicianNo} 号叫钟后再转化',
    'Whose turn it will be for a later service is not known yet: convert {technicianNo} once called',
    '叫钟后再转化',
    'Convert later',
  ),
  CALL_NOT_NEEDED: text(
    '{technicianNo} 号在班且属本班组，请下点钟或选钟',
    'Technician {technicianNo} is on duty in this group: order as requested or picked',
    '在班,不用Call',
    'No call needed',
  ),
  SAME_NEEDS_FIRST: text(
    '没有前一个项目，不能由同一技师接着做',
    'There is no service before this one whose technician could go on',
    '没有前一项目',
    'No first service',
  ),
  AFTER_ANOTHER_GUEST: text(
    '前一个项目是另一位客人的',
    'The service before is of another guest',
    '不是同一客人',
    'Other guest',
  ),
  CLOCK_NOT_OF_ROTATION: text(
    '{technicianNo} 号上的不是轮钟，不能转化',
    'The clock of technician {technicianNo} is not one of the rotation and cannot be converted',
    '不是轮钟',
    'Not a rotation',
  ),
  ITEM_IS_THE_SAME: text('已经是 {serviceCode}', 'It is {serviceCode} already', '项目相同', 'Same service'),
  ITEM_TAKES_OTHERS: text(
    '{serviceCode} 的客人数或技师数不同，请取消后重新下单',
    '{serviceCode} is for another number of guests or technicians: cancel and order it anew',
    '人数不同',
    'Other headcount',
  ),
  ITEM_PARTLY_SERVED: text(
    '{roomNo} 房这个项目已有技师下钟，不能换项目',
    'A technician has ended this service in room {roomNo} already: it cannot be changed',
    '已有人下钟',
    'Partly served',
  ),
  CANCEL_PARTLY_SERVED: text(
    '{roomNo} 房这个项目已有技师下钟，不能退钟，请下钟',
    'A technician has ended this service in room {roomNo} already: end it, it cannot be cancelled',
    '已有人下钟',
    'Partly served',
  ),
  CARD_NOT_MEMBER: text(
    '这张卡不是本店会员的卡',
    'This card is not that of a member here',
    '非本店会员',
    'No member here',
  ),
} as const satisfies Record<string, ErrorText>;
