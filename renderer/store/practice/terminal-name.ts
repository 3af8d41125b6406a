import { useTranslation } from 'react-i18next';
import type { SimulatedTerminal } from '../../../host/parts/simulated-devices/views.ts';

/** What a terminal is called: by its room, or the reader of the clock room. */
export function useTerminalName(): (terminal: Pick<SimulatedTerminal, 'roomNo'>) => string {
  const { t } = useTranslation('practice');
  return ({ roomNo }) => (roomNo === null ? t('clockRoom') : t('room', { no: roomNo }));
}
