import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { RosterMiss } from '../../../core/model/reservations/roster-miss.ts';
import type { ReservationBrief } from '../../../host/parts/reservations/views.ts';
import { useFormat } from '../../client/format.ts';
import { useNameOf } from '../../client/who.ts';

/** What is booked: items with who was asked for. */
export function useItemWords(): (items: ReservationBrief['items']) => string {
  const format = useFormat();
  const goneOf = useGone();
  return (items) =>
    items
      .map(({ serviceCode, technicianNos }) =>
        [format.service(serviceCode), ...technicianNos.map((no) => goneOf(no) ?? no)].join(' '),
      )
      .join(' · ');
}

/** Number and name of somebody whose number has passed on to another; null for everybody else. */
export function useGone(): (no: string) => string | null {
  const nameOf = useNameOf();
  return (no) => (no.startsWith('~') ? nameOf(no) : null);
}

/** What the roster has against somebody, shortly: `88 年假`, `88 班 14:00–23:00`. */
export function useMissWords(): (miss: RosterMiss) => string {
  const { t } = useTranslation(['reservations', 'roster']);
  const format = useFormat();
  return (miss) => `${format.person(miss.technicianNo)} ${missText(miss, t)}`;
}

type Translate = TFunction<['reservations', 'roster']>;

/** The same without the number. */
export function missText(miss: RosterMiss, t: Translate): string {
  switch (miss.why) {
    case 'leave':
      return t(`roster:leave.${miss.leave}`);
    case 'off':
      return t('roster:off');
    case 'shift':
      return t('reservations:onlyFrom', { from: miss.from, to: miss.to });
  }
}
