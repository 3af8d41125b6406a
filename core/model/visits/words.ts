import { sentence, type WordsOf } from '../../kernel/words.ts';
import type { visitEvents } from './events.ts';

/** What there is of it, on one line. */
const inParts = (...parts: (string | null | undefined)[]) =>
  parts.filter((part) => typeof part === 'string').join(' · ');

export const visitWords: WordsOf<typeof visitEvents> = {
  'visit.opened': sentence(
    ({ guests, despite }) => inParts(`开单 · ${guests.length} 位`, despite && '预留房改开', despite?.reason),
    ({ guests, despite }) =>
      inParts(`Opened for ${guests.length}`, despite && 'opened although it was reserved', despite?.reason),
  ),
  'visit.guestAdded': sentence(
    ({ ordinal }) => `加客人 ${ordinal}`,
    ({ ordinal }) => `Guest ${ordinal} added`,
  ),
  'visit.wristbandSet': sentence(
    ({ wristbandNo }) => (wristbandNo ? `换手牌 ${wristbandNo}` : '收回手牌'),
    ({ wristbandNo }) => (wristbandNo ? `Wristband ${wristbandNo}` : 'Wristband taken back'),
  ),
  'visit.guestLeft': sentence(
    ({ reason }) => `客人离开 · ${reason}`,
    ({ reason }) => `Guest left · ${reason}`,
  ),
  'visit.guestMoved': sentence(
    ({ fromRoomNo, toRoomNo }) => `从 ${fromRoomNo} 换到 ${toRoomNo}`,
    ({ fromRoomNo, toRoomNo }) => `Moved from ${fromRoomNo} to ${toRoomNo}`,
  ),
  'visit.leftOpen': sentence(
    ({ owed }, { money }) => `营业日结束仍未结账，欠 ${money(owed.amountMinor, owed.currency)}`,
    ({ owed }, { money }) => `Still open after the trading day, owes ${money(owed.amountMinor, owed.currency)}`,
  ),
  'visit.closed': sentence(
    () => '关单',
    () => 'Closed',
  ),
};
