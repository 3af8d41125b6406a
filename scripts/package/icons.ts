import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { IconIcns, IconIco } from '@shockpkg/icon-encoder';
import { projectPath } from '../common/project.ts';

const linuxSizes = [16, 32, 48, 64, 128, 256, 512];
const windowsSizes = [16, 24, 32, 48, 64, 128, 256];
/** Which picture of macOS's icon file has which size; twice, for screens with fine dots. */
const macSizes: Readonly<Record<string, number>> = {
  ...{ ic04: 16, ic11: 32, ic05: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 },
};

/**
 * Draws `electron/icon.svg` into `folder` as every system wants it: `icon.ico`, `icon.icns`, and a set of PNGs in
 * `icons/`.
 */
export async function drawIcons(folder: string): Promise<void> {
  const svg = readFileSync(projectPath('electron/icon.svg'));
  const drawn = new Map<number, Uint8Array>();
  const png = (size: number): Uint8Array => {
    const known = drawn.get(size) ?? new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
    drawn.set(size, known);
    return known;
  };
  mkdirSync(path.join(folder, 'icons'), { recursive: true });
  for (const size of linuxSizes) writeFileSync(path.join(folder, 'icons', `${size}x${size}.png`), png(size));
  const ico = new IconIco();
  for (const size of windowsSizes) await ico.addFromPng(png(size), null, true);
  writeFileSync(path.join(folder, 'icon.ico'), ico.encode());
  const icns = new IconIcns();
  for (const [type, size] of Object.entries(macSizes)) await icns.addFromPng(png(size), [type], true);
  writeFileSync(path.join(folder, 'icon.icns'), icns.encode());
}
