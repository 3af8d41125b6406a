import { useTranslation } from 'react-i18next';
import type { BusTerminal } from '../../../host/parts/bus/views.ts';

/** How people call the place of a terminal; its address where it has none. */
export function usePlaceName(): (terminal: BusTerminal) => string {
  const { t } = useTranslation('bus');
  return ({ place, id }) => (place === 'clock-room' ? t('clockRoom') : place || id);
}
