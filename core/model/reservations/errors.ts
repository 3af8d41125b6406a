import { errorsOf } from '../../kernel/error.ts';
import { type ErrorText, text } from '../../kernel/error-text.ts';

/** Refusals about reservations. */
export const reservationTexts = {
  RESERVATION_UNKNOWN: text('没有这个预订', 'There is no such reservation', '无此预订', 'No such booking'),
  RESERVATION_ARRIVED: text(
    '{guestName} 的预订已到店',
    'The guests of {guestName} have arrived already',
    '已到店',
    'Arrived already',
  ),
  RESERVATION_CANCELLED: text(
    '{guestName} 的预订已取消',
    'The reservation of {guestName} was cancelled',
    '预订已取消',
    'Was cancelled',
  ),
  RESERVATION_NO_SHOW: text(
    '{guestName} 的预订已记为未到',
    'The reservation of {guestName} was put down as a no-show',
    '已记未到',
    'Was a no-show',
  ),
  RESERVATION_IN_PAST: text('{time} 已过，不能预订', '{time} is over; book a time to come', '时间已过', 'Time is over'),
  RESERVATION_TOO_FAR: text(
    '最多提前 {days} 天预订',
    'Reservations are taken {days} days ahead at most',
    '太早预订',
    'Too far ahead',
  ),
  RESERVATION_TOO_MANY_ITEMS: text(
    '{guests} 位客人用不了这么多项目',
    'That is more items than {guests} guests can have',
    '项目太多',
    'Too many items',
  ),
  ROOM_BOOKED: text(
    '{roomNo} 房 {from}–{until} 已订给 {guestName}',
    'Room {roomNo} is booked from {from} to {until} for {guestName}',
    '{from}已订出',
    'Booked {from}',
  ),
  TECHNICIAN_BOOKED: text(
    '{technicianNo} 号 {from}–{until} 已被 {guestName} 预订',
    'No. {technicianNo} is booked from {from} to {until} by {guestName}',
    '{from}已被订',
    'Booked {from}',
  ),
  ROOM_RESERVED: text(
    '{roomNo} 房留给 {from} 的 {guestName}，改开须写原因',
    'Room {roomNo} is kept for {guestName} at {from}; opening it for others needs a reason',
    '留给{from}预订',
    'Kept for {from}',
  ),
  TECHNICIAN_RESERVED: text(
    '{technicianNo} 号留给 {from} 的预订，做不完这个钟',
    'No. {technicianNo} is kept for the reservation at {from} and would not be done by then',
    '留给{from}预订',
    'Kept for {from}',
  ),
  TECHNICIAN_ON_LEAVE: text(
    '{technicianNo} 号 {date} 请假；照订须写原因',
    'No. {technicianNo} is on leave on {date}; booking all the same needs a reason',
    '当天请假',
    'On leave',
  ),
  TECHNICIAN_DAY_OFF: text(
    '{technicianNo} 号 {date} 休息；照订须写原因',
    'No. {technicianNo} has a day off on {date}; booking all the same needs a reason',
    '当天休息',
    'Day off',
  ),
  TECHNICIAN_OFF_SHIFT: text(
    '{technicianNo} 号 {date} 的班是 {from}–{to}，不在班内；照订须写原因',
    'No. {technicianNo} works from {from} to {to} on {date}; booking beyond that needs a reason',
    '不在班内',
    'Outside shift',
  ),
  RESERVATION_NOT_MISSED: text(
    '{guestName} 的预订还没记为未到，请按到店办理',
    'The reservation of {guestName} is no no-show; let the guests arrive as usual',
    '不是未到',
    'No no-show',
  ),
  RESERVATION_OF_ANOTHER_DAY: text(
    '{guestName} 的预订是 {date} 的，请按新客开房',
    'The reservation of {guestName} was for {date}; open a room as for any guests',
    '不是今天的',
    'Of another day',
  ),
  RESERVATION_CAME_LATE: text(
    '{guestName} 迟到的客人已到店',
    'The guests of {guestName} have come after all already',
    '已到店',
    'Arrived already',
  ),
  RESERVATION_STILL_PROMISED: text(
    '{guestName} {date} {time} 的预订还没到店，资料还要用；先取消预订，或等到店、记为未到后再删除',
    '{guestName} is still expected on {date} at {time} and the data are needed until then: cancel the reservation first, or erase once the guests came or were put down as a no-show',
    '预订未了结',
    'Still expected',
  ),
  RESERVATION_ERASED: text(
    '这个预订的客人资料已经删除',
    'The guest’s data of this reservation were erased already',
    '资料已删除',
    'Erased already',
  ),
  ROOM_NOT_CHOSEN: text('请选到店的房间', 'Choose the room the guests go to', '请选房间', 'Choose a room'),
} satisfies Record<string, ErrorText>;

export const reservationError = errorsOf(reservationTexts);
