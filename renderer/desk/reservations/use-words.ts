import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { RosterMiss } from '../../../core/model/reservations/off-roster.ts';
import type { ReservationBrief } from '../../../host/parts/reservations/views.ts';

import { useFormat } from '../../client/format.ts';

/** How a reservation is told in one line: `陈女士 2 位 · 点 88`. */
export function useReservationWords(): (
  reservation: Pick<ReservationBrief, 'guestCount' | 'technicianNos'>,
  name: string,
) => string {
  const { t } = useTranslation(['reservations', 'common']);
  return ({ guestCount, technicianNos }, name) => {
    const who = `${name} ${t('common:people', { count: guestCount })}`;
    return technicianNos.length === 0 ? who : `${who} · ${t('reservations:asks', { nos: technicianNos.join(' ') })}`;
  };
}

/** What is booked: items with who was asked for. */
export function useItemWords(): (items: ReservationBrief['items']) => string {
  const format = useFormat();
  return (items) =>
    items
      .map(({ serviceCode, technicianNos }) => [format.service(serviceCode), ...technicianNos].join(' '))
      .join(' · ');
}

/** What the roster has against somebody, shortly: `88 年假`, `88 班 14:00–23:00`. */
export function useMissWords(): (miss: RosterMiss) => string {
  const { t } = useTranslation(['reservations', 'attendance']);
  return (miss) => `${miss.technicianNo} ${missText(miss, t)}`;
}

type Translate = TFunction<['reservations', 'attendance']>;

/** The same without the number. */
export function missText(miss: RosterMiss, t: Translate): string {
  switch (miss.why) {
    case 'leave':
      return t(`attendance:leave.${miss.leave}`);
    case 'off':
      return t('attendance:entry.off');
    case 'shift':
      return t('reservations:onlyFrom', { from: miss.from, to: miss.to });
  }
}
