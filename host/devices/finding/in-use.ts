import { realpathSync } from 'node:fs';
import type { Site } from '../../../core/model/site/schema.ts';
import { resolveReader } from '../../../core/rules/site/resolve-reader.ts';

/** What of a device's settings says where it is. */
interface Placed {
  type: string;
  path?: string | undefined;
  host?: string | undefined;
  port?: number | undefined;
}

/** Whether two devices hang at one place, by whatever names. */
export function isSamePlace(one: Placed, other: Placed): boolean {
  if (one.host !== undefined) return one.host === other.host && one.port === other.port;
  return one.path !== undefined && other.path !== undefined && nodeOf(one.path) === nodeOf(other.path);
}

/** The store's devices that have a place of their own, by the names of the log. */
function placesIn(site: Site): [device: string, place: Placed][] {
  return [
    ...site.printers.map(({ id, transport }): [string, Placed] => [`printer/${id}`, transport]),
    ...site.buses.map(({ id, transport }): [string, Placed] => [`line/${id}`, transport]),
    ...site.readers.map((reader): [string, Placed] => [`reader/${reader.id}`, resolveReader(reader)]),
  ];
}

/** The device of the store that hangs there; null: none. */
export function usedBy(site: Site, place: Placed): string | null {
  return placesIn(site).find(([, other]) => isSamePlace(other, place))?.[0] ?? null;
}

/** Where a device hangs, as people know it. */
export function placeOf({ type, path, host, port }: Placed): string {
  return host === undefined ? (path ?? type) : `${host}:${port ?? ''}`;
}

/** What a path leads to: one port has several names. */
function nodeOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
