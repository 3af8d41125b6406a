import { readdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { SerialPort } from 'serialport';

/** A port of this computer and what is plugged into it. */
export interface PluggedPort {
  /** What stays the same whichever socket comes up first, where the system has such a name. */
  path: string;
  /** What it leads to today, `/dev/ttyUSB0`, where that is another name. */
  node: string;
  /** What the device says of itself; empty where it says nothing. */
  name: string;
}

interface ListedPort {
  path: string;
  manufacturer?: string | undefined;
  pnpId?: string | undefined;
  friendlyName?: string | undefined;
}

/** Where Linux tells of devices; other systems have no such folders. */
export interface DeviceFolders {
  serialById: string;
  usbPrinters: string;
  usbPrinterFacts: string;
}

const linuxFolders: DeviceFolders = {
  serialById: '/dev/serial/by-id',
  usbPrinters: '/dev/usb',
  usbPrinterFacts: '/sys/class/usbmisc',
};
/** Names of ports that Linux has for hardware that is not there. */
const emptySocket = /^\/dev\/ttyS\d+$/;

/** The serial ports with something plugged in. Throws what the system throws where it cannot list them. */
export async function serialPorts({
  list = () => SerialPort.list(),
  folders = linuxFolders,
}: {
  list?: () => Promise<ListedPort[]>;
  folders?: DeviceFolders;
} = {}): Promise<PluggedPort[]> {
  const byId = await namesById(folders.serialById);
  // Where the system cannot be asked, its names still say what is there.
  const listed = await list().catch((error: unknown) => {
    if (byId.size === 0) throw error;
    return [...byId.keys()].map((node): ListedPort => ({ path: node }));
  });
  return listed
    .filter(({ path: node, manufacturer, pnpId }) => !emptySocket.test(node) || manufacturer || pnpId)
    .map((port) => {
      const id = byId.get(port.path);
      const told = [port.manufacturer, port.friendlyName].filter(Boolean).join(' ');
      return { path: id ?? port.path, node: port.path, name: told || wordsOf(id ?? '') };
    });
}

/** The printers on this computer's own USB, with what they say of themselves; on Windows they are shared instead. */
export async function usbPrinters(folders: DeviceFolders = linuxFolders): Promise<PluggedPort[]> {
  const names = await readdir(folders.usbPrinters).catch(() => []);
  const nodes = names.filter((name) => /^lp\d{1,3}$/.test(name)).toSorted();
  return await Promise.all(
    nodes.map(async (name) => {
      const facts = path.join(folders.usbPrinterFacts, name, 'device', 'ieee1284_id');
      const node = path.join(folders.usbPrinters, name);
      return { path: node, node, name: nameOfPrinter(await readFile(facts, 'latin1').catch(() => '')) };
    }),
  );
}

/** The lasting names below `/dev/serial/by-id`, by what they lead to. */
async function namesById(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(
    names.map(async (name): Promise<[string, string] | null> => {
      const named = path.join(folder, name);
      return await realpath(named).then(
        (node) => [node, named],
        () => null,
      );
    }),
  );
  return new Map(found.filter((one) => one !== null));
}

/** `usb-1a86_USB_Serial-if00-port0` as people read it. */
function wordsOf(id: string): string {
  return path
    .basename(id)
    .replace(/^usb-/, '')
    .replace(/-if\d\d(-port\d+)?$/, '')
    .replaceAll('_', ' ')
    .trim();
}

/** Maker and model of what a printer says of itself (IEEE 1284): `MFG:EPSON;MDL:TM-T20;`. */
function nameOfPrinter(id: string): string {
  const facts = new Map(
    id.split(';').map((fact): [string, string] => {
      const [name = '', ...value] = fact.split(':');
      return [name.trim().toUpperCase(), value.join(':').trim()];
    }),
  );
  const maker = facts.get('MFG') ?? facts.get('MANUFACTURER') ?? '';
  const model = facts.get('MDL') ?? facts.get('MODEL') ?? '';
  return `${maker} ${model}`.trim().slice(0, 80);
}
