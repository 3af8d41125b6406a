import type { TFunction } from 'i18next';
import type { HistoryEntry } from '../../../../host/parts/visits/views.ts';

import type { Format } from '../../../client/format.ts';

type Translate = TFunction<['board', 'common']>;

/** One line of a visit's history in words, or null for what says nothing to people. */
export function historyWords(entry: HistoryEntry, t: Translate, format: Format): string | null {
  switch (entry.type) {
    case 'visit.opened':
      return [
        t('board:history.opened', { count: entry.payload.guests.length }),
        ...(entry.payload.despite ? [t('board:history.despite', { reason: entry.payload.despite.reason })] : []),
      ].join(' · ');
    case 'reservation.arrived':
      return t('board:history.reserved');
    case 'visit.guestAdded':
      return t('board:history.guestAdded', { guest: entry.payload.ordinal });
    case 'visit.wristbandSet':
      return entry.payload.wristbandNo
        ? t('board:history.band', { band: entry.payload.wristbandNo })
        : t('board:history.bandTaken');
    case 'visit.guestLeft':
      return t('board:history.guestLeft', { reason: entry.payload.reason });
    case 'visit.guestMoved':
      return t('board:history.moved', { from: entry.payload.fromRoomNo, to: entry.payload.toRoomNo });
    case 'visit.closed':
      return t('board:history.closed');
    case 'clock.ordered':
      return t(entry.payload.afterId ? 'board:history.orderedAfter' : 'board:history.ordered', {
        service: format.service(entry.payload.serviceCode),
      });
    case 'clock.called':
      return t('board:history.called', {
        no: entry.payload.technicianNo,
        room: entry.payload.roomNo,
        service: format.service(entry.payload.serviceCode),
      });
    case 'clock.calledAgain':
      return t('board:history.calledAgain', { no: entry.payload.technicianNo, count: entry.payload.callCount });
    case 'clock.started':
      return entry.payload.by === 'terminal'
        ? t('board:history.started', { no: entry.payload.technicianNo, room: entry.payload.roomNo })
        : t('board:history.startedByHand', { no: entry.payload.technicianNo, reason: entry.payload.reason ?? '' });
    case 'clock.extended':
      return t(entry.payload.automatic ? 'board:history.extendedByItself' : 'board:history.extended', {
        no: entry.payload.technicianNo,
        minutes: entry.payload.minutes,
      });
    case 'clock.extensionUndone':
      return t('board:history.extensionUndone', {
        no: entry.payload.technicianNo,
        minutes: entry.payload.minutes,
        reason: entry.payload.reason,
      });
    case 'clock.late':
      return t('board:history.late', { no: entry.payload.technicianNo, minutes: entry.payload.minutes });
    case 'clock.handedBack':
      return t(entry.payload.why === 'refused' ? 'board:history.refused' : 'board:history.lateReplaced', {
        no: entry.payload.technicianNo,
        reason: entry.payload.reason,
        manager: entry.payload.allowedBy,
      });
    case 'clock.rechosen':
      return entry.payload.choice.kind === 'rotation'
        ? t('board:history.rechosenRotation')
        : t('board:history.rechosen', {
            no: 'technicianNo' in entry.payload.choice ? entry.payload.choice.technicianNo : '',
          });
    case 'clock.reminded':
      return t('board:history.reminded', { no: entry.payload.technicianNo });
    case 'clock.ended':
      return entry.payload.earlyMinutes > 0
        ? t('board:history.endedEarly', {
            no: entry.payload.technicianNo,
            minutes: entry.payload.earlyMinutes,
            reason: entry.payload.reason ?? '',
          })
        : t('board:history.ended', { no: entry.payload.technicianNo });
    case 'clock.cancelled':
      return t('board:history.cancelled', { no: entry.payload.technicianNo ?? '', reason: entry.payload.reason });
    case 'clock.technicianChanged':
      return t('board:history.changed', {
        from: entry.payload.fromTechnicianNo,
        to: entry.payload.toTechnicianNo,
        reason: entry.payload.reason,
      });
    case 'clock.converted':
      return t('board:history.converted', { no: entry.payload.technicianNo });
    case 'clock.itemChanged':
      return t('board:history.itemChanged', {
        from: format.service(entry.payload.fromServiceCode),
        to: format.service(entry.payload.serviceCode),
        reason: entry.payload.reason ?? '',
      });
    case 'goods.ordered':
      return t('board:history.goods', {
        goods: entry.payload.lines.map((line) => `${format.goods(line.goodsCode)} ×${line.quantity}`).join(', '),
      });
    case 'goods.cancelled':
      return t('board:history.goodsCancelled', {
        goods: format.goods(entry.payload.goodsCode),
        reason: entry.payload.reason,
      });
    case 'goods.delivered':
      return t('board:history.delivered');
    case 'bill.shown':
      return t('board:history.billShown', { amount: format.money(entry.payload.bill.totalMinor) });
    case 'bill.settled':
      return t('board:history.settled', { amount: format.money(entry.payload.bill.totalMinor) });
    case 'service.called':
      return t('board:history.serviceCalled');
    case 'service.answered':
      return t('board:history.serviceAnswered');
    default:
      return null;
  }
}
