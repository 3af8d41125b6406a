import { type ErrorText, text } from './text.ts';

/** Refusals about rooms, visits and their guests. */
export const roomTexts = {
  // Rooms and visits
  ROOM_UNKNOWN: text('没有房间 {roomNo}', 'There is no room {roomNo}', '无此房间', 'No such room'),
  ROOM_OCCUPIED: text(
    '{roomNo} 房已有客人，请选别的房间',
    'Room {roomNo} is taken; choose another',
    '房间已开',
    'Room is taken',
  ),
  ROOM_DIRTY: text(
    '{roomNo} 房还没有打扫，请先打扫或选别的房间',
    'Room {roomNo} has not been cleaned: clean it first or choose another',
    '房间未打扫',
    'Room is dirty',
  ),
  ROOM_NOT_DIRTY: text('{roomNo} 房不需要打扫', 'Room {roomNo} is not dirty', '无需打扫', 'Room not dirty'),
  ROOM_OUT_OF_ORDER: text(
    '{roomNo} 房停用：{reason}',
    'Room {roomNo} is out of order: {reason}',
    '房间停用',
    'Out of order',
  ),
  ROOM_IN_ORDER: text('{roomNo} 房没有停用', 'Room {roomNo} is not out of order', '房间正常', 'Room in order'),
  ROOM_TOO_SMALL: text(
    '{roomNo} 房只有 {beds} 个床位，请选大一点的房间',
    'Room {roomNo} has {beds} beds only; choose a larger one',
    '床位不够',
    'Too few beds',
  ),
  ROOM_EMPTY: text('{roomNo} 房没有客人', 'Nobody is in room {roomNo}', '房间未开', 'Room not open'),
  ROOM_IS_THE_SAME: text('客人已经在 {roomNo} 房', 'The guest is in room {roomNo} already', '已在此房', 'Same room'),
  VISIT_UNKNOWN: text('没有这个开单', 'There is no such visit', '无此开单', 'No such visit'),
  VISIT_CLOSED: text('这个开单已经结束', 'This visit is closed', '已结单', 'Visit closed'),
  VISIT_HAS_CONSUMPTION: text(
    '{roomNo} 房已有消费，请先结账或取消',
    'Room {roomNo} has consumption: settle or cancel it first',
    '已有消费',
    'Has consumption',
  ),
  GUEST_UNKNOWN: text('没有这位客人', 'There is no such guest', '无此客人', 'No such guest'),
  GUEST_GONE: text('客人已经离开', 'The guest has left', '客人已离开', 'Guest has left'),
  GUEST_HAS_CONSUMPTION: text(
    '客人已有消费，请先结账或取消',
    'The guest has consumption: settle or cancel it first',
    '已有消费',
    'Has consumption',
  ),
  WRISTBAND_UNKNOWN: text(
    '没有手牌 {wristbandNo}，请核对号码',
    'There is no wristband {wristbandNo}; check the number',
    '无此手牌',
    'No such band',
  ),
  WRISTBAND_IN_USE: text(
    '手牌 {wristbandNo} 正在使用，请换一个',
    'Wristband {wristbandNo} is in use; take another',
    '手牌已用',
    'Band in use',
  ),

  // Service calls
  SERVICE_CALL_OPEN: text('已经呼叫过服务', 'Service has been called already', '已呼叫', 'Already called'),
  SERVICE_CALL_UNKNOWN: text('没有这个呼叫', 'There is no such call', '无此呼叫', 'No such call'),
} satisfies Record<string, ErrorText>;
