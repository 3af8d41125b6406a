import { errorsOf } from '../../kernel/error.ts';
import { type ErrorText, text } from '../../kernel/error-text.ts';

/** Refusals about rooms. */
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
} satisfies Record<string, ErrorText>;

export const roomError = errorsOf(roomTexts);
