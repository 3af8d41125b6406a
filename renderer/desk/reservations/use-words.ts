import { useTranslation } from 'react-i18next';
import type { ReservationBrief } from '../../../host/api/reservation-service.ts';
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
