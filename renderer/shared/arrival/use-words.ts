import { useTranslation } from 'react-i18next';
import type { ReservationBrief } from '../../../host/parts/reservations/views.ts';

/** How a reservation is told in one line: `陈女士 2 位 · 点 88`. */
export function useReservationWords(): (
  reservation: Pick<ReservationBrief, 'guestCount' | 'technicianNos'>,
  name: string,
) => string {
  const { t } = useTranslation(['arrival', 'common']);
  return ({ guestCount, technicianNos }, name) => {
    const who = `${name} ${t('common:people', { count: guestCount })}`;
    return technicianNos.length === 0 ? who : `${who} · ${t('arrival:asks', { nos: technicianNos.join(' ') })}`;
  };
}

/** A guest's name, or that it is not there any more. */
export function useGuestName(): (guestName: string) => string {
  const { t } = useTranslation('arrival');
  return (guestName) => guestName || t('nameErased');
}
