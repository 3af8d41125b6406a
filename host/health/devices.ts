import { minuteMs } from '../../core/kernel/time.ts';
import type { HealthFinding } from '../parts/health/views.ts';
import type { HealthGiven, PartHealth } from './given.ts';

/** Everything with a plug. */
export function devicesHealth({ devices, awayPorts }: HealthGiven): PartHealth {
  const { terminals, printers, readers, voice, clockApartMs } = devices;
  const found: HealthFinding[] = [
    ...printers.flatMap(({ id, state, paperLow }): HealthFinding[] => {
      if (state === 'offline') return [{ code: 'PRINTER_AWAY', tone: 'wrong', subject: id }];
      if (state === 'no-paper' || state === 'cover-open') {
        return [{ code: 'PRINTER_NO_PAPER', tone: 'wrong', subject: id }];
      }
      return paperLow ? [{ code: 'PRINTER_PAPER_LOW', tone: 'soon', subject: id }] : [];
    }),
    ...terminals.offline.map(({ place }): HealthFinding => ({ code: 'TERMINAL_AWAY', tone: 'wrong', subject: place })),
    ...terminals.alarms.map(({ place }): HealthFinding => ({ code: 'TERMINAL_ALARM', tone: 'soon', subject: place })),
    ...readers
      .filter(({ state }) => state === 'offline')
      .map(({ id }): HealthFinding => ({ code: 'READER_AWAY', tone: 'wrong', subject: id })),
    ...awayPorts.map(
      ({ device, path }): HealthFinding => ({ code: 'PORT_AWAY', tone: 'wrong', subject: device, facts: { path } }),
    ),
  ];
  for (const { id, engine, onlyStations, stations } of voice.places) {
    const isMute = engine === null && stations === 0;
    if (isMute) found.push({ code: 'VOICE_NONE', tone: onlyStations ? 'wrong' : 'soon', subject: id });
  }
  if (voice.notSpoken > 0) found.push({ code: 'VOICE_NOT_SPOKEN', tone: 'wrong', facts: { count: voice.notSpoken } });
  if (clockApartMs !== null) {
    const minutes = Math.max(1, Math.round(Math.abs(clockApartMs) / minuteMs));
    found.push({ code: 'CLOCK_APART', tone: 'wrong', facts: { minutes } });
  }
  return { found, facts: { terminals: terminals.online, printers: printers.length, readers: readers.length } };
}
