import { describe, expect, it } from 'vitest';
import { isPrintName, mayName } from '../../../core/model/site/device-path.ts';
import { parseSite } from '../../../core/rules/site/parse.ts';
import { exampleSite } from '../../db/shop-day.ts';

const devices = [
  '/dev/ttyUSB0',
  '/dev/ttyS0',
  '/dev/tty.usbserial-A50285BI',
  '/dev/cu.usbmodem1',
  '/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0',
  '/dev/serial/by-path/pci-0000:00:14.0-usb-0:2:1.0-port0',
  '/dev/hidraw3',
  '/dev/usb/lp0',
  '/dev/printer-kitchen',
  '/dev/pts/5',
  'COM3',
  '\\\\.\\COM12',
  '/tmp/clockroom-sim-a1B2c3/floor-2',
];
/** What no device is at: the store's own files, other folders, tricks with names. */
const wild = [
  '/tmp/out.txt',
  'terminal-keys.json/../../etc/passwd',
  '/home/clockroom/.ssh/authorized_keys',
  '../terminal-keys.json',
  '..\\store.sqlite',
  'printed/../keys.sqlite',
  '/dev/../etc/passwd',
  '/dev/ttyUSB0/../../etc/cron.d/x',
  '/dev/sda',
  '/dev/printer',
  '/dev/printer-x/../sda',
  '/dev/mem',
  '/dev/shm/x',
  '/dev/serial/by-id/../../sda',
  '/dev/ttyUSB0\u0000.txt',
  'slips\u0000',
  '／dev／ttyUSB0',
  '．．／store.sqlite',
  'slips\n',
  'C:\\Windows\\win.ini',
  'C:store.sqlite',
  'slips.txt:stream',
  '\\\\?\\C:\\x',
  '\\\\.\\PhysicalDrive0',
  '\\\\.\\pipe\\x',
  '\\\\PC\\C$',
  '\\\\PC\\pipe\\x',
  '\\\\PC\\share\\x',
  'NUL',
  'con.txt',
  'lpt1',
  'slips.',
  '.hidden',
  '/tmp/clockroom-sim-a1B2c3/../x',
  '/tmp/clockroom-sim-/x',
  '',
];

describe('what a device may name', () => {
  it.each(devices)('%s is one', (path) => {
    expect(mayName({ type: 'serial', path })).toBe(true);
  });

  it.each(wild)('%j is none, of no kind', (path) => {
    for (const type of ['serial', 'usb', 'file', 'preset']) expect(mayName({ type, path })).toBe(false);
  });

  it('a printer may also be a share of Windows, or a file of a plain name', () => {
    expect(mayName({ type: 'usb', path: '\\\\PC\\POS-58' })).toBe(true);
    expect(mayName({ type: 'serial', path: '\\\\PC\\POS-58' })).toBe(false);
    expect(['slips.txt', '前台 小票.bin', 'a_b-c(1).prn'].every(isPrintName)).toBe(true);
    expect(mayName({ type: 'usb', path: 'slips.txt' })).toBe(false);
  });

  it('a site file that names anything else is refused, with the path', () => {
    const site = exampleSite();
    const [first, ...others] = site.printers;
    if (!first) throw new Error('no printer');
    const printers = [{ ...first, transport: { type: 'file' as const, path: '../terminal-keys.json' } }, ...others];
    const readers = [{ id: 'door', type: 'serial' as const, path: '/etc/passwd', baudRate: 9600, encoding: 'hex' }];
    expect(parseSite(JSON.stringify({ ...site, printers, readers }))).toMatchObject({
      ok: false,
      problems: [
        { path: 'readers[0].path', value: '"/etc/passwd"', code: 'fit' },
        { path: 'printers[0].transport.path', value: '"../terminal-keys.json"', code: 'fit' },
      ],
    });
  });
});
