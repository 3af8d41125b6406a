import { ArgumentError } from '../common/arguments.ts';
import type { ReleaseTarget } from '../common/electron-release.ts';

/** One thing that can be packed. */
export interface PackageTarget extends ReleaseTarget {
  /** As it is asked for, and the folder it is made into; the installed program asks for its updates under this name. */
  name: string;
  /** What electron-builder calls it; on macOS an update needs the zip beside the image. */
  kinds: readonly ('nsis' | 'dmg' | 'zip' | 'AppImage' | 'deb' | 'dir')[];
}

/** What stores install. */
export const installers: readonly PackageTarget[] = [
  { name: 'nsis-x64', platform: 'win32', arch: 'x64', kinds: ['nsis'] },
  { name: 'nsis-arm64', platform: 'win32', arch: 'arm64', kinds: ['nsis'] },
  { name: 'dmg-arm64', platform: 'darwin', arch: 'arm64', kinds: ['dmg', 'zip'] },
  { name: 'dmg-x64', platform: 'darwin', arch: 'x64', kinds: ['dmg', 'zip'] },
  { name: 'appimage-x64', platform: 'linux', arch: 'x64', kinds: ['AppImage'] },
  { name: 'deb-x64', platform: 'linux', arch: 'x64', kinds: ['deb'] },
];

/** The program as a folder or an archive, for the system this runs on. */
function ownTargets(platform: NodeJS.Platform, arch: string): PackageTarget[] {
  return [
    { name: 'dir', platform, arch, kinds: ['dir'] },
    { name: 'zip', platform, arch, kinds: ['zip'] },
  ];
}

/**
 * The targets of these names, several in one word by commas; all installers where none is named.
 * @throws ArgumentError for a name that is none
 */
export function targetsNamed(
  names: string | undefined,
  platform = process.platform,
  arch = process.arch,
): PackageTarget[] {
  if (names === undefined) return [...installers];
  const known = [...installers, ...ownTargets(platform, arch)];
  return [...new Set(names.split(','))].map((name) => {
    const target = known.find((one) => one.name === name.trim());
    if (target) return target;
    const all = known.map((one) => one.name).join(', ');
    throw new ArgumentError(`--target ${name}: there are ${all} / 没有这个目标，可用：${all}`);
  });
}

/** Why this system cannot make it at all, whatever the network brings; null where it can. */
export function systemObstacle(
  { kinds }: PackageTarget,
  system: { platform: NodeJS.Platform; hasProgram(name: string): boolean },
): string | null {
  if (kinds.includes('dmg') && system.platform !== 'darwin') return 'a disk image is made on macOS only';
  if (kinds.includes('nsis') && system.platform === 'linux' && !system.hasProgram('wine')) {
    return 'the uninstaller of Windows is made by running it: on Windows, or with wine';
  }
  if ((kinds.includes('AppImage') || kinds.includes('deb')) && system.platform === 'win32') {
    return 'packages of Linux are made on Linux or macOS';
  }
  return null;
}
