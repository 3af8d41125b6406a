import { z } from 'zod';

/** What a package asks for: range by name. */
const wanted = z.record(z.string(), z.string()).optional();

const entry = z.object({
  name: z.string().optional(),
  version: z.string().optional(),
  integrity: z.string().optional(),
  /** A folder of ours that stands in a package's place. */
  link: z.boolean().optional(),
  resolved: z.string().optional(),
  hasInstallScript: z.boolean().optional(),
  dependencies: wanted,
  optionalDependencies: wanted,
  peerDependencies: wanted,
});
export type LockEntry = z.infer<typeof entry>;

const lockFile = z.object({ lockfileVersion: z.literal(3), packages: z.record(z.string(), entry) });
/** `package-lock.json`: what is installed, by the place where it lies (`node_modules/ws`); ours is the place `''`. */
export type LockFile = z.infer<typeof lockFile>;

/** Throws ZodError or SyntaxError for what is no lock file of this version. */
export function readLockFile(text: string): LockFile {
  return lockFile.parse(JSON.parse(text));
}

const inFolder = 'node_modules/';

/** What lies at a place comes from a registry, and is not a folder of ours. */
export function isForeign(place: string, { link }: LockEntry): boolean {
  return place.includes(inFolder) && !link;
}

/** The name a package has in the registry, also where it is installed under another one. */
export function nameOf(place: string, { name }: LockEntry): string {
  return name ?? place.slice(place.lastIndexOf(inFolder) + inFolder.length);
}

/**
 * The places of the packages that a program needs in production, without its own folders: what `root` (a place of the
 * lock file) asks for, and what those ask for, for every platform; what npm installs without development.
 */
export function productionOf({ packages }: LockFile, root: string): string[] {
  const reached = new Set<string>();
  const open = [root];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const at = packages[place];
    if (!at || reached.has(place)) continue;
    reached.add(place);
    if (at.link && at.resolved !== undefined) open.push(at.resolved);
    open.push(...askedForAt(packages, place));
  }
  return [...reached].filter((place) => isForeign(place, packages[place] ?? {})).sort();
}

/** The places of what the package at a place asks for. */
export function askedForAt(packages: LockFile['packages'], place: string): string[] {
  const { dependencies, optionalDependencies, peerDependencies } = packages[place] ?? {};
  const names = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
  return names.flatMap((name) => placeOf(packages, place, name) ?? []);
}

/** Where Node finds a package that is asked for at a place: there, or in a folder above. */
function placeOf(packages: LockFile['packages'], from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    const place = folder === '' ? `${inFolder}${name}` : `${folder}/${inFolder}${name}`;
    if (packages[place]) return place;
    if (folder === '') return undefined;
  }
}
