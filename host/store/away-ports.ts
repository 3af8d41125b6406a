import { existsSync } from 'node:fs';
import type { Site } from '../../core/model/site/schema.ts';
import type { AwayPort } from '../parts/safekeeping/views.ts';

/**
 * The devices of some settings whose port is not at this computer. Only what is a file of the system can be looked for
 * without opening it: a port of Windows shows by itself when its device is opened.
 */
export function awayPorts({ buses, readers, printers }: Site): AwayPort[] {
  const named = [
    ...buses.map(({ id, transport }) => ({ id, line: transport })),
    ...printers.map(({ id, transport }) => ({ id, line: transport })),
    ...readers.map((reader) => ({ id: reader.id, line: reader })),
  ];
  return named.flatMap(({ id, line }) => {
    const path = 'path' in line ? line.path : undefined;
    return path?.startsWith('/') && !existsSync(path) ? [{ device: id, path }] : [];
  });
}
