import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createPrinterTransport, type PrinterLine } from '../../../hardware/printer/open.ts';
import { DevicePaths } from '../../../host/devices/kind/device-path.ts';
import { temporaryDirectory } from '../../db/files.ts';

/** Opens a printer's line as the store does and writes a slip; the code it is refused with, or null. */
async function slipTo(dataDir: string, line: PrinterLine): Promise<string | null> {
  const paths = new DevicePaths(dataDir);
  const transport = paths.guarded(createPrinterTransport(paths.placed(line)), line);
  try {
    await transport.open();
    await transport.write(Buffer.from('slip'));
    await transport.close();
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('a device that is opened', () => {
  it('puts files into the folder for prints, and nowhere else', async () => {
    const dir = temporaryDirectory();
    expect(await slipTo(dir, { type: 'file', path: 'slips.bin' })).toBeNull();
    expect(readFileSync(path.join(dir, 'printed', 'slips.bin'), 'utf8')).toBe('slip');
    writeFileSync(path.join(dir, 'terminal-keys.json'), '{}');
    for (const wild of [
      '../terminal-keys.json',
      path.join(dir, 'terminal-keys.json'),
      'printed/../store.sqlite',
      'a\0b',
    ]) {
      expect(await slipTo(dir, { type: 'file', path: wild })).toBe('DEVICE_PATH');
    }
    expect(readFileSync(path.join(dir, 'terminal-keys.json'), 'utf8')).toBe('{}');
  });

  it('follows no link out of the folder, by whatever kind', async () => {
    const dir = temporaryDirectory();
    const keys = path.join(dir, 'terminal-keys.json');
    writeFileSync(keys, '{}');
    mkdirSync(path.join(dir, 'printed'));
    symlinkSync(keys, path.join(dir, 'printed', 'soft.bin'));
    linkSync(keys, path.join(dir, 'printed', 'hard.bin'));
    for (const name of ['soft.bin', 'hard.bin']) {
      expect(await slipTo(dir, { type: 'file', path: name })).toBe('DEVICE_PATH');
    }
    expect(readFileSync(keys, 'utf8')).toBe('{}');
    // Nor is the folder itself one.
    const other = temporaryDirectory();
    symlinkSync(dir, path.join(other, 'printed'));
    expect(await slipTo(other, { type: 'file', path: 'store.bin' })).toBe('DEVICE_PATH');
  });

  it('is what its path leads to: a name among the simulator’s that is a file is refused', async () => {
    const dir = temporaryDirectory();
    const folder = mkdtempSync('/tmp/clockroom-sim-');
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const link = path.join(folder, 'line');
    const target = path.join(dir, 'keys');
    writeFileSync(target, 'x');
    symlinkSync(target, link);
    expect(new DevicePaths(dir).refusal({ type: 'serial', path: link })).toBe('DEVICE_PATH');
    expect(new DevicePaths(dir).refusal({ type: 'serial', path: '/dev/ttyS0' })).toBeNull();
    // One that is not plugged in is only away.
    expect(new DevicePaths(dir).refusal({ type: 'serial', path: '/dev/ttyUSB97' })).toBeNull();
  });
});

describe('a card is held', () => {
  /** A computer with one line, and a link to it and to a pseudo-terminal. */
  function machine() {
    const terminals = temporaryDirectory();
    mkdirSync(path.join(terminals, 'ttyUSB0', 'device'), { recursive: true });
    // A virtual console has no device behind it.
    mkdirSync(path.join(terminals, 'tty1'));
    mkdirSync(path.join(terminals, 'rfcomm0', 'device'), { recursive: true });
    return terminals;
  }
  const serial = (named: string) => ({ type: 'serial', path: named });

  it('at what hangs on this computer, by whatever name, and at nothing behind which a program may be', () => {
    const paths = new DevicePaths(temporaryDirectory(), { platform: 'linux', terminals: machine() });
    expect(paths.isOnBus(serial('/dev/ttyUSB0'))).toBe(true);
    for (const named of ['/dev/pts/3', '/dev/tty1', '/dev/ttyUSB7', '/dev/rfcomm0', '/dev/reader-desk']) {
      expect({ named, isOnBus: paths.isOnBus(serial(named)) }).toEqual({ named, isOnBus: false });
    }
    expect(paths.isOnBus({ type: 'tcp' })).toBe(false);
    for (const type of ['pcsc', 'hid']) expect(paths.isOnBus({ type })).toBe(true);
  });

  it('by what a link leads to', () => {
    const folder = temporaryDirectory();
    const terminals = machine();
    const real = path.join(folder, 'ttyUSB0');
    writeFileSync(real, '');
    symlinkSync(real, path.join(folder, 'desk'));
    symlinkSync('/dev/null', path.join(folder, 'other'));
    const paths = new DevicePaths(temporaryDirectory(), { platform: 'linux', terminals });
    expect(paths.isOnBus(serial(path.join(folder, 'desk')))).toBe(true);
    expect(paths.isOnBus(serial(path.join(folder, 'other')))).toBe(false);
  });

  it('on macOS and Windows, too', () => {
    const mac = new DevicePaths(temporaryDirectory(), { platform: 'darwin' });
    expect(mac.isOnBus(serial('/dev/cu.usbserial-110'))).toBe(true);
    for (const named of ['/dev/ttys004', '/dev/ttyp3']) expect(mac.isOnBus(serial(named))).toBe(false);
    expect(new DevicePaths(temporaryDirectory(), { platform: 'win32' }).isOnBus(serial('COM7'))).toBe(true);
  });
});
