import { mayName } from '../../model/site/device-path.ts';
import type { Site } from '../../model/site/schema.ts';

const allowed = {
  serial: 'a serial device: /dev/tty…, /dev/serial/by-id/…, COM3',
  usb: 'a printer: /dev/usb/lp0, \\\\PC\\printer',
  file: 'a plain file name, kept in the folder printed; or a device',
} as const;

/** Devices whose path leads to something else than a device or the store's folder for prints. */
export function checkPaths(
  { buses, readers, printers }: Pick<Site, 'buses' | 'readers' | 'printers'>,
  report: (path: PropertyKey[], allowed: string) => void,
): void {
  const look = (path: PropertyKey[], one: { type: string; path?: string | undefined }): void => {
    if (!mayName(one))
      report([...path, 'path'], allowed[one.type === 'usb' || one.type === 'file' ? one.type : 'serial']);
  };
  for (const [index, { transport }] of buses.entries()) look(['buses', index, 'transport'], transport);
  for (const [index, reader] of readers.entries()) look(['readers', index], reader);
  for (const [index, { transport }] of printers.entries()) look(['printers', index, 'transport'], transport);
}
