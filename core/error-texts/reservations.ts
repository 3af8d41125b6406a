import { type ErrorText, text } from './text.ts';

/** Refusals about reservations and what is kept for them. */
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
  ROOM_NOT_CHOSEN: text('请选到店的房间', 'Choose the room the guests go to', '请选房间', 'Choose a room'),
} satisfies Record<string, ErrorText>;
