import type { zhCN } from './texts.zh-CN.ts';

/** Guests who reserved: how they are told in a line, and their arrival. `despite` holds ready reasons, parted by `|`. */
export const en: typeof zhCN = {
  title: 'Reservations',
  coming: 'Guests to come',
  noRoom: 'No room yet',
  nameErased: 'Data erased',
  asks: 'asks for {{nos}}',
  arrive: 'Guests are here',
  arriveByRotation: 'Guests are here, by the rotation instead',
  otherRoom: 'Another free room:',
  noOtherRoom: 'No other room is free',
  despite: 'Agreed with the guests|Rooms exchanged',
  arriveLate: 'Guests came after all',
  lateNote: 'Opens a room with what was booked; who was asked for comes if free. It stays a no-show.',
  othersCome: 'No. {{nos}} cannot come now: the rotation gives others',
};
