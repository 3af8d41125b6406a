/**
 * Where devices are, by the form of a path alone. What a path leads to (a link, another folder) is looked at again
 * where it is opened.
 */

/** Serial lines, USB printers and raw HID devices of Linux and macOS; a simulator's line is one of the ptys. */
const nodes = [
  /^\/dev\/(tty|cu\.|rfcomm|hidraw|lp)[A-Za-z0-9._-]+$/,
  /^\/dev\/serial\/by-(id|path)\/[A-Za-z0-9_.:+@,-]+$/,
  /^\/dev\/usb\/lp[0-9]{1,3}$/,
  /^\/dev\/pts\/[0-9]{1,5}$/,
];
/** Names that a udev rule gives (`docs/hardware.md`): links, which are looked at where they are opened. */
const given = /^\/dev\/(printer|reader|terminals)-[A-Za-z0-9._-]{1,40}$/;
/** What `npm run sim` calls its lines: links to ptys, which is looked at where they are opened. */
const simulated = /^\/tmp\/clockroom-sim-[A-Za-z0-9]{6}\/[A-Za-z0-9._-]{1,32}$/;
/** A serial port of Windows; from COM10 on it has to be written with the prefix. */
const port = /^(\\\\\.\\)?COM[0-9]{1,3}$/i;
/** A printer that Windows shares, never a hidden share nor a pipe. */
const share =
  /^\\\\(?!pipe\\|mailslot\\)[A-Za-z0-9][A-Za-z0-9._-]{0,62}\\(?!pipe$|mailslot$)[\w\u3400-\u9fff .()+-]{1,80}$/i;
/** Names that Windows keeps for devices, with any ending. */
const kept = /^(con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$|clock\$)(\..*)?$/i;
const fileName = /^[A-Za-z0-9\u3400-\u9fff][\w\u3400-\u9fff .()+-]{0,79}$/;

/** A device of this machine: a node below `/dev` or a port. */
export function isDeviceNode(path: string): boolean {
  return !path.includes('..') && nodes.some((node) => node.test(path));
}

/** A line of characters both ways. */
export function isSerialPath(path: string): boolean {
  if (path.includes('..')) return false;
  return isDeviceNode(path) || port.test(path) || given.test(path) || simulated.test(path);
}

/** A printer: a device, or a share of Windows. */
export function isPrinterPath(path: string): boolean {
  return isSerialPath(path) || share.test(path);
}

/** The name of a file in the store's own folder for prints: one name, no way to anywhere else. */
export function isPrintName(path: string): boolean {
  return fileName.test(path) && !path.includes('..') && !/[. ]$/.test(path) && !kept.test(path);
}

/** Whether a device of some type may name a path; types without one may everything. */
export function mayName({ type, path }: { type: string; path?: string | undefined }): boolean {
  if (path === undefined) return true;
  if (type === 'file') return isPrintName(path) || isPrinterPath(path);
  return type === 'usb' ? isPrinterPath(path) : isSerialPath(path);
}
