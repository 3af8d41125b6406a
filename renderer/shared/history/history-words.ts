import type { TFunction } from 'i18next';
import type { HistoryEntry } from '../../../host/doors/api/views.ts';
import type { Format } from '../../client/format.ts';

type Translate = TFunction<'history'>;

/** One line of a visit's history in words, or null for what says nothing to people. */
export function historyWords(entry: HistoryEntry, t: Translate, format: Format): string | null {
  switch (entry.type) {
    case 'visit.opened':
      return [
        t('opened', { count: entry.payload.guests.length }),
        ...(entry.payload.despite ? [t('despite', { reason: entry.payload.despite.reason })] : []),
      ].join(' · ');
    case 'reservation.arrived':
      return t('reserved');
    case 'visit.guestAdded':
      return t('guestAdded', { guest: entry.payload.ordinal });
    case 'visit.wristbandSet':
      return entry.payload.wristbandNo ? t('band', { band: entry.payload.wristbandNo }) : t('bandTaken');
    case 'visit.guestLeft':
      return t('guestLeft', { reason: entry.payload.reason });
    case 'visit.guestMoved':
      return t('moved', { from: entry.payload.fromRoomNo, to: entry.payload.toRoomNo });
    case 'visit.closed':
      return t('closed');
    case 'clock.ordered':
      return t(entry.payload.afterId ? 'orderedAfter' : 'ordered', {
        service: format.service(entry.payload.serviceCode),
      });
    case 'clock.called':
      return t('called', {
        no: entry.payload.technicianNo,
        room: entry.payload.roomNo,
        service: format.service(entry.payload.serviceCode),
      });
    case 'clock.calledAgain':
      return t('calledAgain', { no: entry.payload.technicianNo, count: entry.payload.callCount });
    case 'clock.started':
      return entry.payload.by === 'terminal'
        ? t('started', { no: entry.payload.technicianNo, room: entry.payload.roomNo })
        : t('startedByHand', { no: entry.payload.technicianNo, reason: entry.payload.reason ?? '' });
    case 'clock.extended':
      return t(entry.payload.automatic ? 'extendedByItself' : 'extended', {
        no: entry.payload.technicianNo,
        minutes: entry.payload.minutes,
      });
    case 'clock.extensionUndone':
      return t('extensionUndone', {
        no: entry.payload.technicianNo,
        minutes: entry.payload.minutes,
        reason: entry.payload.reason,
      });
    case 'clock.late':
      return t('late', { no: entry.payload.technicianNo, minutes: entry.payload.minutes });
    case 'clock.handedBack':
      return t(entry.payload.why === 'refused' ? 'refused' : 'lateReplaced', {
        no: entry.payload.technicianNo,
        reason: entry.payload.reason,
        manager: entry.payload.allowedBy,
      });
    case 'clock.rechosen':
      return entry.payload.choice.kind === 'rotation'
        ? t('rechosenRotation')
        : t('rechosen', {
            no: 'technicianNo' in entry.payload.choice ? entry.payload.choice.technicianNo : '',
          });
    case 'clock.reminded':
      return t('reminded', { no: entry.payload.technicianNo });
    case 'clock.ended':
      return entry.payload.earlyMinutes > 0
        ? t('endedEarly', {
            no: entry.payload.technicianNo,
            minutes: entry.payload.earlyMinutes,
            reason: entry.payload.reason ?? '',
          })
        : t('ended', { no: entry.payload.technicianNo });
    case 'clock.cancelled':
      return t('cancelled', { no: entry.payload.technicianNo ?? '', reason: entry.payload.reason });
    case 'clock.technicianChanged':
      return t('changed', {
        from: entry.payload.fromTechnicianNo,
        to: entry.payload.toTechnicianNo,
        reason: entry.payload.reason,
      });
    case 'clock.converted':
      return t('converted', { no: entry.payload.technicianNo });
    case 'clock.itemChanged':
      return t('itemChanged', {
        from: format.service(entry.payload.fromServiceCode),
        to: format.service(entry.payload.serviceCode),
        reason: entry.payload.reason ?? '',
      });
    case 'goods.ordered':
      return t('goods', {
        goods: entry.payload.lines.map((line) => `${format.goods(line.goodsCode)} ×${line.quantity}`).join(', '),
      });
    case 'goods.cancelled':
      return t('goodsCancelled', {
        goods: format.goods(entry.payload.goodsCode),
        reason: entry.payload.reason,
      });
    case 'goods.delivered':
      return t('delivered');
    case 'bill.shown':
      return t('billShown', { amount: format.money(entry.payload.bill.totalMinor) });
    case 'bill.settled':
      return t('settled', { amount: format.money(entry.payload.bill.totalMinor) });
    case 'service.called':
      return t('serviceCalled');
    case 'service.answered':
      return t('serviceAnswered');
    default:
      return null;
  }
}
