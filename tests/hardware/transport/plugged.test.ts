import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serialPorts, usbPrinters } from '../../../hardware/transport/plugged.ts';
import { isPrivateAddress, networkAround, privateNetworks } from '../../../hardware/transport/private-network.ts';
import { temporaryDirectory } from '../../db/files.ts';

/** A machine's folders of devices, as Linux has them. */
function folders() {
  const root = temporaryDirectory();
  const made = (name: string) => {
    const folder = path.join(root, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  };
  return { root, serialById: made('by-id'), usbPrinters: made('usb'), usbPrinterFacts: made('facts') };
}

describe('serial ports', () => {
  it('go by the name that lasts, say what is plugged in, and leave empty sockets out', async () => {
    const all = folders();
    const node = path.join(all.root, 'ttyUSB0');
    writeFileSync(node, '');
    symlinkSync(node, path.join(all.serialById, 'usb-1a86_USB_Serial-if00-port0'));
    const list = async () => [{ path: node, manufacturer: '1a86' }, { path: '/dev/ttyS0' }, { path: '/dev/ttyAMA0' }];
    expect(await serialPorts({ list, folders: all })).toEqual([
      { path: path.join(all.serialById, 'usb-1a86_USB_Serial-if00-port0'), node, name: '1a86' },
      { path: '/dev/ttyAMA0', node: '/dev/ttyAMA0', name: '' },
    ]);
    const broken = () => Promise.reject(new Error('no udevadm'));
    expect(await serialPorts({ list: broken, folders: all })).toMatchObject([{ name: '1a86 USB Serial' }]);
    await expect(serialPorts({ list: broken, folders: folders() })).rejects.toThrow('no udevadm');
  });
});

describe('printers on USB', () => {
  it('say who they are where the system knows', async () => {
    const all = folders();
    for (const name of ['lp1', 'lp0', 'hiddev0']) writeFileSync(path.join(all.usbPrinters, name), '');
    mkdirSync(path.join(all.usbPrinterFacts, 'lp0', 'device'), { recursive: true });
    const id = 'MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;CLS:PRINTER;';
    writeFileSync(path.join(all.usbPrinterFacts, 'lp0', 'device', 'ieee1284_id'), id);
    const found = await usbPrinters(all);
    expect(found.map(({ path: where, name }) => [path.basename(where), name])).toEqual([
      ['lp0', 'EPSON TM-T20II'],
      ['lp1', ''],
    ]);
    expect(await usbPrinters({ ...all, usbPrinters: path.join(all.root, 'none') })).toEqual([]);
  });
});

describe('networks', () => {
  it('are this computer’s own and private ones, each once', () => {
    const at = (address: string, cidr: string, internal = false) => ({ address, cidr, internal });
    const found = privateNetworks(() => ({
      lo: [at('127.0.0.1', '127.0.0.1/8', true)],
      eth0: [at('192.168.1.20', '192.168.1.20/24'), at('fe80::1', 'fe80::1/64')],
      wlan0: [at('192.168.1.21', '192.168.1.21/24'), at('10.20.30.40', '10.20.30.40/8')],
      ppp0: [at('100.64.0.9', '100.64.0.9/10'), at('8.8.8.8', '8.8.8.8/24'), at('10.0.0.1', '10.0.0.1/32')],
    }));
    expect(found.map(({ name }) => name)).toEqual(['192.168.1.0/24', '10.20.30.0/24']);
  });

  it('have at most 254 addresses, all of them private where the own one is, and never the own', () => {
    const part = fc.integer({ min: 0, max: 255 });
    const own = fc
      .tuple(fc.constantFrom([10], [172, 16], [172, 31], [192, 168], [169, 254]), part, part, part)
      .map(([begin, ...rest]) => [...begin, ...rest].slice(0, 4).join('.'));
    fc.assert(
      fc.property(own, fc.integer({ min: 0, max: 32 }), (address, prefix) => {
        const { hosts } = networkAround(address, prefix);
        expect(hosts.length).toBeLessThanOrEqual(254);
        expect(hosts).not.toContain(address);
        expect(new Set(hosts).size).toBe(hosts.length);
        expect(hosts.every(isPrivateAddress)).toBe(true);
      }),
    );
  });

  it.each(['8.8.8.8', '172.15.0.1', '172.32.0.1', '192.169.0.1', '100.64.0.1', '127.0.0.1', '300.1.1.1', 'x', '::1'])(
    '%s is no private address',
    (address) => {
      expect(isPrivateAddress(address)).toBe(false);
    },
  );
});
